// A table of texts in many scripts: each is read as it should be, and at no moment of its writing shows what its end takes back.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { blocks, render } from "../../../src/markdown/markdown.js";
import { decided } from "../../../src/markdown/unfinished.js";
import { markup } from "./markup.js";

/** `{script, name, source, tree}`, named by its source where it has no name; `unclosed` says that a mark in it is never closed, or known only by what stands below. */
const texts = JSON.parse(await readFile(new URL("texts.json", import.meta.url), "utf8")).map((text) => ({ name: JSON.stringify(text.source).slice(1, 60), ...text }));
const whole = (source) => render(blocks(source));
const written = (source) => render(blocks(decided(source, blocks(source))), {}, true);

test("there are 200 texts and more, in 20 scripts and more", () => {
  assert.ok(texts.length >= 200, `${texts.length} texts`);
  assert.ok(new Set(texts.map(({ script }) => script)).size >= 20);
});

for (const { script, name, source, tree } of texts) {
  test(`${script}: ${name}`, () => assert.equal(markup(whole(source), { directions: true }), tree));
}

/** Every character that is shown, with the elements around it, but not whether an item's words are a paragraph. Buttons and labels are no part of the text. */
function characters(nodes, around = "") {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [...node].map((character) => ({ character, around }));
    if (node.tag === "button" || node.attrs.class === "code-head") return [];
    if (node.tag === "bdi") return characters(node.children, around);
    if (node.tag === "br") return [{ character: "\n", around }];
    if (node.tag === "p" && around.endsWith(" li")) return characters(node.children, around);
    return characters(node.children, `${around} ${node.tag}`);
  });
}

const ADDRESS = /^(?:[!-~]|(?![\x00-\x7f])[\p{L}\p{N}])+$/u;

/** What the text, written so far, shows that its end takes back: nothing, or the words for it. The address at the very end may still grow. */
function flash(source, end, final) {
  const shown = characters(written(source.slice(0, end)));
  const differs = shown.findIndex(({ character, around }, index) => character !== final[index]?.character || around !== final[index].around);
  if (differs < 0) return undefined;
  const rest = shown.slice(differs);
  const same = rest.every(({ character }, index) => character === final[differs + index]?.character);
  const tail = rest.map(({ character }) => character).join("");
  if (same && tail.length < 100 && ADDRESS.test(tail) && /\ba\b/.test(final[differs].around + rest[0].around)) return undefined;
  return `${JSON.stringify(source.slice(Math.max(0, end - 20), end))} shows ${JSON.stringify(tail.slice(0, 40))} in${rest[0].around}, in the end ${JSON.stringify(final[differs]?.character)} in${final[differs]?.around}`;
}

for (const { script, name, source } of texts.filter(({ unclosed }) => !unclosed)) {
  test(`while it is written nothing flashes: ${script}: ${name}`, () => {
    const final = characters(whole(source));
    for (let end = 1; end <= source.length; end++) assert.equal(flash(source, end, final), undefined);
  });
}

test("a mark that nothing closes shows in the end", () => {
  for (const { source, tree } of texts.filter(({ unclosed }) => unclosed)) {
    for (let end = 1; end <= source.length; end++) written(source.slice(0, end));
    assert.equal(markup(whole(source), { directions: true }), tree);
  }
});
