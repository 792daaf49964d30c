import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { link, turnsOf } from "../../src/share.js";
import { cited, footnotes, sourcesOf, withCitations } from "../../src/sources.js";
import { h } from "../../src/markdown/tree.js";
import "./speak.js";

globalThis.location ??= { origin: "https://a.b", pathname: "/" };
const open = (text) => turnsOf(text, sourcesOf);
const pack = (value) => deflateRawSync(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

test("a conversation goes into a link and comes out as it was, in every script", async () => {
  const turns = [
    { question: "¿Qué? 你好", answer: "مرحبا 😀 **b**[^1]", state: "done", model: "m", finishReason: "length", cited: [1], sources: [{ n: 1, title: "T", text: "P", url: "https://c.d/" }] },
    { question: "q".repeat(5000), answer: "half", state: "stopped" },
  ];
  const address = await link(turns.map((turn) => ({ ...turn, receipt: "r", rating: "up", thoughts: "t", usage: {} })));
  assert.match(address, /^https:\/\/a\.b\/#chat=[\w-]+$/);
  assert.ok(address.length < 500, "it is compressed");
  assert.deepEqual(await open(address.split("=")[1]), turns);
});

test("what is no conversation is not opened", { timeout: 20_000 }, async () => {
  const bad = ["", "!", "AAAA", pack("nonsense"), pack("[]"), pack("7"), pack([{ question: 1, answer: "a" }]), pack([{ question: "q" }]), pack([null]),
    pack([{ question: "a".repeat(300_000), answer: "b" }]).slice(0, 200), pack([{ question: "q", answer: "a".repeat(3_000_000) }])];
  for (const text of bad) assert.equal(await open(text), undefined, text.slice(0, 20));
});

test("of what a link brings along only what is known is taken", async () => {
  const [turn] = await open(pack([{ question: "q", answer: "a", state: "x", model: {}, finishReason: 3, receipt: "r", html: "<b>", cited: [1, "2"], sources: [{ n: 1, text: "t", url: "javascript:a" }, { n: "2", text: "u" }, null, { n: 3 }] }]));
  assert.deepEqual(turn, { question: "q", answer: "a", state: "stopped", sources: [{ n: 1, text: "t", title: "" }], cited: [1] });
});

test("marks of known sources become links, elsewhere they stay as they are", () => {
  const sources = [{ n: 1, title: "T", text: "P" }, { n: 12, title: "U", text: "Q" }];
  const mark = (n) => h("a", { class: "cite", role: "doc-noteref", href: `#source-3-${n}`, "aria-label": `Source ${n}` }, String(n));
  const nodes = [h("p", {}, "a[^1][^12] b[^9]", h("code", {}, "[^1]"), h("strong", {}, "[^1]"))];
  assert.deepEqual(withCitations(nodes, sources, 3), [h("p", {}, "a", mark(1), mark(12), " b[^9]", h("code", {}, "[^1]"), h("strong", {}, mark(1)))]);
  assert.equal(withCitations(nodes, undefined, 3), nodes);
  assert.deepEqual(cited("[^12] [^9] [^1] [^12]", sources), [12, 1]);
  assert.deepEqual(cited("[^12]", sources, [1, 9]), [1]);
});

test("in a file the footnotes of two turns do not meet", () => {
  const turn = { answer: "a[^1] [^2]", sources: [{ n: 1, title: "T", text: "one\ntwo", url: "https://a.b/" }] };
  assert.equal(footnotes(turn, 2), "a[^2-1] [^2]\n\n[^2-1]: T <https://a.b/>\n\n    one\n    two");
  assert.equal(footnotes({ answer: "a[^1]" }, 1), "a[^1]");
});
