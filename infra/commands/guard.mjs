// The owner's hand on the guard's table: closes the page, opens it again, tells what today has used and what askers said.
import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { run, Trouble } from "./lib/command.mjs";
import { dateOf, number } from "./lib/figures.mjs";
import { DEFAULT_MODEL } from "./lib/provider.mjs";
import { option } from "./lib/stack.mjs";
import { items, pageTable, plain, printable } from "./lib/table.mjs";

/** The function's own default; a test holds the two together. */
export const DEFAULT_DAILY_TOKENS = 2_000_000;

/** Days of votes that are told. */
const DAYS = 7;

/** Dollars for a million tokens, as OpenAI lists them in November 2026. */
const LISTED = { [DEFAULT_MODEL]: { input: 0.1, output: 0.5 } };
const PAGE = { pk: { S: "page" } };
const REFUSALS = ["rate_limited", "access_required", "budget_used_up", "model_overloaded", "paused", "guard_unavailable"];

async function change(UpdateExpression, ExpressionAttributeValues) {
  const { client, TableName } = await pageTable();
  await client.send(
    new UpdateItemCommand({ TableName, Key: PAGE, UpdateExpression, ExpressionAttributeValues }),
  );
}

async function pause() {
  await change("SET paused = :one", { ":one": { N: "1" } });
  console.log("The page is closed: who asks is told so, at once. `make resume` opens it again.");
}

async function resume() {
  await change("REMOVE paused, circuitUntil, circuitCode");
  console.log("The page is open.");
}

/** Dollars for a million tokens, or null when nobody said. */
export function prices(env = process.env) {
  const { PRICE_INPUT, PRICE_OUTPUT } = env;
  if (!PRICE_INPUT && !PRICE_OUTPUT) return option("baseUrl") ? null : (LISTED[option("model") ?? DEFAULT_MODEL] ?? null);
  const [input, output] = [PRICE_INPUT, PRICE_OUTPUT].map(Number);
  if (!(input >= 0 && output >= 0)) {
    throw new Trouble("PRICE_INPUT and PRICE_OUTPUT are dollars for a million tokens: PRICE_INPUT=0.10 PRICE_OUTPUT=0.50");
  }
  return { input, output };
}

/** What these days' items say of votes, in lines: in all, and by model and version. */
export function ratings(days) {
  const of = {};
  for (const day of days) {
    for (const [name, count] of Object.entries(day)) {
      const [, label, version, model] = /^rated (\S+) (\S+) (.+)$/.exec(name) ?? [];
      if (!label || count <= 0) continue;
      const group = (of[`${printable(model)}, version ${printable(version)}`] ??= {});
      group[label] = (group[label] ?? 0) + count;
    }
  }
  const groups = Object.entries(of);
  const all = {};
  for (const [, labels] of groups) for (const [label, count] of Object.entries(labels)) all[label] = (all[label] ?? 0) + count;
  const said = ({ up = 0, down = 0, ...reasons }) => {
    const why = Object.entries(reasons).toSorted(([, one], [, other]) => other - one).map(([reason, count]) => `${reason} ${number(count)}`);
    return `${number(up)} good, ${number(down)} bad${why.length ? ` (${why.join(", ")})` : ""}`;
  };
  return [`  Ratings  ${groups.length ? `${said(all)} in the last ${days.length} days` : "none"}`, ...(groups.length > 1 ? groups.map(([name, labels]) => `           ${name}: ${said(labels)}`) : groups.map(([name]) => `           ${name}`))];
}

/** What the day's item and the page's say, in lines. */
export function report(date, day, page, limit, price, now = Date.now()) {
  const { asks = 0, settled = 0, tokens = 0, inputTokens = 0, outputTokens = 0 } = day;
  const used = inputTokens + outputTokens;
  const cost = price && (inputTokens * price.input + outputTokens * price.output) / 1e6;
  const refused = REFUSALS.filter((code) => day[code]).map((code) => `${code} ${number(day[code])}`);
  const until = page.circuitUntil * 1000 > now && new Date(page.circuitUntil * 1000).toISOString().slice(11, 16);
  return [
    `${date} (UTC)`,
    `  Asks     ${number(asks)}, of them ${number(settled)} answered and settled`,
    `  Tokens   ${number(used)}: ${number(inputTokens)} in, ${number(outputTokens)} out`,
    `  Budget   ${((100 * tokens) / limit).toFixed(1)} % of ${number(limit)}; ${number(tokens - used)} are reserved`,
    cost === null
      ? "  Cost     unknown: set PRICE_INPUT and PRICE_OUTPUT, in dollars for a million tokens"
      : `  Cost     $${cost.toFixed(cost < 1 ? 4 : 2)} at $${price.input} in and $${price.output} out for a million tokens`,
    `  Refused  ${refused.join(", ") || "nobody"}`,
    page.paused
      ? "  The page is closed; `make resume` opens it."
      : until
        ? `  The provider's limit (${page.circuitCode}) closes the page until ${until} UTC; \`make resume\` tries earlier.`
        : "  The page is open.",
  ];
}

async function usage() {
  const { client, TableName } = await pageTable();
  const dates = Array.from({ length: DAYS }, (_, back) => dateOf(Date.now() / 1000 - back * 86_400));
  const read = async (Key) => plain((await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item);
  const [page, ...days] = await Promise.all([read(PAGE), ...dates.map((date) => read({ pk: { S: `day#${date}` } }))]);
  const limit = Number(option("dailyTokens") ?? DEFAULT_DAILY_TOKENS);
  console.log([...report(dates[0], days[0], page, limit, prices()), ...ratings(days)].join("\n"));
}

/** What askers sent to the owner, the newest first, as text that no terminal takes for commands. */
export function letters(sent) {
  if (!sent.length) return ["Nobody has sent an answer. Askers can where the page is deployed with sharing=true."];
  return sent
    .toSorted((one, other) => other.sentAt - one.sentAt)
    .flatMap(({ question, answer, answeredBy, builtAs, sentAt }) => [
      `${new Date(sentAt * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC, ${printable(answeredBy)}, version ${printable(builtAs)}`,
      "",
      ...printable(question).split("\n").map((line) => `> ${line}`),
      "",
      printable(answer),
      "",
    ]);
}

async function shared() {
  console.log(letters(await items(await pageTable(), "shared#")).join("\n"));
}

const ACTIONS = { pause, resume, usage, shared };

await run(import.meta.url, async () => {
  const action = ACTIONS[process.argv[2]];
  if (!action) throw new Trouble(`Say which: ${Object.keys(ACTIONS).join(", ")}.`);
  await action();
});
