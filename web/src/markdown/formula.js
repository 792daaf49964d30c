// Where maths begins and ends in a text: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, `\begin{align}…\end{align}`; prices, shell variables and plain
// brackets are none.

const MAX = 2000;
const KINDS = {
  $$: { close: "$$", display: true },
  "\\[": { close: "\\]", display: true },
  "\\(": { close: "\\)", display: false },
  $: { close: "$", display: false },
};
/** What begins a formula that may stand alone. */
export const ALONE = String.raw`\$\$|\\\[|\\begin\{(?:align(?:at)?|equation|gather|multline)\*?\}`;
const SIGN = new RegExp(String.raw`${ALONE}|\$|\\\(`, "y");
const INDENT = new RegExp(` {0,3}(?=${ALONE})`, "y");

/** The words of formulas: what the arguments of `\text` and its like hold, and the names of commands. */
const COMMANDS = /\\(?:text|math|operatorname|mbox|textrm|begin|end|tag|label|ce|pu)\w*\*?\s*(?:\{[^{}]*(?:\}|$))?|\\[a-z]*/gi;
/** Text and no formula: two words in a row, a number that words follow, code, an address, or half a pair of braces. */
const PROSE = /(?:^|[\s,;.(])[a-z]{2,}[,;]?\s+[a-z]{2,}[\s,;.]|^\d[\d.,]*\s*(?:\s[a-z]{2,}[\s,;.]|[^\x00-\x7f]*\p{scx=Hani}|[^\x00-\x7f]*\p{scx=Hang})|https?:\/\/|\]\((?:<|https?:|mailto:)/iu;
const FORMULA = /[\\^_=+*/<>|{}\d-]|^\s*[a-z]{1,2}\s*$|[^\x00-\x7f]/i;

/** What stands in brackets of the text: the number of a source, an index, a box to tick. */
const INDEX = /^(?:\d[\d, -]*|[a-z])$/i;

/** What follows where a label began inside, so that the second sign is the link's. */
const INTO_LINK = /^[^[\]\n]{0,300}\]\((?:<|https?:|mailto:)/i;

const prose = (tex) => PROSE.test(tex.replace(COMMANDS, "@"));

function balanced(tex) {
  let depth = 0;
  for (const brace of tex.replace(/\\[{}]/g, "").match(/[{}]/g) ?? []) if ((depth += brace === "{" ? 1 : -1) < 0) return false;
  return depth === 0;
}

/** Where the closing sign is, from `at` on; -1 when there is none yet, undefined when there can be none. */
function closing(source, at, { close }) {
  const end = Math.min(source.length, at + MAX);
  if (close !== "$" && !source.slice(at, end).includes(close)) return -1;
  let depth = 0;
  for (let index = at; index < end; index++) {
    const character = source[index];
    if (close === "$") {
      if (character === "\n") return undefined;
      if (character === "{") depth++;
      else if (character === "}") depth--;
      // Another formula may stand in the braces of a \text, and nowhere else.
      else if (character === "$" && depth <= 0) return /\s/.test(source[index - 1]) || /[a-z\d_{$]/i.test(source[index + 1] ?? "") ? undefined : index;
    } else if (source.startsWith(close, index)) return index;
    if (character === "\\") index++;
  }
  return -1;
}

/**
 * The formula that begins there: `{tex, raw, display}`; `"open"` when it may be one that has no end yet; else undefined.
 * `bound` tells whether code begins in a part of the text and ends, wherever that be; `open` says that the text is still being written.
 */
export function formula(source, at, bound = () => false, open = false) {
  SIGN.lastIndex = at;
  const sign = SIGN.exec(source)?.[0];
  if (!sign) return undefined;
  const environment = /\{.*\}/.exec(sign)?.[0];
  const kind = KINDS[sign] ?? { close: `\\end${environment}`, display: true };
  const begin = at + sign.length;
  if (sign === "$" && (/[a-z\d$]/i.test(source[at - 1] ?? "") || /\s/.test(source[begin] ?? ""))) return undefined;
  const end = closing(source, begin, kind);
  if (end === undefined) return undefined;
  if (end < 0) {
    const rest = source.slice(begin, begin + MAX);
    const over = rest.length === MAX || prose(`${rest} `) || bound(begin, source.length);
    return over ? undefined : "open";
  }
  const tex = source.slice(begin, end);
  if (tex.lastIndexOf("[") > tex.lastIndexOf("]")) {
    const rest = source.slice(end + kind.close.length, end + MAX);
    if (INTO_LINK.test(rest)) return undefined;
    if (open && /^\](?:\(\S{0,8})?$/.test(rest)) return "open";
  }
  if (!tex.trim() || prose(tex) || bound(begin, end) || !balanced(tex)) return undefined;
  if (sign.startsWith("\\") && (!FORMULA.test(tex) || (sign === "\\[" && INDEX.test(tex)))) return undefined;
  const raw = source.slice(at, end + kind.close.length);
  return { tex: environment ? raw : tex, raw, display: kind.display };
}

/** A formula that stands alone, from the line that begins there: Markdown must not read its lines as lists, headings or rules. */
export function alone(source, at) {
  INDENT.lastIndex = at;
  if (!INDENT.test(source)) return undefined;
  const begin = INDENT.lastIndex;
  const found = formula(source, begin);
  if (!found || found === "open") return undefined;
  const rest = /[ \t]*(?:\n|$)/y;
  rest.lastIndex = begin + found.raw.length;
  return rest.test(source) ? { type: "formula", ...found, written: found.raw, raw: source.slice(at, rest.lastIndex) } : undefined;
}
