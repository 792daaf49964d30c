// Which way a text runs, by its prose as a reader would judge it, and what in it keeps an order of its own.
import { h } from "./tree.js";

const RTL = /[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}\p{scx=Adlm}\p{scx=Samr}\p{scx=Mand}\p{scx=Rohg}]/u;
const WORD = /\p{L}[\p{L}\p{M}\p{N}'’]*/gu;
const QUOTED = /“[^“”]*”|«[^«»]*»|"[^"]*"|„[^“”„]*[“”]/g;
const QUOTING = /[“«"„][^“”«»"„]*$/;
const PLAIN_WORD = /(?:^|\s)\p{L}[\p{L}\p{N}]*(?=[\s,.;:!?]|$)/u;
/** So much of a text tells its direction. */
const ENOUGH = 2000;
/** A number of a telephone, or what stands between spaces in ASCII. */
const CHUNK = /\+\d[\d ()-]{5,30}\d|[!-~]+/g;
/** Names of files, addresses, options, calls; numbers in groups, as in a date; numbers with a sign. */
const TECHNICAL = /^(?=.*[a-z])(?:.*[/\\_@#$%&=~+:<>*|{}[\]()].*|.*\.\w.*|[.-].*)$|^\+?\d+(?:[- ()]+\d+){2,}$|^[-+]\d[\d.,]*%?$/i;

/** What of a chunk is no mark of the sentence around it. */
function core(chunk) {
  let begin = 0;
  let end = chunk.length;
  while (/[(["'{]/.test(chunk[begin] ?? "")) begin++;
  const times = (sign) => chunk.slice(begin).split(sign).length;
  const over = { ")": times(")") - times("("), "]": times("]") - times("["), "}": times("}") - times("{") };
  for (; end > begin; end--) {
    const last = chunk[end - 1];
    if (over[last] > 0) over[last]--;
    else if (!/[.,;:!?"']/.test(last)) break;
  }
  return { begin, end, technical: end - begin < 500 && TECHNICAL.test(chunk.slice(begin, end)) };
}

const OTHER = new Set(["code", "pre", "math", "button"]);
const BLOCK = new Set(["p", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "div", "table", "thead", "tbody", "tr", "td", "th"]);
const foreign = ({ tag, attrs }) => OTHER.has(tag) || (/^(?:a|span|div)$/.test(tag) && attrs.dir);

/** The words of the values, without code, formulas and bare addresses. */
const prose = (nodes) => nodes.map((node) => {
  if (typeof node === "string") return node;
  if (foreign(node)) return " ";
  return BLOCK.has(node.tag) || node.tag === "br" ? ` ${prose(node.children)}\n` : prose(node.children);
}).join("");

const judged = (source) => {
  const all = source.match(WORD) ?? [];
  if (!all.length) return undefined;
  const share = all.filter((word) => RTL.test(word)).length / all.length;
  const first = RTL.test(all[0]);
  return { dir: share >= (first ? 0.35 : 0.4) ? "rtl" : "ltr", share, first, words: all.length };
};

function judge(nodes, open) {
  const whole = prose(nodes).slice(0, ENOUGH);
  if (!RTL.test(whole) && PLAIN_WORD.test(whole)) return { dir: "ltr", words: 1 + whole.trim().split(/\s+/, 9).length };
  const plain = whole.replace(CHUNK, (chunk) => (core(chunk).technical ? " " : chunk));
  const said = plain.replace(QUOTED, " ");
  return judged(open ? said.replace(QUOTING, " ") : said) ?? judged(plain);
}

/** `"rtl"`, `"ltr"`, or undefined when the text has no word to judge by. */
export const direction = (source) => judge([source])?.dir;

/** Chunks with a space between them: a command and its options, the sides of an equation, a name and its version. */
const RUN = new RegExp(`(?:${CHUNK.source})(?: (?:${CHUNK.source}))*`, "g");
const LETTER = /\p{L}/u;

/** The parts of a run that keep their order, `{begin, end}`: most often one. A hyphen between it and a letter is the sentence's: ה-API. */
function kept(source, { 0: run, index }) {
  const from = /^-[^-]/.test(run) && LETTER.test(source[index - 1] ?? "") ? 1 : 0;
  const to = run.length - (run.endsWith("-") && LETTER.test(source[index + run.length] ?? "") ? 1 : 0);
  const all = Array.from(run.slice(from, to).matchAll(CHUNK), ({ 0: chunk, index }) => {
    const { begin, end, technical } = core(chunk);
    const at = from + index;
    return { chunk, technical, begin: at + begin, end: at + end, stop: at + chunk.length };
  });
  // A number behind the mark of a sentence is not the name's before it: GitHub, -5.
  const groups = [];
  for (const [at, chunk] of all.entries()) {
    if (at && (/[a-z]/i.test(chunk.chunk) || all[at - 1].end === all[at - 1].stop)) groups.at(-1).push(chunk);
    else groups.push([chunk]);
  }
  return groups.flatMap((group) => together(run, group));
}

function together(run, chunks) {
  const parts = chunks.filter(({ technical }) => technical);
  const first = chunks.find(({ chunk, technical }) => technical || /[a-z]/i.test(chunk));
  const last = chunks.findLast(({ chunk, technical }) => technical || /[a-z\d]/i.test(chunk));
  if (!parts.length || first === last || !chunks.some(({ chunk }) => /[a-z]/i.test(chunk))) return parts;
  const { begin, end } = core(run.slice(first.begin, last.stop));
  const part = { begin: first.begin + begin, end: first.begin + end };
  const times = (sign) => run.slice(part.begin, part.end).split(sign).length;
  if (/["']/.test(run[part.end] ?? "") && times(run[part.end]) % 2 === 0) part.end++;
  return times("(") === times(")") && times("[") === times("]") ? [part] : parts;
}

/** Inside a text that runs from right to left: paths, options, dates and the like as parts of their own. */
const isolated = (source) => {
  const parts = [];
  let from = 0;
  for (const match of source.matchAll(RUN)) {
    for (const { begin, end } of kept(source, match)) {
      parts.push(source.slice(from, match.index + begin), h("bdi", { dir: "ltr" }, match[0].slice(begin, end)));
      from = match.index + end;
    }
  }
  return [...parts, source.slice(from)].filter((part) => part !== "");
};

function inside(node, dir, open) {
  if (typeof node === "string") return dir === "rtl" ? isolated(node) : node;
  if (foreign(node)) return node;
  if (BLOCK.has(node.tag)) return directed(node, dir, open);
  return { ...node, children: node.children.flatMap((child) => inside(child, dir)) };
}

/** Among what runs from right to left, so large a share of such words is enough: the others are names. */
const NAMES = 0.25;

/** How few words of a text that is still being written do not yet tell against what stood before it, or against its first word. */
const FEW = 8;

function own({ tag, children }, around, open) {
  const written = open && BLOCK.has(children.at(-1)?.tag) ? children.slice(0, -1) : []; // Without the part that is still being written.
  const told = (tag === "li" && judge(children.filter((child) => !BLOCK.has(child.tag)), open)) || judge(written, open) || judge(children, open);
  if (!told || (open && told.dir === "ltr" && told.words < FEW && (told.first || around === "rtl"))) return told?.first ? "rtl" : around;
  return around === "rtl" && told.share >= NAMES ? "rtl" : told.dir;
}

/** The block with `dir` where it differs from what is around it; so with each block, item and cell inside. */
function directed(node, around, open, always = false) {
  const { tag, attrs, children } = node;
  if (attrs.dir || tag === "hr") return node;
  const dir = /^t(?:able|head|body|r)$/.test(tag) ? around : own(node, around, open);
  const last = children.length - 1;
  const attribute = dir && (always || dir !== around) ? { dir } : {};
  return { tag, attrs: { ...attrs, ...attribute }, children: children.flatMap((child, index) => inside(child, dir, open && index === last)) };
}

/**
 * The blocks of an answer, each with its direction. `context.direction` is that of the text before them, which those without a word of their
 * own share; `open` says that the last is still being written.
 */
export function withDirection(blocks, context, open) {
  return blocks.map((block, index) => {
    const node = directed(block, context.direction, open && index === blocks.length - 1, true);
    if (node.tag !== "div" || node.attrs.class === "table") context.direction = node.attrs.dir ?? context.direction;
    return node;
  });
}
