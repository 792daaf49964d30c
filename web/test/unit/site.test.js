// site.config.mjs: each mistake one line that names its field; what is right is on the page.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "../../build.mjs";
import { contrast } from "../../build/colours.mjs";
import { Mistake } from "../../build/mistake.mjs";
import { ico, pngIcon, pngSize, svgIcon } from "../../build/icons.mjs";
import { check } from "../../build/site.mjs";
import site from "../../site.config.mjs";

const web = fileURLToPath(new URL("../../", import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), "site-"));
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));
const folder = pathToFileURL(`${temporary}/public/`);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("small.png", folder), pngIcon("#0d6553", 64));
writeFileSync(new URL("icon.png", folder), pngIcon("#7a3b8f", 192));
writeFileSync(new URL("logo.svg", folder), svgIcon("#7a3b8f"));
writeFileSync(new URL("impressum.html", folder), '<!doctype html><html lang="{{language}}"><title>Impressum – {{title}}</title><link rel="stylesheet" href="{{style}}"><main class="text"><h1>Impressum</h1></main></html>');

const without = (field) => Object.fromEntries(Object.entries(site).filter(([name]) => name !== field));
const known = ["de", "en", "ar"];
const MISTAKES = {
  "no object": [null, /it must export an object/],
  "no language": [without("language"), /: language is missing\.$/],
  "no title": [without("title"), /: title is missing\.$/],
  "no line": [without("line"), /: line is missing\. Write your own, or null/],
  "no examples": [without("examples"), /: examples is missing\. Write your own, or null/],
  "no ownModel": [without("ownModel"), /: ownModel is missing\.$/],
  "a misspelt field": [{ ...site, tittle: "a" }, /: tittle is no field; there are language, /],
  "an unknown language": [{ ...site, language: "xx" }, /: language must be "auto", a language, or a list of them; there are de, en, ar\.$/],
  "a language twice": [{ ...site, language: ["de", "de"] }, /: language must be/],
  "a direction": [{ ...site, direction: "up" }, /: direction must be "ltr", "rtl"/],
  "an empty title": [{ ...site, title: " " }, /: title must be a line of text, at most 60 characters\.$/],
  "a title of two lines": [{ ...site, title: "a\nb" }, /: title must be a line/],
  "a title that is null": [{ ...site, title: null }, /: title must be a line/],
  "a line that is a number": [{ ...site, line: 7 }, /: line must be a line of text, at most 300 characters, one for each language, or null\.$/],
  "a line in a language that the page lacks": [{ ...site, language: "en", line: { en: "a", de: "b" } }, /: line speaks de, which the page does not; its languages are en\.$/],
  "a line without the first language": [{ ...site, language: ["en", "de"], line: { de: "b" } }, /: line has no text in en, the page's first language\.$/],
  "examples that are one text": [{ ...site, examples: "a" }, /: examples must be a list of one to 6 questions/],
  "no example at all": [{ ...site, examples: [] }, /: examples must be a list/],
  "seven examples": [{ ...site, examples: Array(7).fill("a") }, /: examples must be a list/],
  "an unknown link": [{ ...site, links: { imprnt: "https://a.de" } }, /: links\.imprnt is no link; there are imprint, privacy, source\.$/],
  "a link to nowhere": [{ ...site, links: { imprint: "javascript:alert(1)" } }, /: links\.imprint must be an address/],
  "a link to a page that is not there": [{ ...site, links: { privacy: "/privacy.html" } }, /: links\.privacy leads to \/privacy\.html, which is not in web\/public\.$/],
  "a colour by name": [{ ...site, accent: { light: "green" } }, /: accent\.light must be a colour such as "#0d6553"\.$/],
  "a colour that cannot be read": [{ ...site, accent: { light: "#ffee00" } }, /: accent\.light #ffee00 cannot be read on the page: its contrast is 1\.\d, and 4\.5 is needed\. Take a darker one\.$/],
  "a dark colour in the dark": [{ ...site, accent: { dark: "#222222" } }, /: accent\.dark #222222 .* Take a lighter one\.$/],
  "a logo that is not there": [{ ...site, logo: "nowhere.svg" }, /: logo names nowhere\.svg, which is not in web\/public\.$/],
  "a logo of another kind": [{ ...site, logo: "logo.gif" }, /: logo must be a file in web\/public whose name ends in/],
  "a small icon": [{ ...site, icon: "small.png" }, /: icon must be a square PNG of at least 180/],
  "an SVG icon alone": [{ ...site, icon: "logo.svg" }, /: touchIcon is missing\./],
  "figures": [{ ...site, figures: "no" }, /: figures must be true or false\.$/],
  "explain": [{ ...site, explain: 1 }, /: explain must be true or false\.$/],
  "an address without a scheme": [{ ...site, url: "ask.example.com" }, /: url must be the page's own address/],
};

for (const [name, [config, words]] of Object.entries(MISTAKES)) {
  test(`a mistake is one line that names its field: ${name}`, () => {
    const { mistakes } = check(config, { known, folder });
    assert.equal(mistakes.length, 1, mistakes.join("\n"));
    assert.match(mistakes[0], /^web\/site\.config\.mjs: /);
    assert.match(mistakes[0], words);
    assert.equal(mistakes[0].includes("\n"), false);
  });
}

test("the shipped site has no mistake", () => assert.deepEqual(check(site, { known, folder }).mistakes, []));

test("the build tells the mistakes and nothing else", () => {
  const copy = join(temporary, "web");
  mkdirSync(copy);
  for (const name of ["build", "src", "build.mjs", "headers.json", "package.json"]) cpSync(join(web, name), join(copy, name), { recursive: true });
  symlinkSync(join(web, "node_modules"), join(copy, "node_modules"));
  const run = (config) => {
    writeFileSync(join(copy, "site.config.mjs"), config);
    const { status, stderr, stdout } = spawnSync(process.execPath, ["build.mjs"], { cwd: copy, encoding: "utf8" });
    return [status, stdout + stderr];
  };
  assert.deepEqual(run('export default { language: "en", title: "a", line: null, ownModel: "/own-model.html" };'), [1, "web/site.config.mjs: examples is missing. Write your own, or null for the page's own words.\n"]);
  const [status, words] = run("export default {");
  assert.equal(status, 1);
  assert.match(words, /^web\/site\.config\.mjs: it cannot be read: .*\n$/);
});

test("a German page with imprint, logo, icon and colours comes from the one file", async () => {
  const dist = pathToFileURL(`${temporary}/dist/`);
  await build({
    language: "de", title: "Frag die Bücherei", line: "Was möchtest du wissen?", examples: ["Wann ist geöffnet?"], notice: "Antworten können falsch sein.", links: { imprint: "/impressum.html", source: "https://example.org/src" },
    accent: { light: "#7a3b8f", dark: "#d3aae3" }, logo: "logo.svg", icon: "icon.png", figures: false, url: "https://frag.example.org", indexed: false, ownModel: "https://example.org/modell",
  }, { dist, folder });
  const html = readFileSync(new URL("index.html", dist), "utf8");
  for (const part of [
    '<html lang="de" dir="ltr">', ">Frag die Bücherei</title>", ">Was möchtest du wissen?</p>", ">Wann ist geöffnet?</button>", ">Antworten können falsch sein.</span>", 'href="/impressum.html" data-t="link.imprint">Impressum</a>', ">Quelltext</a>",
    ">Gib deine Frage ein:</label>", 'content="https://frag.example.org/apple-touch-icon.png"', '<meta name="robots" content="noindex">', 'class="logo" src="/assets/logo-', 'href="/assets/icon-', 'rel="apple-touch-icon"', 'property="og:title" content="Frag die Bücherei"',
  ]) assert.ok(html.includes(part), part);
  assert.doesNotMatch(html, /Privacy|Datenschutz|\{\{/);
  const assets = readdirSync(new URL("assets/", dist));
  assert.deepEqual(assets.map((name) => name.replace(/-\w{8}\./, ".")).sort(), ["chose.js", "first.js", "highlight.js", "icon.png", "logo.svg", "main.js", "mathml.js", "share.js", "style.css"], "no other language's words");
  const style = readFileSync(new URL(`assets/${assets.find((name) => name.endsWith(".css"))}`, dist), "utf8");
  assert.match(style, /--accent:\s?#7a3b8f/);
  assert.match(readFileSync(new URL("impressum.html", dist), "utf8"), /<html lang="de"><title>Impressum – Frag die Bücherei<\/title><link rel="stylesheet" href="\/assets\/style-/);
  assert.deepEqual(readFileSync(new URL("apple-touch-icon.png", dist)), readFileSync(new URL("icon.png", folder)));
  assert.match(readFileSync(new URL("robots.txt", dist), "utf8"), /^Disallow: \/$/m);
});

test("a mistake in the owner's own page names the page", async () => {
  const broken = pathToFileURL(`${temporary}/broken/`);
  mkdirSync(broken);
  writeFileSync(new URL("a.html", broken), "{{titel}}");
  await assert.rejects(build(site, { dist: pathToFileURL(`${temporary}/dist-broken/`), folder: broken }), (error) => error instanceof Mistake && /^web\/public\/a\.html asks for \{\{titel\}\}, which nothing fills/.test(error.message));
});

test("the drawn icons are what they say", () => {
  assert.deepEqual(pngSize(pngIcon("#0d6553", 48)), { width: 48, height: 48 });
  const icon = ico(pngIcon("#0d6553", 48));
  assert.deepEqual([icon.readUInt16LE(2), icon[6], icon.readUInt32LE(14), icon.readUInt32LE(18)], [1, 48, icon.length - 22, 22]);
  assert.equal(contrast("#000000", "#ffffff"), 21);
});

test("the colours that an accent is held against are the page's", () => {
  const base = readFileSync(join(web, "src/style/base.css"), "utf8");
  const [light, dark] = base.split("@media");
  for (const [style, scheme] of [[light, ["#fbfbf9", "#ffffff"]], [dark, ["#171817", "#1f211f"]]]) {
    assert.deepEqual(["page", "raised"].map((name) => new RegExp(`--${name}: (#\\w+)`).exec(style)[1]), scheme);
  }
});
