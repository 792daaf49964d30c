// The owner's hand on the guard's table: closes the page, opens it again, tells what today has used.
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { run, Trouble } from "./lib/command.mjs";
import { DEFAULT_MODEL } from "./lib/provider.mjs";
import { option, outputs } from "./lib/stack.mjs";

/** The function's own default; a test holds the two together. */
export const DEFAULT_DAILY_TOKENS = 2_000_000;

/** Dollars for a million tokens, as OpenAI lists them in November 2026. */
const LISTED = { [DEFAULT_MODEL]: { input: 0.1, output: 0.5 } };
const PAGE = { pk: { S: "page" } };
const REFUSALS = ["rate_limited", "budget_used_up", "model_overloaded", "paused", "guard_unavailable"];

const guardTable = async () => process.env.GUARD_TABLE || (await outputs()).GuardTable;

async function change(UpdateExpression, ExpressionAttributeValues) {
  const TableName = await guardTable();
  await new DynamoDBClient({}).send(
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

const number = (value) => value.toLocaleString("en-US");

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

const plain = (item = {}) => Object.fromEntries(Object.entries(item).map(([name, { N, S }]) => [name, N ? Number(N) : S]));

async function usage() {
  const TableName = await guardTable();
  const client = new DynamoDBClient({});
  const date = new Date().toISOString().slice(0, 10);
  const read = async (Key) => plain((await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item);
  const [day, page] = await Promise.all([read({ pk: { S: `day#${date}` } }), read(PAGE)]);
  const limit = Number(option("dailyTokens") ?? DEFAULT_DAILY_TOKENS);
  console.log(report(date, day, page, limit, prices()).join("\n"));
}

const ACTIONS = { pause, resume, usage };

await run(import.meta.url, async () => {
  const action = ACTIONS[process.argv[2]];
  if (!action) throw new Trouble(`Say which: ${Object.keys(ACTIONS).join(", ")}.`);
  await action();
});
