// A table of texts in many scripts: each is read as it should be, and at no moment of its writing shows what its end takes back.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { blocks } from "../../../src/markdown/markdown.js";
import { markup } from "./markup.js";
import { flashes, kept, turns, whole, written } from "./writing.js";

/** `{script, name, source, tree}`, named by its source where it has no name; `unclosed` says that a mark in it is never closed, or known only by what stands below. */
const texts = JSON.parse(await readFile(new URL("texts.json", import.meta.url), "utf8")).map((text) => ({ name: JSON.stringify(text.source).slice(1, 60), ...text }));

test("there are 200 texts and more, in 20 scripts and more", () => {
  assert.ok(texts.length >= 200, `${texts.length} texts`);
  assert.ok(new Set(texts.map(({ script }) => script)).size >= 20);
});

for (const { script, name, source, tree } of texts) {
  test(`${script}: ${name}`, () => assert.equal(markup(whole(source), { directions: true }), tree));
}

for (const { script, name, source } of texts.filter(({ unclosed }) => !unclosed)) {
  test(`while it is written nothing flashes: ${script}: ${name}`, () => assert.deepEqual(flashes(source), []));
}

test("while a text is written no block of it changes its side more than once", () => {
  for (const { source } of texts.filter(({ script }) => ["Arabic", "Persian", "Urdu", "Hebrew"].includes(script))) {
    assert.deepEqual(turns(source, "rtl").filter(([, times]) => times > 1), [], source);
  }
});

test("a text that is kept block by block as it is written is the same in the end", () => {
  for (const { source } of texts) {
    const { nodes, links } = kept(`Before.\n\n${source}\n\nBehind.\n\nEnd.`);
    const all = whole(`Before.\n\n${source}\n\nBehind.\n\nEnd.`);
    // With addresses that are defined somewhere, the page reads the whole once more at the end.
    if (!Object.keys(links).length) assert.equal(markup(nodes, { directions: true }), markup(all, { directions: true }));
    assert.equal(Object.keys(links).length > 0, Object.keys(blocks(source).links).length > 0, source);
  }
});

test("a mark that nothing closes shows in the end", () => {
  for (const { source, tree } of texts.filter(({ unclosed }) => unclosed)) {
    for (let end = 1; end <= source.length; end++) written(source.slice(0, end));
    assert.equal(markup(whole(source), { directions: true }), tree);
  }
});
