// The page as it is built: light, self-contained, and under its policy.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");
const html = await read("dist/index.html");
const assets = await readdir(new URL("dist/assets/", root));

test("HTML, style, script and icon weigh less than 40 KB compressed", async (t) => {
  const sizes = await Promise.all(["index.html", ...assets.map((name) => `assets/${name}`)].map(async (name) => gzipSync(await read(`dist/${name}`)).length));
  const total = sizes.reduce((a, b) => a + b);
  t.diagnostic(`${total} bytes in ${sizes.length} files`);
  assert.ok(total < 40_000, `${total} bytes`);
});

test("the page asks for one style, one script and one icon, named by their content", () => {
  const asked = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path).filter((path) => path.startsWith("/assets/"));
  assert.deepEqual(asked.map((path) => path.replace("/assets/", "")).sort(), assets.toSorted());
  for (const name of assets) assert.match(name, /^[a-z]+-[A-Z0-9]{8}\.(js|css|svg)$/);
});

test("nothing names another origin", async () => {
  for (const name of ["index.html", ...assets.map((asset) => `assets/${asset}`)]) {
    const addresses = (await read(`dist/${name}`)).match(/(?:https?:)?\/\/[\w-]+(?:\.[\w-]+)+/g) ?? [];
    // Names, not requests: the namespace of the icon, and where marked asks to be told of its errors.
    assert.deepEqual(addresses.filter((address) => !["http://www.w3.org", "https://github.com"].includes(address)), [], name);
  }
});

test("the page carries the policy of its headers", async () => {
  const { all } = JSON.parse(await read("headers.json"));
  const policy = all["content-security-policy"];
  for (const directive of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'", "base-uri 'none'", "form-action 'none'"]) {
    assert.ok(policy.split("; ").includes(directive), directive);
  }
  assert.doesNotMatch(policy, /unsafe|data:|blob:|\*/);
  assert.equal(/content-security-policy" content="([^"]+)"/.exec(html)[1], policy.replace(" frame-ancestors 'none';", ""));
  assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|\son\w+=|\sstyle=/);
});

test("the script has no way to write markup", async () => {
  for (const name of await readdir(new URL("src/", root), { recursive: true })) {
    if (name.endsWith(".js")) assert.doesNotMatch(await read(`src/${name}`), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|createContextualFragment|DOMParser/, name);
  }
});
