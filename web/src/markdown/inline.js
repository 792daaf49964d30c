// The text of a block into the values of tree.js: CommonMark's and GFM's rules for what stands in a line.
import { addressEnd, mailAround } from "./address.js";
import { Backticks } from "./backticks.js";
import { emphasis } from "./emphasis.js";
import { text } from "./entities.js";
import { flanking } from "./flanking.js";
import { formula } from "./formula.js";
import { address, link, safe } from "./link.js";
import { inlineMaths } from "./maths.js";
import { ADDRESS, definition, target, unfinishedTarget } from "./target.js";
import { h } from "./tree.js";

const SPECIAL = /[\\`*_~[\]<\n$@]|!\[|https?:\/\/|www\./gi;
const BACKTICKS = /`+/y;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
/** Markup, which is shown as it is written. Bounded, so that no text takes more than linear time. */
const TAG = /<(?:[a-z][a-z\d-]{0,40}(?:\s+[a-z_:][\w.:-]{0,40}(?:\s*=\s*(?:[^\s"'=<>`]{1,500}|'[^']{0,500}'|"[^"]{0,500}"))?){0,40}\s*\/?|\/[a-z][a-z\d-]{0,40}\s*|!--[^]{0,500}?--|\?[^]{0,500}?\?|![a-z][^>]{0,500}|!\[CDATA\[[^]{0,500}?\]\])>/iy;
const POINTED = /<(?:([a-z][a-z\d+.-]{1,31}:[^\s<>]{0,2000})|([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d.-]{0,250}[a-z\d])?))>/iy;
/** The end of what is still being written that may turn out to be a mark, an address in `<>`, a line break, a character reference. */
const UNDECIDED = /(?:[*_~`\\]+|(?<=[^\x00-\x7f])[*~]+[.:!?]|[*_~]*(?:<(?:[a-z][a-z\d+.-]{0,31}(?::[^\s<>]{0,500})?|[\w.+-]{0,64}@[\w.-]{0,250}|br\s*\/?)?|\\b[a-z]{0,4}(?:\{[a-z]*\*?)?|&#?\w{0,10}|(?<![\w!?])!))$/i;
/** A bracket, and code, that nothing has closed for longer was only a mark. */
const PATIENCE = { bracket: 200, code: 500 };

/** So much is read at once. A longer text is read in parts, which end at a space, and what was read is kept while it is written on. */
const PART = 6000;
/** What is longer than any paragraph is shown as it was written from there on. */
const LONGEST = 100_000;
let kept = new Map();

/** Reads one block's text. `links` are the addresses defined elsewhere; `open` says that the text is still being written. */
export function inline(source, { links = {}, open = false } = {}) {
  const whole = source.trim();
  if (whole.length <= PART) return read(whole, links, open);
  const nodes = [];
  const parts = new Map();
  for (let from = 0, to; from < whole.length; from = to) {
    if (from > LONGEST) {
      nodes.push(whole.slice(from));
      break;
    }
    to = from + PART < whole.length ? end(whole, from + PART) : whole.length;
    const part = whole.slice(from, to);
    if (to < whole.length) parts.set(part, kept.get(part) ?? [...read(part, links, false), ...(/\s+$/.exec(part) ?? [])]);
    for (const node of parts.get(part) ?? read(part, links, open)) nodes.push(node);
  }
  kept = parts;
  return merged(nodes);
}

function end(source, from) {
  const space = /\s+/g;
  space.lastIndex = from;
  return space.exec(source) ? space.lastIndex : Math.min(source.length, from + PART);
}

function read(source, links, open) {
  const part = open ? decidedPart(source) : source;
  SPECIAL.lastIndex = 0;
  return SPECIAL.test(part) ? new Reader(part, links, open).read() : part ? [text(part)] : [];
}

/** Without what the next characters decide. */
function decidedPart(source) {
  const tail = Math.max(0, source.length - 600);
  return (source.slice(0, tail) + source.slice(tail).replace(UNDECIDED, "")).trimEnd();
}

const NO_BACKTICKS = new Backticks("");

class Reader {
  #items = [];
  #brackets = [];
  #at = 0;
  /** Where the text begins that is not yet among the items. */
  #plain = 0;
  #backticks;

  constructor(source, links, open) {
    Object.assign(this, { source, links, open });
    this.#backticks = source.includes("`") ? new Backticks(source) : NO_BACKTICKS;
  }

  read() {
    const { source } = this;
    while (this.#at < source.length) {
      SPECIAL.lastIndex = this.#at;
      const found = SPECIAL.exec(source);
      if (!found) break;
      this.#at = found.index;
      const piece = this.#piece(found[0]);
      if (!piece) this.#at = Math.max(this.#at, found.index + 1);
      else if (this.#take(piece, found.index)) return this.#held();
    }
    this.#items.push(text(source.slice(this.#plain)));
    return this.open && this.#waiting() ? this.#held() : this.#nodes();
  }

  /** Adds the piece and the text before it; true when what follows must wait. */
  #take({ nodes = [], begin = this.#at, end, bracket, wrap, held }, at) {
    const before = this.source.slice(this.#plain, begin);
    this.#items.push(text(this.source[at] === "\n" ? before.trimEnd() : before));
    if (held) {
      if (bracket) this.#items.length = bracket.item;
      this.#waiting();
      return true;
    }
    if (wrap) this.#items.push(...wrap(emphasis(this.#items.splice(bracket.item).slice(1).map(written))));
    else if (bracket) bracket.item = this.#items.push(bracket) - 1;
    for (const node of nodes) this.#items.push(node);
    this.#at = this.#plain = end;
    return false;
  }

  #nodes() {
    return merged(emphasis(this.#items.map(written), this.open));
  }

  /** Without the space before what waits. */
  #held() {
    while (this.#items.length && (this.#items.at(-1) === "" || this.#items.at(-1).tag === "br")) this.#items.pop();
    if (typeof this.#items.at(-1) === "string") this.#items.push(this.#items.pop().trimEnd());
    return this.#nodes();
  }

  /** Cuts off a label that may become a link's. */
  #waiting() {
    const from = this.#brackets.find(({ at }) => at >= this.source.length - PATIENCE.bracket && !this.source.includes("\n", at));
    if (from) this.#items.length = from.item;
    return from;
  }

  /** What begins there: its nodes and its end; undefined when nothing does. */
  #piece(special) {
    const { source } = this;
    const at = this.#at;
    switch (special) {
      case "\\":
        return this.#formula() ?? this.#escape();
      case "$":
        return this.#formula();
      case "`":
        return this.#code();
      case "*":
      case "_":
      case "~":
        return this.#run(special);
      case "[":
      case "![": {
        const bracket = { bracket: special, at, inside: at + special.length, active: true };
        this.#brackets.push(bracket);
        return { bracket, end: bracket.inside };
      }
      case "]":
        return this.#link();
      case "<":
        return this.#pointed();
      case "\n":
        return { nodes: [h("br")], end: at + matched(/\n[ \t]*/y, source, at)[0].length };
      case "@": {
        const mail = mailAround(source, at, this.#plain);
        const user = mail && source.slice(mail.begin, mail.end);
        return mail && { ...mail, nodes: [address(`mailto:${user}`, user)] };
      }
      default: {
        const end = addressEnd(source, at);
        const shown = source.slice(at, end);
        return end && { nodes: [address(/^www/i.test(shown) ? `http://${shown}` : shown, shown)], end };
      }
    }
  }

  #formula() {
    const found = formula(this.source, this.#at, (begin, end) => this.#backticks.begins(begin, end, this.open), this.open);
    if (!found) return undefined;
    const end = this.#at + (found.raw?.length ?? 0);
    // Whether a `$` closes is told by what comes next.
    const undecided = found === "open" || (end === this.source.length && /[^$]\$$/.test(found.raw));
    if (undecided && this.open) return { held: true };
    return found === "open" ? undefined : { nodes: [inlineMaths(found)], end };
  }

  #escape() {
    const next = this.source[this.#at + 1] ?? "";
    if (next === "\n") return { nodes: [], end: this.#at + 1 };
    return ESCAPABLE.test(next) ? { nodes: [next], end: this.#at + 2 } : undefined;
  }

  #code() {
    const { source } = this;
    const length = matched(BACKTICKS, source, this.#at)[0].length;
    const begin = this.#at + length;
    const end = this.#backticks.end(begin, length);
    if (end !== undefined) return { nodes: [code(source.slice(begin, end))], end: end + length };
    if (this.open && source.length - begin < PATIENCE.code) return { nodes: [code(source.slice(begin).replace(/^ (?=`)/, ""))], end: source.length };
    return { nodes: [source.slice(this.#at, begin)], end: begin };
  }

  #run(marker) {
    const { source } = this;
    const begin = this.#at;
    let end = begin + 1;
    while (source[end] === marker) end++;
    const before = /[\udc00-\udfff]/.test(source[begin - 1] ?? "") ? source.slice(begin - 2, begin) : (source[begin - 1] ?? "");
    const count = end - begin;
    const run = { marker, count, ...flanking(marker, before, source.slice(end, end + 2)) };
    this.#at = end;
    if ((!run.opens && !run.closes) || (marker === "~" && count !== 2)) return undefined;
    return { nodes: [run], begin, end };
  }

  #link() {
    const bracket = this.#brackets.pop();
    if (!bracket?.active) return undefined;
    const { source } = this;
    const behind = this.#at + 1;
    const image = bracket.bracket === "![";
    const found = target(source, behind) ?? this.#reference(bracket, behind);
    if (!found) return this.open && unfinishedTarget(source.slice(behind, behind + 2000)) ? { bracket, held: true } : undefined;
    // A call of what stands in a list: `handlers[name](event)`.
    if (!image && /[\w)\]]/.test(source[bracket.at - 1] ?? "") && !ADDRESS.test(found.href)) return undefined;
    if (!image) for (let at = this.#brackets.length; at-- && this.#brackets[at].active; ) this.#brackets[at].active = this.#brackets[at].bracket === "![";
    const words = text(source.slice(bracket.inside, this.#at));
    return { bracket, end: found.end, wrap: (label) => link(found.href, image ? [words || found.href] : label) };
  }

  #reference({ inside }, behind) {
    if (!Object.keys(this.links).length) return undefined;
    const label = this.source.slice(inside, Math.min(this.#at, inside + 1000));
    const [whole, name] = matched(/\[((?:\\.|[^[\]\\]){0,1000})\]/y, this.source, behind) ?? [""];
    const found = definition(this.links, name || label);
    return found && { ...found, end: behind + whole.length };
  }

  #pointed() {
    const [whole, url, mail] = matched(POINTED, this.source, this.#at) ?? [];
    const href = mail ? `mailto:${mail}` : url;
    if (href && safe(href)) return { nodes: [address(href, mail ?? url)], end: this.#at + whole.length };
    const tag = matched(TAG, this.source, this.#at)?.[0];
    return tag && { nodes: [/^<br\s*\/?>$/i.test(tag) ? h("br") : tag], end: this.#at + tag.length };
  }
}

/** A bracket that led to no link is only a mark. */
const written = (item) => item.bracket ?? item;

function matched(pattern, source, at) {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** Code keeps its order of signs in a line that runs from right to left. */
function code(source) {
  const line = source.replaceAll("\n", " ");
  return h("code", { dir: "ltr" }, /^ .*[^ ].* $/.test(line) ? line.slice(1, -1) : line);
}

/** Neighbouring strings as one, also inside emphasis and links: the DOM then has one text node, which can grow. */
function merged(nodes) {
  const all = [];
  for (const node of nodes) {
    if (typeof node !== "string") {
      if (node.children.length > 1) node.children = merged(node.children);
      all.push(node);
    } else if (node && typeof all.at(-1) === "string") all.push(all.pop() + node);
    else if (node) all.push(node);
  }
  return all;
}
