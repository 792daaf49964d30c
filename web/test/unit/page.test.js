// The page as it is built: light, self-contained, and under its policy.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");
const html = await read("dist/index.html");
const assets = await readdir(new URL("dist/assets/", root));
/** What every visitor gets; the words of the other languages and the translator of formulas lie beside it. */
const loaded = assets.filter((name) => html.includes(`/assets/${name}`));

test("HTML, style, script and icon weigh less than 40 KB compressed", async (t) => {
  const sizes = await Promise.all(["index.html", ...loaded.map((name) => `assets/${name}`)].map(async (name) => gzipSync(await read(`dist/${name}`)).length));
  const total = sizes.reduce((a, b) => a + b);
  t.diagnostic(`${total} bytes in ${sizes.length} files`);
  assert.ok(total < 40_000, `${total} bytes`);
});

test("the page asks for a first script, a style, a script and an icon, named by their content", () => {
  assert.deepEqual(loaded.map((name) => name.replace(/-[A-Z0-9]{8}\./, ".")).sort(), ["first.js", "icon.svg", "main.js", "style.css"]);
  for (const name of assets) assert.match(name, /^[\w-]+-[A-Z0-9]{8}\.(js|css|svg|json|woff2)$/);
});

test("the words of the eight other languages lie beside it, each in a file of its own", () => {
  const languages = assets.filter((name) => name.endsWith(".json")).map((name) => name.replace(/-[A-Z0-9]{8}\.json$/, "")).sort();
  assert.deepEqual(languages, ["ar", "de", "es", "fr", "he", "ja", "pt", "zh-Hans"]);
});

test("what is not needed at once is a file of its own", () => {
  const rest = assets.filter((name) => name.endsWith(".js") && !loaded.includes(name)).map((name) => name.replace(/-[A-Z0-9]{8}\./, "."));
  assert.deepEqual(rest.sort(), ["chose.js", "highlight.js", "mathml.js", "share.js"]);
});

test("nothing names another origin", async () => {
  for (const name of ["index.html", ...assets.map((asset) => `assets/${asset}`)]) {
    const addresses = (await read(`dist/${name}`)).match(/(?:https?:)?\/\/[\w-]+(?:\.[\w-]+)+/g) ?? [];
    // Names, not requests: the namespaces of the icon and of formulas.
    assert.deepEqual(addresses.filter((address) => !["http://www.w3.org"].includes(address)), [], name);
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
