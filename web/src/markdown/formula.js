// Where maths begins and ends in a text: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`; prices, shell variables and plain brackets are none.

const MAX = 2000;
const KINDS = {
  $$: { close: "$$", display: true },
  "\\[": { close: "\\]", display: true },
  "\\(": { close: "\\)", display: false },
  $: { close: "$", display: false },
};

/** The words of formulas: what the arguments of `\text` and its like hold, and the names of commands. */
const COMMANDS = /\\(?:text|math|operatorname|mbox|textrm|begin|end|tag|label|ce|pu)\w*\*?\s*(?:\{[^{}]*(?:\}|$))?|\\[a-z]*/gi;
/** Text and no formula: two words in a row, a number that words follow, code, an address, or half a pair of braces. */
const PROSE = /(?:^|[\s,;.(])[a-z]{2,}[,;]?\s+[a-z]{2,}[\s,;.]|^\d[\d.,]*\s*(?:\s[a-z]{2,}[\s,;.]|[^\x00-\x7f]*\p{scx=Hani}|[^\x00-\x7f]*\p{scx=Hang})|https?:\/\/|\]\((?:<|https?:|mailto:)/iu;
const FORMULA = /[\\^_=+*/<>|{}\d-]|^\s*[a-z]{1,2}\s*$|[^\x00-\x7f]/i;

/** What follows where a label began inside, so that the second sign is the link's. */
const INTO_LINK = /^[^[\]\n]{0,300}\]\((?:<|https?:|mailto:)/i;

const prose = (tex) => PROSE.test(tex.replace(COMMANDS, "@"));

function balanced(tex) {
  let depth = 0;
  for (const brace of tex.replace(/\\[{}]/g, "").match(/[{}]/g) ?? []) if ((depth += brace === "{" ? 1 : -1) < 0) return false;
  return depth === 0;
}

/** Where the closing sign is, from `at` on; -1 when there is none. */
function closing(source, at, { close }) {
  const end = Math.min(source.length, at + MAX);
  if (!source.slice(at, end).includes(close)) return -1;
  for (let index = at; index < end; index++) {
    const character = source[index];
    if (source.startsWith(close, index) && (close !== "$" || !/[\s\\]/.test(source[index - 1]) || index === at)) {
      if (close === "$" && /[a-z\d_{$]/i.test(source[index + 1] ?? "")) {
        if (source[index + 1] === "$") return -1;
        continue;
      }
      return index;
    }
    if (character === "\\") index++;
    else if (character === "\n" && close === "$") return -1;
  }
  return -1;
}

/**
 * The formula that begins there: `{tex, raw, display}`; `"open"` when it may be one that has no end yet; else undefined.
 * `bound` tells whether code begins in a part of the text and ends, wherever that be; `open` says that the text is still being written.
 */
export function formula(source, at, bound = () => false, open = false) {
  const sign = ["$$", "\\[", "\\(", "$"].find((sign) => source.startsWith(sign, at));
  if (!sign) return undefined;
  const kind = KINDS[sign];
  const begin = at + sign.length;
  if (sign === "$" && (/[a-z\d$]/i.test(source[at - 1] ?? "") || /\s/.test(source[begin] ?? ""))) return undefined;
  const end = closing(source, begin, kind);
  if (end < 0) {
    const rest = source.slice(begin, begin + MAX);
    const over = rest.length === MAX || prose(`${rest} `) || bound(begin, source.length) || (sign === "$" && rest.includes("\n"));
    return over ? undefined : "open";
  }
  const tex = source.slice(begin, end);
  if (tex.lastIndexOf("[") > tex.lastIndexOf("]")) {
    const rest = source.slice(end + sign.length, end + MAX);
    if (INTO_LINK.test(rest)) return undefined;
    if (open && /^\](?:\(\S{0,8})?$/.test(rest)) return "open";
  }
  if (!tex.trim() || prose(tex) || bound(begin, end) || !balanced(tex)) return undefined;
  if (sign.startsWith("\\") && !FORMULA.test(tex)) return undefined;
  return { tex, raw: source.slice(at, end + sign.length), display: kind.display };
}

/** A formula that stands alone, from the line that begins there: Markdown must not read its lines as lists, headings or rules. */
export function alone(source, at) {
  const indent = /[ ]{0,3}(?=\$\$|\\\[)/y;
  indent.lastIndex = at;
  if (!indent.test(source)) return undefined;
  const begin = indent.lastIndex;
  const found = formula(source, begin);
  if (!found || found === "open") return undefined;
  const rest = /[ \t]*(?:\n|$)/y;
  rest.lastIndex = begin + found.raw.length;
  return rest.test(source) ? { type: "formula", ...found, written: found.raw, raw: source.slice(at, rest.lastIndex) } : undefined;
}
