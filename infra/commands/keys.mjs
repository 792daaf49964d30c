// The owner's guests: invites one by a key, lists them, takes a key back. The table holds keys only by their hash.
import { createHash, randomBytes } from "node:crypto";
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { run, Trouble } from "./lib/command.mjs";
import { dateOf, number } from "./lib/figures.mjs";
import { items, pageTable } from "./lib/table.mjs";

const DAY = 86_400;

/** Days for which an ended key stays in the list. */
const LISTED = 35;

/** Base 32 without what is mistaken for another: i, l, o, u. */
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

/** 130 random bits. */
export function drawKey(bytes = randomBytes(26)) {
  return `ask-${Array.from(bytes, (byte) => DIGITS[byte & 31]).join("")}`;
}

export const hashOf = (key) => createHash("sha256").update(key).digest("hex");

const now = () => Math.floor(Date.now() / 1000);

function name(env) {
  const text = env.NAME?.normalize("NFC").trim();
  if (!text) throw new Trouble("Say whom: NAME=anna");
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._@'-]{0,39}$/u.test(text)) {
    throw new Trouble("NAME must be at most 40 letters, digits, blanks and . _ @ ' - and begin with a letter or digit: NAME=anna");
  }
  return text;
}

function whole(env, variable, otherwise, least, most) {
  const text = (env[variable] ?? "").replaceAll(/[_,]/g, "").trim() || `${otherwise}`;
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text) || value < least || value > most) {
    throw new Trouble(`${variable} must be a whole number from ${number(least)} to ${number(most)}: ${variable}=${otherwise}`);
  }
  return value;
}

const ended = ({ revoked, validUntil }, at) => Boolean(revoked) || validUntil <= at;
const brief = ({ pk }) => pk.slice(4, 10);

export async function invite(env) {
  const guest = name(env);
  const tokens = whole(env, "TOKENS", 50_000, 2_000, 1_000_000_000_000);
  const days = whole(env, "DAYS", 30, 1, 3_650);
  const table = await pageTable(env);
  const at = now();
  const known = (await items(table, "key#")).find((item) => item.guest === guest && !ended(item, at));
  if (known) throw new Trouble(`${guest} has a key already (${brief(known)}). Take it back first, make revoke NAME="${guest}", or choose another name.`);
  const key = drawKey();
  const until = at + days * DAY;
  const values = { guest, dailyTokens: tokens, tokensLeft: tokens, usedDay: dateOf(at), usedTokens: 0, validUntil: until, expires: until + LISTED * DAY };
  const Item = Object.fromEntries(Object.entries(values).map(([attribute, value]) => [attribute, typeof value === "number" ? { N: `${value}` } : { S: value }]));
  await table.client.send(new PutItemCommand({ TableName: table.TableName, Item: { pk: { S: `key#${hashOf(key)}` }, ...Item }, ConditionExpression: "attribute_not_exists(pk)" }));
  return [
    `${guest} may use ${number(tokens)} tokens a day until ${dateOf(until)} (UTC). The key is shown this once and kept nowhere:`,
    ...(table.url ? ["", `  ${table.url}/#key=${key}`] : []),
    "",
    `  ${key}`,
    "",
    "The link opens the page for them. Programs send the key as X-Access-Key or as Authorization: Bearer.",
    ...(table.access === "open" ? [OPEN[table.url?.startsWith("http://localhost") ? "local" : "aws"]] : []),
  ];
}

const OPEN = {
  aws: 'So far this page lets everybody in, and looks at no key: deploy it with OPTIONS="-c access=required", or access=optional.',
  local: "So far this page lets everybody in, and looks at no key: start it with ACCESS=required make run, or ACCESS=optional.",
};

/** Rows as a table of text; the columns as wide as their widest. */
const columns = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
};

export function list(keys, at) {
  if (!keys.length) return ["Nobody is invited. The first: make invite NAME=anna TOKENS=50000 DAYS=30"];
  const today = dateOf(at);
  const rows = keys
    .toSorted((one, other) => ended(one, at) - ended(other, at) || one.guest.localeCompare(other.guest))
    .map((key) => {
      const usedToday = key.usedDay === today ? key.dailyTokens - key.tokensLeft : 0;
      const asked = key.usedTokens > 0 || usedToday > 0;
      const until = key.revoked ? "revoked" : key.validUntil <= at ? `ended ${dateOf(key.validUntil)}` : dateOf(key.validUntil);
      return [key.guest, brief(key), `${number(usedToday)} of ${number(key.dailyTokens)}`, number(key.usedTokens), asked ? key.usedDay : "never", until];
    });
  return columns([["name", "key", "tokens today", "in all", "last used", "until"], ...rows]);
}

async function invites(env) {
  const table = await pageTable(env);
  return [...(table.url ? [table.url] : []), ...list(await items(table, "key#"), now())];
}

async function revoke(env) {
  const guest = name(env);
  const table = await pageTable(env);
  const keys = await items(table, "key#");
  const theirs = keys.filter((key) => key.guest === guest && !ended(key, now()));
  if (!theirs.length) {
    const others = keys.filter((key) => !ended(key, now())).map((key) => key.guest);
    throw new Trouble(`${guest} has no key that is valid. ${others.length ? `Those who have: ${others.sort().join(", ")}.` : "Nobody has."}`);
  }
  for (const { pk } of theirs) {
    const change = { UpdateExpression: "SET revoked = :one", ExpressionAttributeValues: { ":one": { N: "1" } }, ConditionExpression: "attribute_exists(pk)" };
    await table.client.send(new UpdateItemCommand({ TableName: table.TableName, Key: { pk: { S: pk } }, ...change }));
  }
  return [`${guest}'s key (${theirs.map(brief).join(", ")}) is revoked: the next question by it is refused.`];
}

const ACTIONS = { invite, invites, revoke };

await run(import.meta.url, async () => {
  const action = ACTIONS[process.argv[2]];
  if (!action) throw new Trouble(`Say which: ${Object.keys(ACTIONS).join(", ")}.`);
  console.log((await action(process.env)).join("\n"));
});
