// Publishes the page: hashed files first, so that no page ever names one that is not there, then the rest; what the
// page before this one named is kept, so that whoever has it open goes on; what is older is deleted.
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { DeleteObjectsCommand, GetObjectCommand, paginateListObjectsV2, PutObjectCommand } from "@aws-sdk/client-s3";
import { run, Trouble } from "./lib/command.mjs";
import { outputs, s3Client } from "./lib/stack.mjs";

const WEB = fileURLToPath(new URL("../../web/", import.meta.url));
const MANIFEST = "published.json";
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

export const isHashed = (key) => key.startsWith("assets/");

/** What to upload, in order, and what to delete, given what is there and what the page before this one had. */
export function plan({ built, there, before }) {
  const upload = [...built].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const keep = new Set([...built, ...before.filter(isHashed), MANIFEST]);
  return { upload, remove: there.filter((key) => !keep.has(key)) };
}

const rank = (key) => (isHashed(key) ? 0 : key === "index.html" ? 2 : 1);

export function type(key) {
  const found = TYPES[extname(key)];
  if (!found) throw new Trouble(`What type is ${key}? Add its ending to infra/commands/publish.mjs.`);
  return found;
}

export async function publish(s3, Bucket, folder, headers) {
  const built = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"));
  if (!built.includes("index.html")) throw new Trouble(`There is no page in ${folder}. Run \`make deploy\`, which builds it.`);
  const there = [];
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket })) {
    there.push(...(page.Contents ?? []).map((object) => object.Key));
  }
  const { upload, remove } = plan({ built, there, before: await before(s3, Bucket, there) });
  const put = (Key, Body, CacheControl) => s3.send(new PutObjectCommand({ Bucket, Key, Body, CacheControl, ContentType: type(Key) }));
  for (const key of upload) {
    await put(key, readFileSync(join(folder, key)), headers[isHashed(key) ? "assets" : "html"]["cache-control"]);
  }
  await put(MANIFEST, JSON.stringify(built), headers.html["cache-control"]);
  for (let first = 0; first < remove.length; first += 1000) {
    const Objects = remove.slice(first, first + 1000).map((Key) => ({ Key }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  }
  return { upload, remove };
}

async function before(s3, Bucket, there) {
  if (!there.includes(MANIFEST)) return there;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: MANIFEST }));
  return JSON.parse(await Body.transformToString());
}

async function main() {
  const { SiteBucket, Url } = await outputs();
  const headers = JSON.parse(readFileSync(join(WEB, "headers.json"), "utf8"));
  const { upload, remove } = await publish(s3Client(), SiteBucket, join(WEB, "dist"), headers);
  console.log(`Published ${upload.length} files to ${Url}${remove.length ? `, deleted ${remove.length} old ones` : ""}.`);
}

await run(import.meta.url, main);
