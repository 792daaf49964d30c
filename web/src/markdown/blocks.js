// Markdown's blocks, line by line: CommonMark's and GFM's, and formulas that stand alone.
import { text } from "./entities.js";
import { alone } from "./formula.js";
import { BLANK, FENCE, Follower, FORMULA, HEADING, INDENTED, interrupts, ITEM, lazy, LONE_TAG, MARKUP, QUOTE, RULE, UNDERLINE } from "./lines.js";
import { listAt } from "./list.js";
import { tableAt } from "./table.js";
import { definitionAt } from "./target.js";

/** Deeper nesting is shown as it was written: it costs more than it tells. */
const MAX_DEPTH = 24;

/** The source's blocks, `{type, raw, …}`, together the whole source; their `links` are the addresses that it defines. */
export function blocks(source) {
  const links = {};
  return Object.assign(series(source.split("\n"), links, 0), { links });
}

function series(lines, links, depth) {
  const tokens = [];
  const count = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  for (let at = 0; at < count; ) {
    const { token, end } = blockAt(lines, at, count, links, depth);
    tokens.push({ ...token, raw: lines.slice(at, end).join("\n") + (end < lines.length ? "\n" : "") });
    at = end;
  }
  return tokens;
}

const words = (source) => [{ type: "inline", text: source }];

function blockAt(lines, begin, count, links, depth) {
  const line = lines[begin];
  const inner = (content) => series(content, links, depth + 1);
  const until = (stops) => {
    let end = begin + 1;
    while (end < count && !stops(lines[end])) end++;
    return end;
  };
  if (BLANK.test(line)) return { token: { type: "space" }, end: until((next) => !BLANK.test(next)) };
  if (depth > MAX_DEPTH) return { token: { type: "html" }, end: count };
  if (INDENTED.test(line)) return indentedAt(lines, begin, until((next) => !INDENTED.test(next) && !BLANK.test(next)));
  const heading = HEADING.exec(line);
  if (heading) return { token: { type: "heading", depth: heading[1].length, tokens: words((heading[2] ?? "").replace(/(?:^|[ \t]+)#+[ \t]*$/, "")) }, end: begin + 1 };
  const fence = FENCE.exec(line);
  if (fence) return fencedAt(lines, begin, count, fence);
  if (RULE.test(line)) return { token: { type: "hr" }, end: begin + 1 };
  if (QUOTE.test(line)) return quoteAt(lines, begin, count, inner);
  if (ITEM.test(line)) return listAt(lines, begin, count, inner);
  const formula = formulaAt(lines, begin);
  if (formula) return formula;
  const markup = MARKUP.find(([start]) => start.test(line)) ?? (LONE_TAG.test(line) ? [] : undefined);
  if (markup) return markupAt(markup[1], lines, begin, count, until);
  const definition = definitionAt(lines, begin);
  if (definition) {
    if (!Object.hasOwn(links, definition.tag)) links[definition.tag] = { href: definition.href };
    return { token: { type: "def" }, end: definition.end };
  }
  return tableAt(lines, begin, count) ?? paragraphAt(lines, begin, count);
}

function indentedAt(lines, begin, limit) {
  let end = limit;
  while (BLANK.test(lines[end - 1])) end--;
  return { token: { type: "code", text: lines.slice(begin, end).map((line) => line.replace(/^(?: {1,4}| {0,3}\t)/, "")).join("\n") }, end };
}

function fencedAt(lines, begin, count, [, indent, mark, info]) {
  const closes = (line) => {
    const fence = FENCE.exec(line);
    return fence && fence[2].startsWith(mark) && !fence[3];
  };
  let end = begin + 1;
  while (end < count && !closes(lines[end])) end++;
  const outdent = new RegExp(`^ {0,${indent.length}}`);
  const content = lines.slice(begin + 1, end).map((line) => line.replace(outdent, ""));
  return { token: { type: "code", lang: text(info), text: content.join("\n") }, end: Math.min(count, end + 1) };
}

function quoteAt(lines, begin, count, inner) {
  const content = [];
  const follower = new Follower();
  let end = begin;
  for (; end < count; end++) {
    const line = lines[end];
    if (!QUOTE.test(line) && (BLANK.test(line) || !follower.open || interrupts(line))) break;
    content.push(QUOTE.test(line) ? line.replace(QUOTE, "") : lazy(line));
    follower.take(content.at(-1));
  }
  return { token: { type: "blockquote", tokens: inner(content) }, end };
}

/** How many lines a formula may take. */
const FORMULA_LINES = 80;

function formulaAt(lines, begin) {
  const found = FORMULA.test(lines[begin]) && alone(lines.slice(begin, begin + FORMULA_LINES).join("\n"), 0);
  return found && { token: found, end: begin + found.raw.trimEnd().split("\n").length };
}

function markupAt(closing, lines, begin, count, until) {
  if (!closing) return { token: { type: "html" }, end: until((line) => BLANK.test(line)) };
  let end = begin;
  while (end < count && !closing.test(lines[end])) end++;
  return { token: { type: "html" }, end: Math.min(count, end + 1) };
}

function paragraphAt(lines, begin, count) {
  let end = begin + 1;
  const paragraph = (token) => ({ ...token, tokens: words(lines.slice(begin, end).join("\n")) });
  for (; end < count; end++) {
    const line = lines[end];
    const underline = UNDERLINE.exec(line);
    if (underline) return { token: paragraph({ type: "heading", depth: underline[1][0] === "=" ? 1 : 2 }), end: end + 1 };
    if (BLANK.test(line) || interrupts(line) || tableAt(lines, end, count) || formulaAt(lines, end)) break;
  }
  return { token: paragraph({ type: "paragraph" }), end };
}
