import assert from "node:assert/strict";
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { aws } from "./aws.mjs";
import { run, STACK as DEPLOYED, temporary } from "./command.mjs";

const STACK = { ...DEPLOYED, DocumentsBucket: "docs" };

function index(folder = temporary()) {
  const file = join(folder, "documents.index");
  writeFileSync(file, "LLMADOC1 and so on");
  return file;
}

test("the index goes to its bucket, where the function looks for it", async (t) => {
  const { state, env } = await aws(t, { stack: STACK });
  const { out, status } = await run("documents.mjs", { ...env, DOCUMENTS_INDEX: index() });
  assert.equal(status, 0);
  assert.match(out, /^Uploaded the index, 0\.0 MB; within a minute https:\/\/d111\.cloudfront\.net answers from it\.$/m);
  assert.equal(state.buckets.docs["documents.index"].body, "LLMADOC1 and so on");
});

test("without an index nothing is done, and without a stack or its bucket it is said", async (t) => {
  const { state, env } = await aws(t, { stack: null });
  assert.deepEqual(await run("documents.mjs", { ...env, DOCUMENTS_INDEX: "/nowhere" }), { out: "", err: "", status: 0 });
  const DOCUMENTS_INDEX = index();
  assert.match((await run("documents.mjs", { ...env, DOCUMENTS_INDEX })).out, /not deployed/);
  state.stack = DEPLOYED;
  assert.match((await run("documents.mjs", { ...env, DOCUMENTS_INDEX })).out, /deployed without documents/);
});

test("the doctor tells of documents that were never indexed, and of newer ones", async (t) => {
  const { env } = await aws(t, { stack: null, bootstrap: "21" });
  const folder = temporary();
  mkdirSync(join(folder, "guide"));
  const given = { ...env, DOCUMENTS_FOLDER: folder, DOCUMENTS_INDEX: join(folder, "..", "none.index") };
  assert.doesNotMatch((await run("doctor.mjs", given)).out, /Documents/);
  writeFileSync(join(folder, "guide", "a.md"), "# A");
  const never = await run("doctor.mjs", given);
  assert.match(never.out, /mend {2}Documents: the folder documents\/ was never indexed\. Run `make documents`\./);
  assert.equal(never.status, 1);
  const file = index();
  const since = { ...given, DOCUMENTS_INDEX: file };
  assert.match((await run("doctor.mjs", since)).out, /ok {4}Documents: 1 files, indexed\./);
  utimesSync(file, 1, 1);
  assert.match((await run("doctor.mjs", since)).out, /note {2}Documents: changed since they were indexed/);
});

test("a deployment takes indexed documents along, and empties the bucket of those that are gone", async (t) => {
  const { state, env } = await aws(t, { bootstrap: "28", stack: STACK, buckets: { docs: { "documents.index": { body: "x" } } } });
  const folder = temporary();
  const CDK = join(folder, "cdk");
  writeFileSync(CDK, `#!/bin/sh\necho "$@" >> '${folder}/calls'\n`, { mode: 0o755 });
  const calls = () => readFileSync(join(folder, "calls"), "utf8").trimEnd().split("\n").at(-1);
  await run("deploy.mjs", { ...env, CDK, DOCUMENTS_INDEX: index() });
  assert.equal(calls(), "deploy LlmAssistant -c documents=true");
  assert.deepEqual(Object.keys(state.buckets.docs), ["documents.index"]);
  await run("deploy.mjs", { ...env, CDK, DOCUMENTS_INDEX: "/nowhere" });
  assert.equal(calls(), "deploy LlmAssistant");
  assert.deepEqual(state.buckets.docs, {});
});

test("destroying deletes the index as well", async (t) => {
  const { state, env } = await aws(t, { stack: STACK, buckets: { docs: { "documents.index": { body: "x" } } } });
  await run("destroy.mjs", { ...env, CDK: "/bin/true", YES: "LlmAssistant" });
  assert.deepEqual(state.buckets.docs, {});
});
