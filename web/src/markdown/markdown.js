// Markdown's blocks into the values of tree.js. Only the tags named here can come out; markup in the source comes out as text.
export { blocks } from "./blocks.js";
import { withDirection } from "./direction.js";
import { text } from "./entities.js";
import { inline } from "./inline.js";
import { maths, scrolled } from "./maths.js";
import { h } from "./tree.js";
import { t } from "../words.js";

/** Deeper nesting is shown as it was written: it costs more than it tells. */
const MAX_DEPTH = 24;

/**
 * The blocks as values. The context is carried from call to call: `levels` holds the headings open above, so that an answer that begins with
 * `###` still begins at the page's next level; `links` the addresses defined so far; `direction` that of the text before. With `open`, the
 * last block is still being written.
 */
export function render(tokens, context = {}, open = false) {
  context.levels ??= [];
  context.links = { ...context.links, ...tokens.links };
  return withDirection(series(tokens, context, open, 0), context, open);
}

function series(tokens, context, open, depth) {
  return tokens.flatMap((token, index) => block(token, context, open && index === tokens.length - 1, depth));
}

function block(token, context, open, depth) {
  if (depth > MAX_DEPTH) return h("p", { class: "raw" }, token.raw);
  const inner = (tokens, last = true) => series(tokens, context, open && last, depth + 1);
  const words = (tokens, still = open) => tokens.flatMap((part) => (part.type === "checkbox" ? [checkbox(part), " "] : inline(part.text, { links: context.links, open: still })));
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "heading":
      return h(`h${headingLevel(token.depth, context.levels)}`, {}, words(token.tokens, open && !token.raw.endsWith("\n")));
    case "paragraph":
      return h("p", {}, words(token.tokens));
    case "text":
      return token.tokens ? words(token.tokens) : text(token.text);
    case "blockquote":
      return h("blockquote", {}, inner(token.tokens));
    case "code":
      return codeBlock(token);
    case "hr":
      return h("hr");
    case "list":
      return list(token, inner);
    case "table":
      return table(token, (tokens) => words(tokens, false));
    case "checkbox":
      return checkbox(token);
    case "formula":
      return h("div", { class: "maths", ...scrolled() }, maths({ ...token, raw: token.written }));
    default: // html
      return h("p", { class: "raw" }, token.raw.trim());
  }
}

function headingLevel(depth, levels) {
  while (levels.length && levels.at(-1) >= depth) levels.pop();
  levels.push(depth);
  return Math.min(3 + levels.length, 6);
}

function codeBlock({ lang, text: source }) {
  const language = lang?.match(/^(?:\{\s*\.?)?([^\s{}:,]+)/)?.[1] ?? "";
  const label = { role: "group", "aria-label": language ? t("code.in", { language }) : t("code") };
  return h(
    "div",
    { class: "code", dir: "ltr" },
    h("div", { class: "code-head" }, h("span", {}, language), h("button", { type: "button", class: "copy-code", "aria-label": t("code.copy") }, t("copy"))),
    h("pre", { tabindex: "0", ...label }, h("code", language ? { "data-language": language.toLowerCase() } : {}, source)),
  );
}

function list({ ordered, start, items }, inner) {
  const attrs = ordered && start !== 1 ? { start } : {};
  const item = ({ task, tokens }, index) => h("li", task ? { class: "task" } : {}, inner(tokens, index === items.length - 1));
  return h(ordered ? "ol" : "ul", attrs, items.map(item));
}

const checkbox = ({ checked }) => h("span", { role: "img", "aria-label": t(checked ? "task.done" : "task.open") }, checked ? "☑" : "☐");

function table({ header, rows }, words) {
  const cell = ({ tokens, align, header: heads }) => {
    const content = words(tokens);
    const attrs = align && align !== "left" ? { class: align } : {};
    return heads && content.length ? h("th", { scope: "col", ...attrs }, content) : h("td", attrs, content);
  };
  const row = (cells) => h("tr", {}, cells.map(cell));
  return h(
    "div",
    { class: "table", role: "group", "aria-label": t("table"), tabindex: "0" },
    h("table", {}, h("thead", {}, row(header)), h("tbody", {}, rows.map(row))),
    h("button", { type: "button", class: "copy-table" }, t("table.copy")),
  );
}
