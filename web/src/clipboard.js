// What is copied: text, and beside it the same with its formatting.
import { csv, formatted, words } from "./markdown/copied.js";
import { t } from "./words.js";

/** Copies the text, with `html` as formatted text, too; resolves to whether that worked. The clipboard's own interface exists only on secure origins. */
export async function copy({ text, html }) {
  const { clipboard } = navigator;
  try {
    if (html && clipboard.write) await clipboard.write([new ClipboardItem({ "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }) })]);
    else await clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text, html);
  }
}

function copyByCommand(text, html) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "offscreen";
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const fill = (event) => put(event, text, html);
  area.addEventListener("copy", fill);
  const copied = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return copied;
}

function put(event, text, html) {
  event.clipboardData.setData("text/plain", text);
  if (html) event.clipboardData.setData("text/html", html);
  event.preventDefault();
}

const labels = new WeakMap();

/** Copies `{text, html}`, and lets the button say so for a moment. */
export async function copyFrom(button, content, say) {
  const copied = await copy(content);
  if (!labels.has(button)) labels.set(button, button.textContent);
  button.textContent = t(copied ? "copied" : "copied.not");
  say(t(copied ? "copied.said" : "copy.refused"));
  setTimeout(() => (button.textContent = labels.get(button)), 2000);
}

/** What a button inside an answer copies; undefined when it is another kind of button. */
export function part(button) {
  if (button.className === "copy-code") return { text: button.closest(".code").querySelector("code").textContent };
  if (button.className === "copy-table") return { text: csv(button.closest(".table").querySelector("table")) };
  return undefined;
}

/** An answer as its Markdown and as formatted text. */
export const answer = (markdown, element) => ({ text: markdown, html: formatted(element) });

/** A marked part of the conversation is copied without the words of its buttons, and with the sources of its formulas. */
export function copyMarked(event) {
  const selection = getSelection();
  if (selection.type !== "Range" || event.target.closest?.("textarea, input")) return;
  const marked = document.createElement("div");
  for (let index = 0; index < selection.rangeCount; index++) marked.append(selection.getRangeAt(index).cloneContents());
  if (marked.querySelector(".answer, .question, button, math, .code-head")) put(event, words(marked), formatted(marked));
}
