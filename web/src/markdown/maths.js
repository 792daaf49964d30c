// Formulas as MathML, by a translator that is loaded when the first one comes; until then, and where it cannot read one, the source.
import { h } from "./tree.js";
import { t } from "../words.js";

/** What is translated is kept: an answer that is being written is drawn again and again. */
const KEPT = 500;
const drawn = new Map();
let translate;
let loading;
let missed = false;

export function maths({ tex, raw, display }) {
  if (!translate) {
    missed = true;
    return source(raw);
  }
  const key = `${display} ${tex}`;
  if (!drawn.has(key)) {
    if (drawn.size >= KEPT) drawn.delete(drawn.keys().next().value);
    drawn.set(key, translate(tex, display));
  }
  const children = drawn.get(key);
  if (!children) return source(raw);
  const attrs = display ? { display: "block" } : {};
  return h("math", attrs, h("semantics", {}, h("mrow", {}, children), h("annotation", { encoding: "application/x-tex" }, raw)));
}

/** A formula that may be wider than the page scrolls by itself. */
export const scrolled = () => ({ dir: "ltr", role: "group", "aria-label": t("formula"), tabindex: "0" });
const WIDE = 40;

/** A formula in a line. */
export function inlineMaths(found) {
  const node = maths(found);
  return found.tex.length > WIDE && !found.display ? h("span", { class: "maths", ...scrolled() }, node) : node;
}

const source = (raw) => h("code", { class: "tex", dir: "ltr" }, raw);

/** When a formula was met that the translator was not there for: a promise of whether it is now. Else undefined. */
export function wanted() {
  if (!missed) return undefined;
  missed = false;
  loading ??= import("./mathml.js").then(
    (module) => Boolean((translate = module.translate)),
    () => ((loading = undefined), false),
  );
  return loading;
}
