// Tables, as GFM has them.
import { BLANK, interrupts } from "./lines.js";

const DELIMITERS = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Code or a formula in a cell. */
const SPAN = /(`{1,3})(?!`)[^]{0,300}?[^`]\1(?!`)|\$(?![\s$])[^$]{0,300}[^\s$]\$(?!\w)|\\\(.{1,300}?\\\)/y;

/** The line's cells. A pipe parts them also in code, as GFM says, unless that gives other than `count` cells, and sparing code gives as many. */
function cells(line, count) {
  const parts = split(line, false);
  if (!count || parts.length === count || !/[`$]|\\\(/.test(line)) return parts;
  const spared = split(line, true);
  return spared.length === count ? spared : parts;
}

function split(line, spare) {
  const parts = [];
  const inner = line.trim().replace(/^\|/, "");
  let from = 0;
  for (let at = 0; at < inner.length; at++) {
    SPAN.lastIndex = at;
    if (spare && SPAN.test(inner)) at = SPAN.lastIndex - 1;
    else if (inner[at] === "\\") at++;
    else if (inner[at] === "|") {
      parts.push(inner.slice(from, at));
      from = at + 1;
    }
  }
  if (inner.slice(from).trim() || !parts.length) parts.push(inner.slice(from));
  return parts.map((part) => part.trim().replaceAll("\\|", "|"));
}

const align = (delimiter) => ({ "::": "center", ":": delimiter.startsWith(":") ? "left" : "right" })[delimiter.replaceAll("-", "")] ?? null;

/** The table that begins there, `{token, end}`, if one does. */
export function tableAt(lines, begin, count) {
  const delimiters = lines[begin + 1];
  if (begin + 1 >= count || !DELIMITERS.test(delimiters) || !(delimiters + lines[begin]).includes("|")) return undefined;
  const aligns = cells(delimiters).map(align);
  const head = cells(lines[begin], aligns.length);
  if (head.length !== aligns.length) return undefined;
  const row = (texts, header) => aligns.map((align, index) => ({ align, header, tokens: [{ type: "inline", text: texts[index] ?? "" }] }));
  let end = begin + 2;
  const rows = [];
  for (; end < count && !BLANK.test(lines[end]) && !interrupts(lines[end]); end++) rows.push(row(cells(lines[end], aligns.length), false));
  return { token: { type: "table", header: row(head, true), rows }, end };
}
