// Markdown into the values of tree.js. Only the tags named here can come out; markup in the source comes out as text.
import { Lexer } from "marked";
import { math } from "./math.js";
import { h } from "./tree.js";
import { text } from "./entities.js";
import { t } from "../words.js";

/** Deeper nesting, and a longer run of inline text, is shown as it was written: both cost more than they tell. */
const MAX_DEPTH = 24;
const MAX_INLINE = 8000;

/** What marked's own `use` would make of the rules, without the rest of it. */
const extensions = { block: [], inline: [], startBlock: [], startInline: [] };
for (const { level, start, tokenizer } of math.extensions) {
  extensions[level].push(tokenizer);
  extensions[level === "block" ? "startBlock" : "startInline"].push(start);
}
const defaults = { gfm: true, breaks: true, extensions };

class BoundedLexer extends Lexer {
  inlineTokens(source, tokens = []) {
    if (source.length <= MAX_INLINE) return super.inlineTokens(source, tokens);
    tokens.push({ type: "text", raw: source, text: source });
    return tokens;
  }
}

/** The source's blocks as marked's tokens, or one block of plain text when it nests beyond all measure. */
export function blocks(source) {
  try {
    return new BoundedLexer(defaults).lex(source);
  } catch {
    return [{ type: "html", raw: source, text: source }];
  }
}

/**
 * The blocks as values. `levels` holds the headings open above and is carried from call to call: an answer that
 * begins with `###` still begins at the page's next level.
 */
export function render(tokens, levels = [], depth = 0) {
  return tokens.flatMap((token) => block(token, levels, depth));
}

function block(token, levels, depth) {
  if (depth > MAX_DEPTH) return h("p", { class: "raw" }, token.raw);
  const inner = (tokens) => render(tokens, levels, depth + 1);
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "heading":
      return h(`h${headingLevel(token.depth, levels)}`, { dir: "auto" }, inline(token.tokens));
    case "paragraph":
      return h("p", { dir: "auto" }, inline(token.tokens));
    case "text":
      return token.tokens ? inline(token.tokens) : text(token.text);
    case "blockquote":
      return h("blockquote", {}, inner(token.tokens));
    case "code":
      return codeBlock(token);
    case "hr":
      return h("hr");
    case "list":
      return list(token, inner);
    case "table":
      return table(token);
    case "checkbox":
      return checkbox(token);
    default: // html, math
      return h("p", { class: "raw", dir: "auto" }, token.raw.trim());
  }
}

function headingLevel(depth, levels) {
  while (levels.length && levels.at(-1) >= depth) levels.pop();
  levels.push(depth);
  return Math.min(3 + levels.length, 6);
}

function codeBlock({ lang, text: source }) {
  const language = lang?.match(/^\S+/)?.[0] ?? "";
  const label = { role: "group", "aria-label": language ? t("code.in", { language }) : t("code") };
  return h(
    "div",
    { class: "code", dir: "ltr" },
    h("div", { class: "code-head" }, h("span", {}, language), h("button", { type: "button", class: "copy-code", "aria-label": t("code.copy") }, t("copy"))),
    h("pre", { tabindex: "0", ...label }, h("code", language ? { "data-language": language.toLowerCase() } : {}, source)),
  );
}

function list({ ordered, start, items }, inner) {
  const attrs = { dir: "auto", ...(ordered && start !== 1 && { start }) };
  return h(ordered ? "ol" : "ul", attrs, items.map((item) => h("li", item.task ? { class: "task" } : {}, inner(item.tokens))));
}

const checkbox = ({ checked }) => h("span", { role: "img", "aria-label": t(checked ? "task.done" : "task.open") }, checked ? "☑" : "☐");

function table({ header, rows }) {
  const cell = ({ tokens, align, header: heads }) => {
    const content = inline(tokens);
    const attrs = align && align !== "left" ? { class: align } : {};
    return heads && content.length ? h("th", { scope: "col", ...attrs }, content) : h("td", attrs, content);
  };
  const row = (cells) => h("tr", {}, cells.map(cell));
  return h(
    "div",
    { class: "table", role: "group", "aria-label": t("table"), tabindex: "0" },
    h("table", { dir: "auto" }, h("thead", {}, row(header)), h("tbody", {}, rows.map(row))),
  );
}

const INLINE = { strong: "strong", em: "em", del: "del" };

function inline(tokens, depth = 0) {
  return merged(tokens.flatMap((token) => {
    if (depth > MAX_DEPTH) return token.raw;
    if (token.type in INLINE) return h(INLINE[token.type], {}, inline(token.tokens, depth + 1));
    switch (token.type) {
      case "codespan":
        return h("code", {}, token.text);
      case "br":
        return h("br");
      case "link":
        return link(token.href, inline(token.tokens, depth + 1));
      case "image":
        return link(token.href, [text(token.text) || token.href]);
      case "text":
        return token.tokens ? inline(token.tokens, depth + 1) : text(token.text);
      case "escape":
        return token.text;
      case "checkbox":
        return [checkbox(token), " "];
      default: // html, math: as written, but for the line break that models use inside tables
        return /^<br\s*\/?>$/i.test(token.raw) ? h("br") : token.raw;
    }
  }));
}

/** Neighbouring strings as one: the DOM then has one text node, which can grow. */
const merged = (nodes) => nodes.reduce((all, node) => {
  if (typeof node === "string" && typeof all.at(-1) === "string") all.push(all.pop() + node);
  else all.push(node);
  return all;
}, []);

/** A link, when it leads to the web or to a mailbox; else only its words. The address is shown on hovering. */
function link(href, children) {
  const url = absolute(href);
  if (!["http:", "https:", "mailto:"].includes(url?.protocol)) return children;
  return h("a", { href: url.href, title: url.href, target: "_blank", rel: "noopener noreferrer nofollow" }, children);
}

function absolute(href) {
  try {
    return new URL(href);
  } catch {
    return undefined;
  }
}
