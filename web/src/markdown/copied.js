// Parts of an answer as they are copied: as plain words, as formatted text, a table as CSV.

/** What belongs to the page, not to the answer. */
const OWN = "button, .code-head, .actions, .outcome, .progress, .note, .offscreen";
const KEPT = new Set(["href", "start", "dir", "colspan", "scope"]);

const source = (formula) => formula.querySelector("annotation")?.textContent ?? formula.textContent;

function cleaned(element) {
  const copy = element.cloneNode(true);
  for (const own of copy.querySelectorAll(OWN)) own.remove();
  for (const formula of copy.querySelectorAll("math")) formula.replaceWith(source(formula));
  return copy;
}

/** As HTML, without the page's own attributes. */
export function formatted(element) {
  const copy = cleaned(element);
  for (const inner of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...inner.attributes]) if (!KEPT.has(name)) inner.removeAttribute(name);
  }
  return new XMLSerializer().serializeToString(copy);
}

const APART = new Set(["P", "H2", "H3", "H4", "H5", "H6", "PRE", "BLOCKQUOTE", "TABLE", "ARTICLE", "DIV"]);
const LINE = new Set(["LI", "TR", "UL", "OL"]);

/** As plain text: paragraphs apart, items and rows each on a line, cells by tabulators. */
export function words(element) {
  const text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.tagName === "BR") return "\n";
    const inner = [...node.childNodes].map(text).join("");
    if (APART.has(node.tagName)) return `\0\0${inner}\0\0`;
    if (LINE.has(node.tagName)) return `\0${inner}\0`;
    return /^T[HD]$/.test(node.tagName) && node.nextSibling ? `${inner}\t` : inner;
  };
  return [...cleaned(element).childNodes].map(text).join("").replace(/^\0+|\0+$/g, "").replace(/\0+/g, (ends) => (ends.length > 2 ? "\n\n" : "\n"));
}

/** What a spreadsheet would take for a formula of its own, some of them in full width, too; neither a number nor a lone dash. */
const FORMULA = /^(?![+-]?[\d.,]+\s?%?$|[-+]+$)[=+@\t＝＋＠－-]/;

/** As CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe. */
export function csv(table) {
  const field = (cell) => {
    const value = words(cell).trim();
    const safe = FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [...table.rows].map((row) => `${[...row.cells].map(field).join(",")}\r\n`).join("");
}
