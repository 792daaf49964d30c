// What of Markdown that is still being written can be shown: without the lines at its end whose kind the next characters decide.
import { ALONE, formula } from "./formula.js";

/** A last line whose kind the next characters decide: a list, a rule, a heading, a definition, markup; or a row of a table until it is whole. */
const OPEN_LINE = /(^|\n)[ \t>]*(?:[-+*_=]+[ \t]*|(?:[-+*]|\d{1,9}[.)]) +\[[ xX]?\]?[ \t]*|#{1,6}[ \t]*|\d{1,9}[.)]?[ \t]*|:?-[-:| \t]*|\|[^\n]*|\[(?!\^)(?:\\.|[^[\]\n\\])+\]:[ \t]*\S*(?:[ \t]+["'(][^\n]*)?|<\/?[a-z][^<>\n]*>?[ \t]*)?$/i;

/** A table's head that its second line has not yet made one. */
const OPEN_HEAD = /(?<!\|[^\n]*)(^|\n)[ \t>]*\|[^\n]*\n?$/;

/** A fence of code, opening or closing, that is not yet a whole line. */
const OPEN_FENCE = /(^|\n)[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]) +)?(?:`+|~+)[^\n`]*$/;

/** A formula that stands alone. */
const FORMULA = new RegExp(String.raw`(?:^|\n)[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]) +)?(${ALONE})`, "g");

/** A line that has come so far has told its kind. */
const LONG = 300;

/** Code in a fence; lines that are only indented may belong to a formula. */
const isFenced = ({ type, lang }) => type === "code" && lang !== undefined;

/** The source without its undecided end. `tokens` are its blocks. */
export function decided(source, tokens) {
  source = source.replace(/[\ud800-\udbff]$/, ""); // Half a character.
  const line = source.slice(source.lastIndexOf("\n") + 1);
  if (line.length > LONG && !/^[ \t>]*[|`~]/.test(line)) return withoutFormula(source, tokens);
  const fenced = source.replace(OPEN_FENCE, "$1");
  if (isFenced(innermost(tokens) ?? {})) return fenced.replace(/(^|\n)[ \t>]+$/, "$1");
  return withoutFormula(fenced.replace(OPEN_LINE, "$1").replace(OPEN_HEAD, "$1"), tokens);
}

/** The block at the very end of the source, inside however many lists and quotes. */
function innermost(tokens) {
  const last = tokens.findLast(({ type }) => type !== "space");
  if (last?.type === "list") return innermost(last.items.at(-1).tokens) ?? last;
  return last?.type === "blockquote" ? (innermost(last.tokens) ?? last) : last;
}

/** Holds back a formula until it is whole: its lines would be taken for lists and headings. */
const withoutFormula = (source, tokens) => source.slice(0, openFormula(source, tokens));

/** Where a formula that stands alone begins of which it is not told where it ends; undefined when there is none. */
function openFormula(source, tokens) {
  if (!/\$\$|\\\[|\\begin/.test(source)) return undefined;
  const fence = tokens.findLastIndex(isFenced);
  FORMULA.lastIndex = length(tokens.slice(0, fence + 1));
  for (let match; (match = FORMULA.exec(source)); ) {
    const begin = FORMULA.lastIndex - match[1].length;
    const found = formula(source, begin);
    const end = begin + (found?.raw?.length ?? 2);
    // Whether it stands alone is told by what comes behind it.
    if (found === "open" || (found && !source.slice(end).trim() && !source.includes("\n", end))) return begin;
    FORMULA.lastIndex = end;
  }
  return undefined;
}

const length = (tokens) => tokens.reduce((sum, { raw }) => sum + raw.length, 0);

/** Those of the source's blocks that what follows can no longer change: all but the last two, and none of an open formula. */
export function settled(source, tokens) {
  const keep = tokens.filter(({ type }) => type !== "space").at(-2);
  const formula = openFormula(source, tokens) ?? source.length;
  let count = keep ? tokens.indexOf(keep) : 0;
  while (count && length(tokens.slice(0, count)) > formula) count--;
  return Object.assign(tokens.slice(0, count), { links: tokens.links });
}
