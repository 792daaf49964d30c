import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { S3Client } from "@aws-sdk/client-s3";
import { publish, type } from "../publish.mjs";
import { aws } from "./aws.mjs";
import { temporary } from "./command.mjs";

const HEADERS = { html: { "cache-control": "no-cache" }, assets: { "cache-control": "max-age=31536000, immutable" } };

function page(script) {
  const folder = temporary();
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), `<script src="/assets/${script}">`);
  writeFileSync(join(folder, "robots.txt"), "User-agent: *");
  writeFileSync(join(folder, "assets", script), `"${script}"`);
  return folder;
}

async function bucket(t) {
  const { state, env } = await aws(t, { buckets: { site: {} } });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const s3 = new S3Client({ endpoint: env.AWS_ENDPOINT_URL, region: "eu-central-1", credentials });
  return { state, s3, keys: () => Object.keys(state.buckets.site).sort() };
}

test("hashed files go first and the page last, each with its type and caching", async (t) => {
  const { state, s3 } = await bucket(t);
  await publish(s3, "site", page("a-1.js"), HEADERS);
  assert.deepEqual(state.put, ["assets/a-1.js", "robots.txt", "index.html", "published.json"]);
  const { "assets/a-1.js": script, "index.html": html } = state.buckets.site;
  assert.deepEqual([script.type, script.cache], ["text/javascript; charset=utf-8", "max-age=31536000, immutable"]);
  assert.deepEqual([html.type, html.cache], ["text/html; charset=utf-8", "no-cache"]);
  assert.equal(html.body, '<script src="/assets/a-1.js">');
});

test("what the last page named is kept for those who have it open, what is older goes", async (t) => {
  const { s3, keys } = await bucket(t);
  for (const script of ["a-1.js", "a-2.js", "a-3.js"]) await publish(s3, "site", page(script), HEADERS);
  assert.deepEqual(keys(), ["assets/a-2.js", "assets/a-3.js", "index.html", "published.json", "robots.txt"]);
});

test("publishing the same page again changes nothing", async (t) => {
  const { s3, keys } = await bucket(t);
  const folder = page("a-1.js");
  await publish(s3, "site", folder, HEADERS);
  const once = keys();
  await publish(s3, "site", folder, HEADERS);
  assert.deepEqual(keys(), once);
});

test("a page that was not built is not published", async (t) => {
  const { state, s3 } = await bucket(t);
  const folder = page("a-1.js");
  rmSync(join(folder, "index.html"));
  await assert.rejects(publish(s3, "site", folder, HEADERS), { message: /^There is no page in / });
  assert.equal(state.put, undefined);
});

test("a file of unknown type is refused by name", () => {
  assert.throws(() => type("assets/a.wasm"), { message: /^What type is assets\/a\.wasm\?/ });
});
