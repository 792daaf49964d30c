import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import test from "node:test";
import { aws } from "./aws.mjs";
import { path, run, STACK, temporary } from "./command.mjs";

const KEY = "sk-proj-0123456789abcdef";
const deployed = (t) => aws(t, { stack: STACK, secret: '{"apiKey":"","originVerify":"token"}' });

test("a piped key is set and the token stays", async (t) => {
  const { state, env } = await deployed(t);
  const { out, err, status } = await run("set-key.mjs", env, { input: `${KEY}\n` });
  assert.deepEqual([out, err, status], [`The key is set. ${STACK.Url} uses it within five minutes.\n`, "", 0]);
  assert.deepEqual(JSON.parse(state.secret), { apiKey: KEY, originVerify: "token" });
});

test("a key from a file", async (t) => {
  const { state, env } = await deployed(t);
  const file = join(temporary(), "key.txt");
  writeFileSync(file, `  ${KEY}\r\n`);
  assert.equal((await run("set-key.mjs", { ...env, FILE: file })).status, 0);
  assert.equal(JSON.parse(state.secret).apiKey, KEY);
});

test("a typed key is not shown", { skip: process.platform !== "linux" && "script(1) differs" }, async (t) => {
  const { state, env } = await deployed(t);
  const terminal = spawn("script", ["-qec", `'${process.execPath}' '${path("set-key.mjs")}'`, "/dev/null"], { env });
  terminal.stdout.on("data", (said) => /not shown/.test(said) && terminal.stdin.write(`${KEY}\r`));
  const shown = await text(terminal.stdout);
  assert.match(shown, /API key \(not shown\): /);
  assert.match(shown, /The key is set/);
  assert.doesNotMatch(shown, /sk-proj/);
  assert.equal(JSON.parse(state.secret).apiKey, KEY);
});

for (const [input, said] of [
  ["", "No key was given. Nothing was changed."],
  ["sk two words", "A key is one line without spaces. Nothing was changed."],
  ["sk-…", "A key is one line without spaces. Nothing was changed."],
  ["sk-...", "That is a placeholder, not a key. Nothing was changed."],
  ["your-api-key", "That is a placeholder, not a key. Nothing was changed."],
]) {
  test(`"${input}" is refused`, async (t) => {
    const { state, env } = await deployed(t);
    const { err, status } = await run("set-key.mjs", env, { input });
    assert.deepEqual([err, status], [`${said}\n`, 1]);
    assert.equal(state.calls.includes("PutSecretValue"), false);
  });
}

test("an argument is refused", async (t) => {
  const { state, env } = await deployed(t);
  const { err, status } = await run("set-key.mjs", env, { args: [KEY] });
  assert.deepEqual([err, status], ["The key is not an argument: type it when asked, or pipe it in.\n", 1]);
  assert.deepEqual(state.calls, []);
});

test("a plain text secret becomes JSON, and what was lost is said", async (t) => {
  const { state, env } = await aws(t, { stack: STACK, secret: "sk-old" });
  const { err, status } = await run("set-key.mjs", env, { input: KEY });
  assert.match(err, /lost the token/);
  assert.doesNotMatch(err, /sk-/);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(state.secret), { apiKey: KEY });
});

test("without a stack it says what to do first", async (t) => {
  const { env } = await aws(t);
  const { err, status } = await run("set-key.mjs", env, { input: KEY });
  assert.match(err, /^There is no deployed stack LlmAssistant in eu-central-1\. Run `make deploy` first/);
  assert.equal(status, 1);
});
