// Lists: which lines belong to which item.
import { BLANK, Follower, interrupts, ITEM, lazy, RULE } from "./lines.js";

const TAB = 4;

/** The columns of the space at the line's begin. */
function columns(space, from = 0) {
  let column = from;
  for (const character of space) column += character === "\t" ? TAB - (column % TAB) : 1;
  return column - from;
}

/** Without so many columns of space. */
function outdented(line, width) {
  const space = /^[ \t]*/.exec(line)[0];
  return space.includes("\t") ? " ".repeat(columns(space) - width) + line.slice(space.length) : line.slice(width);
}

const kind = (mark) => mark.at(-1);

/** The list that begins there, `{token, end}`; `series` reads the lines of an item. */
export function listAt(lines, begin, count, series) {
  const mark = ITEM.exec(lines[begin])[2];
  const items = [];
  let end = begin;
  for (let at = begin; at < count; ) {
    const match = ITEM.exec(lines[at]);
    if (!match || kind(match[2]) !== kind(mark) || RULE.test(lines[at])) break;
    const { content, next } = itemAt(lines, at, count, match);
    items.push(item(content, series));
    end = next;
    for (at = next; at < count && BLANK.test(lines[at]); ) at++;
  }
  const ordered = mark.length > 1;
  return { token: { type: "list", ordered, start: ordered ? parseInt(mark, 10) : "", items }, end };
}

/** The item's lines without their indent, and the line after it. */
function itemAt(lines, begin, count, [, indent, mark, space = "", rest = ""]) {
  const before = indent.length + mark.length;
  const width = rest ? columns(space, before) : 1;
  const offset = before + (width > TAB ? 1 : width);
  const content = [" ".repeat(width > TAB ? width - 1 : 0) + rest];
  const follower = new Follower();
  follower.take(content[0]);
  let next = begin + 1;
  for (let at = next; at < count; at++) {
    const line = lines[at];
    if (BLANK.test(line)) {
      if (content.length === 1 && !rest) break;
      continue;
    }
    const inside = columns(/^[ \t]*/.exec(line)[0]) >= offset;
    if (!inside && !(at === next && follower.open && !interrupts(line) && !ITEM.test(line))) break;
    for (; next < at; next++) {
      content.push("");
      follower.take("");
    }
    content.push(inside ? outdented(line, offset) : lazy(line));
    follower.take(content.at(-1));
    next = at + 1;
  }
  return { content, next };
}

/** A paragraph of an item whose blocks no blank line parts is only its words. */
function item(content, series) {
  const task = /^\[([ xX])\][ \t]+(?=\S)/.exec(content[0]);
  const tokens = series(task ? [content[0].slice(task[0].length), ...content.slice(1)] : content);
  const apart = tokens.some(({ type }) => type === "space");
  const told = apart ? tokens : tokens.map((token) => (token.type === "paragraph" ? { ...token, type: "text" } : token));
  if (!task) return { tokens: told };
  const box = { type: "checkbox", checked: task[1] !== " ", raw: "" };
  if (apart && told[0].tokens) told[0].tokens.unshift(box);
  else told.unshift(box);
  return { task: true, tokens: told };
}
