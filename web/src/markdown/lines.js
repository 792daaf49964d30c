// What a line of Markdown begins.
import { ALONE } from "./formula.js";

export const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
export const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
export const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
export const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$/;
export const QUOTE = /^ {0,3}>[ \t]?/;
export const ITEM = /^( {0,3})([-+*]|\d{1,9}[.)])(?:([ \t]+)(.*))?$/;
export const BLANK = /^[ \t]*$/;
export const INDENTED = /^(?: {4}| {0,3}\t)/;
export const FORMULA = new RegExp(`^ {0,3}(?:${ALONE})`);

/** Markup: how it begins, and how it ends where that is not a blank line. */
export const MARKUP = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:\s|>|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![a-z]/i, />/],
  [/^ {0,3}<\/?(?:address|article|aside|base|blockquote|body|center|details|dialog|d[dlt]|div|fieldset|fig(?:caption|ure)|footer|form|frame|h[1-6r]|head|header|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|search|section|summary|table|t(?:body|[dhr]|foot|head|itle)|ul)(?:\s|\/?>|$)/i],
];

/** A tag alone on its line begins markup, too, but does not end a paragraph. */
export const LONE_TAG = /^ {0,3}<(?:[a-z][\w-]*(?:\s[^<>]*)?\/?|\/[a-z][\w-]*\s*)>[ \t]*$/i;

/** Whether the line ends the paragraph before it. */
export function interrupts(line) {
  if (HEADING.test(line) || RULE.test(line) || FENCE.test(line) || QUOTE.test(line)) return true;
  const item = ITEM.exec(line);
  if (item) return Boolean(item[4]?.trim()) && (!/\d/.test(item[2]) || parseInt(item[2], 10) === 1);
  return MARKUP.some(([begin]) => begin.test(line));
}

/** Follows the lines of a quote or an item: whether a paragraph is open at their end, which then goes on in a line without their mark. */
export class Follower {
  open = false;
  #fence;

  take(line) {
    let rest = line;
    for (let mark; (mark = QUOTE.exec(rest) ?? /^ {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]+/.exec(rest)); ) rest = rest.slice(mark[0].length);
    const fence = FENCE.exec(rest)?.[2];
    if (this.#fence) {
      if (fence?.startsWith(this.#fence)) this.#fence = undefined;
      this.open = false;
    } else {
      this.#fence = fence;
      this.open = !fence && !BLANK.test(rest) && !HEADING.test(rest) && !RULE.test(rest) && (this.open || !INDENTED.test(rest));
    }
  }
}

/** A line that goes on a paragraph without its mark: it underlines nothing, and begins no list. */
export const lazy = (line) => (UNDERLINE.test(line) || INDENTED.test(line) ? `    ${line.trimStart()}` : line);
