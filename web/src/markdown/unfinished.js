// What to show of Markdown that is still being written, so that no marker flashes up only to vanish with the next token.

/** A last line whose kind the next characters decide: a list, a rule, a heading; or a row of a table until it is whole. */
const OPEN_LINE = /(^|\n)[ \t>]*(?:[-+*_=]+[ \t]*|#{1,6}[ \t]*|\d{1,9}[.)]?[ \t]*|\|[^\n]*)$/;

/** A table's head that its second line has not yet made one. */
const OPEN_HEAD = /(?<!\|[^\n]*)(^|\n)[ \t>]*\|[^\n]*\n?$/;

/** A fence of code, opening or closing, that is not yet a whole line. */
const OPEN_FENCE = /(^|\n)[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]) +)?(?:`+|~+)[^\n`]*$/;

/** A link or image whose address is still to come; a bracket left open for longer was only a bracket. */
const OPEN_LINK = /!?\[[^\[\]\n]{0,200}(?:\](?:\([^()\s]{0,500})?)?$/;

/** The source without its undecided end, and with its open emphasis and code closed. `tokens` are its blocks. */
export function closed(source, tokens) {
  const last = innermost(tokens);
  const fenced = source.replace(OPEN_FENCE, "$1");
  if (last?.type === "code") return fenced;
  const end = fenced.replace(OPEN_LINE, "$1").replace(OPEN_HEAD, "$1").trimEnd();
  if (end.length < source.trimEnd().length) return end;
  return last?.tokens ? closeInline(end, mask(last.tokens).trimEnd()) : end;
}

/** The block at the very end of the source, inside however many lists and quotes. */
function innermost(tokens) {
  const last = tokens.findLast(({ type }) => type !== "space");
  if (last?.type === "list") return innermost(last.items.at(-1).tokens) ?? last;
  return last?.type === "blockquote" ? (innermost(last.tokens) ?? last) : last;
}

/** The inline source with everything that is already decided (code, links, whole emphasis) blotted out. */
const mask = (tokens) => tokens.map(({ type, raw }) => (type === "text" ? raw : raw.replace(/[^\n]/g, "x"))).join("");

function closeInline(source, masked) {
  const cut = (pattern) => {
    const kept = masked.replace(pattern, "").trimEnd();
    source = source.slice(0, source.length - (masked.length - kept.length));
    masked = kept;
  };
  const code = /(?<!`)(`+)(?!`)[^`]*$/.exec(masked);
  if (code && code[0].length > code[1].length) return source + code[1];
  cut(OPEN_LINK);
  cut(/[*_~`<\\]+$/);
  return source + openMarkers(masked).reverse().join("");
}

/** The emphasis markers that nothing has closed yet, in their order. */
function openMarkers(masked) {
  const open = [];
  for (const { 0: marker, index } of masked.matchAll(/\*{1,3}|_{1,3}|~~/g)) {
    const before = masked[index - 1] ?? " ";
    const after = masked[index + marker.length] ?? " ";
    if (open.at(-1) === marker && /\S/.test(before)) open.pop();
    else if (/\S/.test(after) && (marker === "**" || marker === "~~" || !/[\p{L}\p{N}]/u.test(before))) open.push(marker);
  }
  return open;
}
