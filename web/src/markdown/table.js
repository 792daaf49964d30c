// Tables, as GFM has them.
import { BLANK, interrupts } from "./lines.js";

const DELIMITERS = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

function cells(line) {
  const parts = [];
  const inner = line.trim().replace(/^\|/, "");
  let from = 0;
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] === "\\") at++;
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
  const head = cells(lines[begin]);
  const aligns = cells(delimiters).map(align);
  if (head.length !== aligns.length) return undefined;
  const row = (texts, header) => aligns.map((align, index) => ({ align, header, tokens: [{ type: "inline", text: texts[index] ?? "" }] }));
  let end = begin + 2;
  const rows = [];
  for (; end < count && !BLANK.test(lines[end]) && !interrupts(lines[end]); end++) rows.push(row(cells(lines[end]), false));
  return { token: { type: "table", header: row(head, true), rows }, end };
}
