import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import test from "node:test";
import { DEFAULT_MODEL, modelState } from "../lib/provider.mjs";
import { aws } from "./aws.mjs";
import { run, STACK } from "./command.mjs";

async function provider(t, status, body) {
  const server = createServer((_request, response) => response.writeHead(status).end(JSON.stringify(body)));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/v1`;
}

const NOW = Date.parse("2026-11-23");

for (const [name, status, body, level, words] of [
  ["there", 200, { data: [{ id: "m", shutdown_date: null }] }, "ok", "Model m: there, no end announced."],
  ["ending", 200, { data: [{ id: "m", shutdown_date: "2027-01-14" }] }, "note", "Model m: shuts down on 2027-01-14, in 52 days. Choose another with option model before then."],
  ["ending soon", 200, { data: [{ id: "m", shutdown_date: "2026-12-11" }] }, "mend", "Model m: shuts down on 2026-12-11, in 18 days. Choose another with option model before then."],
  ["gone", 200, { data: [{ id: "m", shutdown_date: "2026-10-23" }] }, "mend", "Model m: shut down on 2026-10-23. Choose another with option model."],
  ["unknown", 200, { data: [{ id: "a" }, { id: "b" }] }, "mend", "Model m: URL does not have it. Choose another with option model; some that it has: a, b."],
  ["with a wrong key", 401, {}, "mend", "Key: URL refuses it. Make another there and run `make set-key`."],
  ["of a server without a list", 404, {}, "note", "Model m: URL gives no list of models (status 404)."],
]) {
  test(`a model ${name}`, async (t) => {
    const url = await provider(t, status, body);
    const state = await modelState(url, "m", "key", NOW);
    assert.deepEqual({ ...state, words: state.words.replace(url, "URL") }, { level, words });
  });
}

test("a provider that cannot be reached is no fault of the machine", async () => {
  const { level, words } = await modelState("http://127.0.0.1:9/v1", "m", "key");
  assert.equal(level, "note");
  assert.match(words, /cannot be asked/);
});

test("the default model is the function's", () => {
  const settings = JSON.parse(readFileSync(new URL("../../../function/settings.json", import.meta.url), "utf8"));
  assert.equal(settings.find(({ name }) => name === "OPENAI_MODEL").default, DEFAULT_MODEL);
});

test("an account before its first deployment", async (t) => {
  const { env } = await aws(t);
  const { out, status } = await run("doctor.mjs", env);
  assert.equal(
    out,
    `  ok    AWS account 111122223333 as user/owner, region eu-central-1
  note  CDK bootstrap: not there yet. \`make deploy\` creates it.
  note  Page: not deployed yet. \`make deploy\` does it.
  note  Model ${DEFAULT_MODEL}: not asked, there is no key. With OPENAI_API_KEY set it is.
`,
  );
  assert.equal(status, 0);
});

test("a deployed page with a model in the function needs no key", async (t) => {
  const { env } = await aws(t, { stack: STACK, bootstrap: "28", secret: '{"apiKey":"","originVerify":"token"}' });
  const { out, status } = await run("doctor.mjs", { ...env, OPTIONS: "-c llamaModel=models/model.gguf" });
  assert.match(out, / {2}ok {4}Model models\/model\.gguf: runs in the function; no key is needed\.\n$/);
  assert.doesNotMatch(out, /Key/);
  assert.equal(status, 0);
});

test("a deployed page without and with a key", async (t) => {
  const { state, env } = await aws(t, { stack: STACK, bootstrap: "28", secret: '{"apiKey":"","originVerify":"token"}' });
  const without = await run("doctor.mjs", env);
  assert.match(without.out, /ok {4}CDK bootstrap: version 28\n {2}ok {4}Page: https:\/\/d111\.cloudfront\.net\n {2}mend {2}Key: not set\. Run `make set-key`\./);
  assert.equal(without.status, 1);
  const url = await provider(t, 200, { data: [{ id: "own" }] });
  state.secret = '{"apiKey":"sk-1","originVerify":"token"}';
  const wit = await run("doctor.mjs", { ...env, OPTIONS: `-c model=own -c baseUrl=${url}` });
  assert.match(wit.out, /ok {4}Model own: there/);
  assert.doesNotMatch(wit.out, /sk-1|token/);
  assert.equal(wit.status, 0);
});

test("the server that make run asks is asked, and no other gets its key", async (t) => {
  const { env } = await aws(t);
  const url = await provider(t, 200, { data: [{ id: "own" }] });
  const here = { ...env, OPENAI_BASE_URL: `${url}/`, OPENAI_API_KEY: "sk-own" };
  const there = await run("doctor.mjs", { ...here, OPENAI_MODEL: "own" });
  assert.match(there.out, /^ {2}ok {4}Model own: there, no end announced\.\n {2}note {2}OPENAI_BASE_URL is for `make run`/);
  assert.match(there.out, /Model .*: not asked, there is no key/, "OpenAI is not asked with the other server's key");
  assert.equal(there.status, 0);
  const missing = await run("doctor.mjs", { ...here, OPENAI_MODEL: "other" });
  assert.match(missing.out, /^ {2}mend {2}Model other: .* does not have it\. .*: own\./);
  assert.equal(missing.status, 1);
});

test("without credentials or region it says how to get them", async (t) => {
  const { env } = await aws(t);
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...none } = { ...env, AWS_EC2_METADATA_DISABLED: "true" };
  const credentials = await run("doctor.mjs", none);
  assert.match(credentials.out, /mend {2}No AWS credentials\. Run `aws configure`/);
  const { AWS_REGION, ...nowhere } = env;
  assert.match((await run("doctor.mjs", nowhere)).out, /mend {2}No AWS region\. Set AWS_REGION/);
});

test("the log's lines, of a time that is understood", async (t) => {
  const { env } = await aws(t, { stack: STACK, logs: ['{"route":"/api/ask"}\n', "two\n"] });
  assert.equal((await run("logs.mjs", env)).out, '{"route":"/api/ask"}\ntwo\n');
  assert.match((await run("logs.mjs", { ...env, SINCE: "yesterday" })).err, /^SINCE must be a number and s, m, h or d/);
});
