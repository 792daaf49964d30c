import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { aws } from "./aws.mjs";
import { run, STACK, temporary } from "./command.mjs";

/** A CDK command line that notes how it was called. */
function cdk(status = 0) {
  const folder = temporary();
  const calls = join(folder, "calls");
  const CDK = join(folder, "cdk");
  writeFileSync(CDK, `#!/bin/sh\nfor a; do printf '[%s]' "$a"; done >> '${calls}'; echo >> '${calls}'\nexit ${status}\n`);
  chmodSync(CDK, 0o755);
  const ASSETS = join(folder, "assets.json");
  writeFileSync(ASSETS, '{"dockerImages":{"1":{"destinations":{"2":{"imageTag":"llm-assistant-now"}}}}}');
  return { CDK, ASSETS, calls: () => (existsSync(calls) ? readFileSync(calls, "utf8").trimEnd().split("\n") : []) };
}

test("the first deployment prepares the account", async (t) => {
  const { env } = await aws(t);
  const { CDK, ASSETS, calls } = cdk();
  const { out, status } = await run("deploy.mjs", { ...env, CDK, ASSETS });
  assert.deepEqual(calls(), ["[bootstrap][aws://111122223333/eu-central-1]", "[deploy][LlmAssistant]"]);
  assert.match(out, /^Deploying to account 111122223333 in eu-central-1\.\nThis account and region have no CDK bootstrap/);
  assert.equal(status, 0);
});

test("later ones only deploy, with the owner's options", async (t) => {
  const { env } = await aws(t, { bootstrap: "28", logRole: "arn:aws:iam::111122223333:role/LlmAssistant-GatewayApiRole-1" });
  const { CDK, ASSETS, calls } = cdk();
  await run("deploy.mjs", { ...env, CDK, ASSETS, OPTIONS: '-c model=m -c systemPrompt="Be brief."' });
  assert.deepEqual(calls(), ["[deploy][LlmAssistant][-c][model=m][-c][systemPrompt=Be brief.]"]);
});

test("another app's log role stays the account's", async (t) => {
  const { env } = await aws(t, { bootstrap: "28", logRole: "arn:aws:iam::111122223333:role/Other" });
  const { CDK, ASSETS, calls } = cdk();
  await run("deploy.mjs", { ...env, CDK, ASSETS });
  assert.deepEqual(calls(), ["[deploy][LlmAssistant][-c][accountLogRole=keep]"]);
});

test("the region of an option wins", async (t) => {
  const { env } = await aws(t, { bootstrap: "28" });
  const { out } = await run("deploy.mjs", { ...env, ...cdk(), OPTIONS: "-c region=us-east-1" });
  assert.match(out, /in us-east-1\./);
});

test("a failed deployment fails", async (t) => {
  const { env } = await aws(t, { bootstrap: "28" });
  const { err, status } = await run("deploy.mjs", { ...env, CDK: cdk(1).CDK });
  assert.deepEqual([err, status], ["`cdk deploy` failed; what it said is above.\n", 1]);
});

test("of the images, the deployed one and the newest other stay, and all of others", async (t) => {
  const images = ["llm-assistant-1", "llm-assistant-now", "others", "llm-assistant-2", "llm-assistant-3"];
  const { state, env } = await aws(t, { bootstrap: "28", images });
  const { CDK, ASSETS } = cdk();
  await run("deploy.mjs", { ...env, CDK, ASSETS });
  assert.deepEqual(state.images, ["llm-assistant-now", "others", "llm-assistant-3"]);
});

function everything(t, calls) {
  return aws(t, {
    stack: () => (calls().some((call) => call.startsWith("[destroy]")) ? null : STACK),
    secret: "{}",
    logRole: "arn:aws:iam::111122223333:role/LlmAssistant-GatewayApiRole-1",
    images: ["llm-assistant-1", "llm-assistant-2", "others"],
    buckets: {
      "site-bucket": { "index.html": {}, "assets/a.js": {} },
      "cdk-hnb659fds-assets-111122223333-eu-central-1": { "llm-assistant/1.json": {}, "others.json": {} },
    },
  });
}

test("destroy leaves nothing of ours and all of others'", async (t) => {
  const { CDK, calls } = cdk();
  const { state, env } = await everything(t, calls);
  const { out, err, status } = await run("destroy.mjs", { ...env, CDK, YES: "LlmAssistant" });
  assert.deepEqual([err, status], ["", 0]);
  assert.match(out, /^Deleted: the stack, 2 images and 1 files/);
  assert.deepEqual(calls(), ["[destroy][LlmAssistant][--force]"]);
  assert.deepEqual(state.buckets["site-bucket"], {});
  assert.deepEqual(state.buckets["cdk-hnb659fds-assets-111122223333-eu-central-1"], { "others.json": {} });
  assert.deepEqual(state.images, ["others"]);
  assert.equal(state.secret, null);
  assert.equal(state.logRole, "");
});

test("destroy without a yes deletes nothing", async (t) => {
  const { CDK, calls } = cdk();
  const { state, env } = await everything(t, calls);
  const { err, status } = await run("destroy.mjs", { ...env, CDK });
  assert.deepEqual([err, status], ["Nothing was deleted. To delete without being asked: make destroy YES=LlmAssistant\n", 1]);
  assert.deepEqual(calls(), []);
  assert.equal(state.images.length, 3);
  assert.deepEqual(Object.keys(state.buckets["site-bucket"]), ["index.html", "assets/a.js"]);
});

test("destroy leaves another app's log role", async (t) => {
  const { CDK, calls } = cdk();
  const { state, env } = await everything(t, calls);
  state.logRole = "arn:aws:iam::111122223333:role/Other";
  await run("destroy.mjs", { ...env, CDK, YES: "LlmAssistant" });
  assert.equal(state.logRole, "arn:aws:iam::111122223333:role/Other");
});

test("destroy again cleans up what a broken one left", async (t) => {
  const { CDK, calls } = cdk();
  const { state, env } = await everything(t, calls);
  state.stack = null;
  const { out, status } = await run("destroy.mjs", { ...env, CDK, YES: "LlmAssistant" });
  assert.match(out, /^Deleted: 2 images and 1 files/);
  assert.equal(status, 0);
  assert.deepEqual(calls(), []);
});
