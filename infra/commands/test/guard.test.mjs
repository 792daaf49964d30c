import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { DeleteItemCommand, GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { DEFAULT_DAILY_TOKENS, letters, prices, ratings, report } from "../guard.mjs";
import { aws } from "./aws.mjs";
import { run, STACK } from "./command.mjs";
import { dynamoDb } from "./dynamodb.mjs";

const guard = (env, action) => run("guard.mjs", { LOCAL_TABLE: "/nowhere", ...env }, { args: [action] });

test("the owner closes the page, opens it, and sees what today has used", async (t) => {
  const local = await dynamoDb(t);
  const { env: deployed } = await aws(t, { stack: { ...STACK, GuardTable: local.table } });
  const env = { ...deployed, ...local.env };
  const page = async () => (await local.client.send(new GetItemCommand({ TableName: local.table, Key: { pk: { S: "page" } } }))).Item;
  const today = `day#${new Date().toISOString().slice(0, 10)}`;
  await local.client.send(
    new UpdateItemCommand({
      TableName: local.table,
      Key: { pk: { S: today } },
      UpdateExpression: "ADD #rated :one, asks :a, settled :s, #tokens :t, inputTokens :i, outputTokens :o, rate_limited :r",
      ExpressionAttributeNames: { "#tokens": "tokens", "#rated": "rated up 1.2.0 gpt-6-luna" },
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries({ ":one": 1, ":a": 3, ":s": 2, ":t": 401_100, ":i": 300_000, ":o": 100_000, ":r": 4 }).map(([name, N]) => [name, { N: `${N}` }]),
      ),
    }),
  );

  assert.deepEqual(await guard(env, "pause"), {
    out: "The page is closed: who asks is told so, at once. `make resume` opens it again.\n",
    err: "",
    status: 0,
  });
  assert.deepEqual(await page(), { pk: { S: "page" }, paused: { N: "1" } });
  assert.match((await guard(env, "usage")).out, /The page is closed/);

  assert.deepEqual(await guard(env, "resume"), { out: "The page is open.\n", err: "", status: 0 });
  assert.deepEqual(await page(), { pk: { S: "page" } });

  const { out, status } = await guard({ ...env, OPTIONS: "-c dailyTokens=802200" }, "usage");
  assert.equal(status, 0);
  assert.deepEqual(out.trimEnd().split("\n").slice(1), [
    "  Asks     3, of them 2 answered and settled",
    "  Tokens   400,000: 300,000 in, 100,000 out",
    "  Budget   50.0 % of 802,200; 1,100 are reserved",
    "  Cost     $0.0800 at $0.1 in and $0.5 out for a million tokens",
    "  Refused  rate_limited 4",
    "  The page is open.",
    "  Ratings  1 good, 0 bad in the last 7 days",
    "           gpt-6-luna, version 1.2.0",
  ]);
});

test("a day without asks", () => {
  assert.deepEqual(report("2026-11-23", {}, {}, 1000, null), [
    "2026-11-23 (UTC)",
    "  Asks     0, of them 0 answered and settled",
    "  Tokens   0: 0 in, 0 out",
    "  Budget   0.0 % of 1,000; 0 are reserved",
    "  Cost     unknown: set PRICE_INPUT and PRICE_OUTPUT, in dollars for a million tokens",
    "  Refused  nobody",
    "  The page is open.",
  ]);
});

test("an open circuit says until when", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");
  const page = { circuitUntil: now / 1000 + 3600, circuitCode: "budget_used_up" };
  assert.equal(
    report("2026-11-23", {}, page, 1000, null, now).at(-1),
    "  The provider's limit (budget_used_up) closes the page until 13:00 UTC; `make resume` tries earlier.",
  );
  assert.equal(report("2026-11-23", {}, { ...page, circuitUntil: now / 1000 }, 1000, null, now).at(-1), "  The page is open.");
});

test("prices are those given, else those listed for the default model", () => {
  assert.deepEqual(prices({}), { input: 0.1, output: 0.5 });
  assert.deepEqual(prices({ PRICE_INPUT: "1.25", PRICE_OUTPUT: "10" }), { input: 1.25, output: 10 });
  assert.throws(() => prices({ PRICE_INPUT: "cheap", PRICE_OUTPUT: "1" }), /dollars for a million tokens/);
  assert.throws(() => prices({ PRICE_INPUT: "1" }), /dollars for a million tokens/);
});

test("without an action it says which there are", async (t) => {
  const { env } = await aws(t);
  assert.deepEqual(await guard(env, "stop"), { out: "", err: "Say which: pause, resume, usage, shared.\n", status: 1 });
});

test("without a stack it says what to do first", async (t) => {
  const { env } = await aws(t);
  assert.match((await guard(env, "usage")).err, /Run `make deploy` first/);
});

test("the budget is the function's own", () => {
  const settings = JSON.parse(readFileSync(new URL("../../../function/settings.json", import.meta.url), "utf8"));
  assert.equal(Number(settings.find(({ name }) => name === "DAILY_TOKENS").default), DEFAULT_DAILY_TOKENS);
});

test("votes are told by model and version, with their reasons", () => {
  const days = [
    { asks: 9, "rated up 1.2.0 gpt-6-luna": 10, "rated down 1.2.0 gpt-6-luna": 3, "rated wrong 1.2.0 gpt-6-luna": 1, "rated too_long 1.2.0 gpt-6-luna": 2 },
    { "rated up 1.1.0 my model": 2, "rated up 1.2.0 gpt-6-luna": 1, "rated down 1.1.0 my model": 0 },
  ];
  assert.deepEqual(ratings(days), [
    "  Ratings  13 good, 3 bad (too_long 2, wrong 1) in the last 2 days",
    "           gpt-6-luna, version 1.2.0: 11 good, 3 bad (too_long 2, wrong 1)",
    "           my model, version 1.1.0: 2 good, 0 bad",
  ]);
  assert.deepEqual(ratings([{}]), ["  Ratings  none"]);
});

test("what was sent to the owner is printed, and obeyed by no terminal", async (t) => {
  const local = await dynamoDb(t);
  const { env } = await aws(t, { stack: { ...STACK, GuardTable: local.table } });
  const item = { pk: { S: "shared#1" }, question: { S: "Why?\nReally" }, answer: { S: "So \u001b[2J\u202eabc" }, answeredBy: { S: "m" }, builtAs: { S: "1.2.0" }, sentAt: { N: "1796000000" } };
  await local.client.send(new PutItemCommand({ TableName: local.table, Item: item }));
  const { out } = await guard({ ...env, ...local.env }, "shared");
  assert.equal(out, "2026-11-30 00:53 UTC, m, version 1.2.0\n\n> Why?\n> Really\n\nSo \ufffd[2J\ufffdabc\n\n");
  await local.client.send(new DeleteItemCommand({ TableName: local.table, Key: { pk: item.pk } }));
  assert.match(letters([])[0], /sharing=true/);
});
