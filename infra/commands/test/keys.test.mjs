// `make invite`, `make invites`, `make revoke`, against DynamoDB Local.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import vm from "node:vm";
import { DeleteItemCommand, GetItemCommand, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { drawKey, hashOf, invite, list } from "../keys.mjs";
import { Trouble } from "../lib/command.mjs";
import { aws } from "./aws.mjs";
import { run, STACK } from "./command.mjs";
import { dynamoDb } from "./dynamodb.mjs";

const keys = (env, action, variables = {}) => run("keys.mjs", { LOCAL_TABLE: "/nowhere", ...env, ...variables }, { args: [action] });

async function deployed(t) {
  const local = await dynamoDb(t);
  const { env } = await aws(t, { stack: { ...STACK, GuardTable: local.table } });
  const all = async () => (await local.client.send(new ScanCommand({ TableName: local.table }))).Items.filter(({ pk }) => pk.S.startsWith("key#"));
  for (const { pk } of await all()) await local.client.send(new DeleteItemCommand({ TableName: local.table, Key: { pk } }));
  return { ...local, env: { ...env, ...local.env, OPTIONS: "-c access=required" }, all };
}

test("a guest is invited, listed, and their key taken back", async (t) => {
  const { client, table, env, all } = await deployed(t);
  assert.equal((await keys(env, "invites")).out, "https://d111.cloudfront.net\nNobody is invited. The first: make invite NAME=anna TOKENS=50000 DAYS=30\n");

  const invited = await keys(env, "invite", { NAME: "anna", TOKENS: "50_000", DAYS: "30" });
  assert.equal(invited.err, "");
  const key = /\n {2}(ask-[0-9a-z]{26})\n/.exec(invited.out)[1];
  assert.ok(invited.out.includes(`\n  https://d111.cloudfront.net/#key=${key}\n`), invited.out);
  assert.equal(invited.out.match(/everybody/), null);

  const [item] = await all();
  assert.equal(item.pk.S, `key#${hashOf(key)}`);
  assert.equal(JSON.stringify(item).includes(key), false, "the key itself is kept nowhere");
  const until = Number(item.validUntil.N);
  assert.ok(Math.abs(until - Date.now() / 1000 - 30 * 86_400) < 60);
  assert.deepEqual({ ...item, pk: 0, validUntil: 0, expires: 0, usedDay: 0 }, {
    pk: 0, validUntil: 0, expires: 0, usedDay: 0, guest: { S: "anna" }, dailyTokens: { N: "50000" }, tokensLeft: { N: "50000" }, usedTokens: { N: "0" },
  });
  assert.ok(Number(item.expires.N) > until);
  const written = JSON.parse(readFileSync(new URL("../../../function/table.json", import.meta.url), "utf8")).items.find(({ key }) => key === "key#SHA256");
  for (const [name, value] of Object.entries(item)) if (name !== "pk") assert.equal(Object.keys(value)[0], written.attributes[name], name);

  assert.match((await keys(env, "invite", { NAME: "anna" })).err, /^anna has a key already \([0-9a-f]{6}\)\. Take it back first, make revoke NAME="anna", or choose another name\.\n$/);
  await keys(env, "invite", { NAME: "Bo Ünal" });
  await client.send(
    new UpdateItemCommand({ TableName: table, Key: { pk: item.pk }, UpdateExpression: "ADD tokensLeft :less, usedTokens :used", ExpressionAttributeValues: { ":less": { N: "-8800" }, ":used": { N: "102000" } } }),
  );
  const today = new Date().toISOString().slice(0, 10);
  const day = (second) => new Date(second * 1000).toISOString().slice(0, 10);
  const listed = (await keys(env, "invites")).out.split("\n");
  assert.match(listed[1], /^name +key +tokens today +in all +last used +until$/);
  assert.match(listed[2], new RegExp(`^anna +${hashOf(key).slice(0, 6)} +8,800 of 50,000 +102,000 +${today} +${day(until)}$`));
  assert.match(listed[3], /^Bo Ünal +[0-9a-f]{6} +0 of 50,000 +0 +never +\d{4}-\d\d-\d\d$/);

  assert.deepEqual(await keys(env, "revoke", { NAME: "anna" }), { out: `anna's key (${hashOf(key).slice(0, 6)}) is revoked: the next question by it is refused.\n`, err: "", status: 0 });
  assert.equal((await client.send(new GetItemCommand({ TableName: table, Key: { pk: item.pk } }))).Item.revoked.N, "1");
  assert.match((await keys(env, "invites")).out, /\nanna .* revoked\n$/);
  assert.deepEqual(await keys(env, "revoke", { NAME: "anna" }), { out: "", err: "anna has no key that is valid. Those who have: Bo Ünal.\n", status: 1 });
  assert.equal((await keys(env, "invite", { NAME: "anna" })).status, 0, "the name is free again");
});

test("each mistake is told in one line", async () => {
  const cases = [
    [{}, "Say whom: NAME=anna"],
    [{ NAME: " " }, "Say whom: NAME=anna"],
    [{ NAME: "a".repeat(41) }, "NAME must be at most 40 letters"],
    [{ NAME: "an\u001b[31mna" }, "NAME must be at most 40 letters"],
    [{ NAME: "<b>" }, "NAME must be at most 40 letters"],
    [{ NAME: "anna", TOKENS: "many" }, "TOKENS must be a whole number from 2,000 to 1,000,000,000,000: TOKENS=50000"],
    [{ NAME: "anna", TOKENS: "1999" }, "TOKENS must be"],
    [{ NAME: "anna", TOKENS: "5e4" }, "TOKENS must be"],
    [{ NAME: "anna", TOKENS: "-50000" }, "TOKENS must be"],
    [{ NAME: "anna", DAYS: "0" }, "DAYS must be a whole number from 1 to 3,650: DAYS=30"],
    [{ NAME: "anna", DAYS: "1.5" }, "DAYS must be"],
    [{ NAME: "anna", ON: "here" }, "ON must be aws"],
    [{ NAME: "anna", ON: "local" }, "No page runs here"],
  ];
  for (const [variables, words] of cases) {
    await assert.rejects(invite({ LOCAL_TABLE: "/nowhere", ...variables }), ({ constructor, message }) => constructor === Trouble && message.startsWith(words) && !message.includes("\n"), words);
  }
  assert.deepEqual(await keys({ PATH: process.env.PATH }, "list"), { out: "", err: "Say which: invite, invites, revoke.\n", status: 1 });
});

test("where the page lets everybody in, that is said", async (t) => {
  const { env } = await deployed(t);
  assert.match((await keys({ ...env, OPTIONS: "" }, "invite", { NAME: "cy" })).out, /\nSo far this page lets everybody in, and looks at no key: deploy it with OPTIONS="-c access=required"/);
});

test("the table of a page that runs here is found, and only while it runs", async (t) => {
  const local = await dynamoDb(t);
  const folder = mkdtempSync(join(tmpdir(), "keys-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "local-table.json");
  const found = (endpoint) => writeFileSync(file, JSON.stringify({ url: "http://localhost:8080", access: "open", table: local.table, endpoint, region: "us-east-1", accessKeyId: "a", secretAccessKey: "b" }));
  found(local.env.AWS_ENDPOINT_URL_DYNAMODB);
  const { env } = await aws(t);
  const invited = await keys(env, "invite", { NAME: "dee", LOCAL_TABLE: file });
  assert.match(invited.out, /\n {2}http:\/\/localhost:8080\/#key=ask-/);
  assert.match(invited.out, /start it with ACCESS=required make run/);
  const other = await aws(t, { stack: { ...STACK, GuardTable: local.table } });
  assert.match((await keys({ ...other.env, ...local.env }, "invites", { LOCAL_TABLE: file })).out, /^https:\/\/d111/, "the deployed one comes first");
  assert.match((await keys({ ...other.env, ...local.env }, "invites", { LOCAL_TABLE: file, ON: "local" })).out, /^http:\/\/localhost:8080/);
  found("http://127.0.0.1:1");
  assert.match((await keys(env, "invites", { LOCAL_TABLE: file })).err, /Run `make deploy` first/);
});

test("keys are random, of one form, and no digit of them is mistaken for another", () => {
  const drawn = Array.from({ length: 200 }, () => drawKey());
  assert.equal(new Set(drawn).size, 200);
  for (const key of drawn) assert.match(key, /^ask-[0-9a-hjkmnp-tv-z]{26}$/);
  const seen = new Set(drawn.join("").replaceAll("ask-", ""));
  assert.equal(seen.size, 32);
});

test("an ended key is told so, and a new day begins with all tokens", () => {
  const at = Date.parse("2026-12-05T12:00:00Z") / 1000;
  const key = { pk: `key#${"a1".repeat(32)}`, guest: "anna", dailyTokens: 50_000, tokensLeft: 1_000, usedDay: "2026-12-01", usedTokens: 49_000, validUntil: at };
  assert.match(list([key], at)[1], /^anna +a1a1a1 +0 of 50,000 +49,000 +2026-12-01 +ended 2026-12-05$/);
});

test("at CloudFront a bearer's access key becomes the header that is passed on, and nothing else does", () => {
  const source = readFileSync(new URL("../../src/main/resources/access-key.js", import.meta.url), "utf8");
  const passed = (headers) => {
    const context = vm.createContext({ event: { request: { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])) } } });
    return vm.runInContext(`${source}; handler(event)`, context).headers["x-access-key"]?.value;
  };
  assert.equal(passed({ authorization: "Bearer ask-0a1b" }), "ask-0a1b");
  assert.equal(passed({ authorization: "bearer  ASK-0A1B" }), "ASK-0A1B");
  assert.equal(passed({ "x-access-key": "ask-mine", authorization: "Bearer ask-other" }), "ask-mine");
  for (const authorization of ["Bearer DUMMY_KEY", "Bearer sk-", "Basic ask-0a1b", "Bearer ask-0a1b more", "ask-0a1b", ""]) assert.equal(passed({ authorization }), undefined, authorization);
  assert.equal(passed({}), undefined);
});
