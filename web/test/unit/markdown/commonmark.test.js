// The examples of CommonMark's specification, compared by their text and elements.
import spec from "commonmark-spec";
import assert from "node:assert/strict";
import { test } from "node:test";
import { blocks, render } from "../../../src/markdown/markdown.js";
import "../speak.js";

/** Where the page means to differ, by the number of the example. Markup is text throughout, and images are links. */
const MEANT = {
  "brackets with a backslash are a formula": [12],
  "markup is text": [21, 31, 201, 308, 309, 344, 476, 477, 491, 494, 524, 536, 642, 643],
  "references beyond the usual are text": [25],
  "a definition stands on one line, its address and its title at most on the next": [196, 208, 541],
  "a definition's address looks like one, so that nobody's words vanish": [194, 203, 204],
  "only the web and mail are linked": [596, 598, 599, 601],
  "letters are not folded beyond lower case": [540],
};
const except = new Set(Object.values(MEANT).flat());

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function written(nodes) {
  return nodes.map((node) => {
    if (typeof node === "string") return escaped(node);
    if (node.tag === "br") return "\n";
    if (node.tag === "a" || node.tag === "bdi") return written(node.children);
    if (node.attrs.class === "code") return written(node.children.slice(1));
    const start = node.attrs.start === undefined ? "" : ` start="${node.attrs.start}"`;
    return `<${node.tag}${start}>${written(node.children)}</${node.tag}>`;
  }).join("");
}

/** Line breaks are spaces, paragraphs are only their words, headings begin at the page's level, and a link leads where another test looks. */
const usual = (html) =>
  html.replace(/<\/?a(?: [^>]*)?>/g, "").replace(/<(\/?)h[1-6]>/g, "<$1h>").replace(/<code class[^>]*>/g, "<code>").replace(/<hr \/>/g, "<hr></hr>")
    .replace(/<br \/>|<\/?p>/g, "\n").replace(/\s+/g, " ").replace(/ ?(<\/?[a-z][^>]*>) ?/g, "$1").trim();

for (const { number, section, markdown, html } of spec.tests) {
  if (["HTML blocks", "Raw HTML"].includes(section) || html.includes("<img") || except.has(number)) continue;
  const source = markdown.replaceAll("→", "\t");
  test(`CommonMark ${number}, ${section}`, () => {
    assert.equal(usual(written(render(blocks(source)))), usual(html.replaceAll("→", "\t")));
    assert.equal(blocks(source).map(({ raw }) => raw).join(""), source);
  });
}
