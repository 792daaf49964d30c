// What an answer rests on: numbers in its text that lead to the passages below it, which are the owner's documents and shown as plain text.
import { h } from "./markdown/tree.js";
import { t } from "./words.js";

const MARK = /\[\^(\d{1,4})\]/g;
const PLAIN = new Set(["code", "pre", "a", "button", "math"]);

/** Of what the server sent, what is a source: `{n, title, text, url?}`. */
export function sourcesOf(list) {
  if (!Array.isArray(list)) return [];
  return list.filter((source) => Number.isInteger(source?.n) && typeof source.text === "string").map(({ n, title, file, text, url }) => ({
    n, text, title: String(title || file || ""), ...(/^https?:\/\//.test(url) && URL.canParse(url) && { url }),
  }));
}

/** The numbers that the answer names, in the order of their first mention, as the server checked them or as they stand in the text. */
export function cited(text, sources, checked) {
  const known = new Set(sources.map(({ n }) => n));
  const numbers = Array.isArray(checked) ? checked : Array.from(text.matchAll(MARK), ([, n]) => Number(n));
  return [...new Set(numbers)].filter((n) => known.has(n));
}

/** The values with each `[^n]` of a known source as a link to its passage; not inside code and links. */
export function withCitations(nodes, sources, number) {
  if (!sources?.length) return nodes;
  const known = new Set(sources.map(({ n }) => n));
  const visit = (node) => {
    if (typeof node !== "string") return PLAIN.has(node.tag) ? node : { ...node, children: node.children.flatMap(visit) };
    const parts = [];
    let from = 0;
    for (const { 0: mark, 1: digits, index } of node.matchAll(MARK)) {
      const n = Number(digits);
      if (!known.has(n)) continue;
      if (index > from) parts.push(node.slice(from, index));
      parts.push(h("a", { class: "cite", role: "doc-noteref", href: `#source-${number}-${n}`, "aria-label": t("source", { n }) }, digits));
      from = index + mark.length;
    }
    return from ? [...parts, ...(from < node.length ? [node.slice(from)] : [])] : node;
  };
  return nodes.flatMap(visit);
}

/** The passages that the answer names, or the word that it names none; nothing where there are no documents. */
export function passages({ answer, sources, cited: checked }, number) {
  if (!sources) return [];
  const named = cited(answer, sources, checked).map((n) => sources.find((source) => source.n === n));
  if (!named.length) return [h("p", { class: "note unsourced" }, t("unsourced"))];
  return [h("section", { class: "sources", "aria-label": t("sources") }, h("h4", {}, t("sources")), named.map(({ n, title, text, url }) =>
    h("details", { id: `source-${number}-${n}` },
      h("summary", {}, h("span", { class: "number" }, String(n)), h("span", { dir: "auto" }, title || t("source", { n }))),
      h("p", { class: "passage", dir: "auto" }, text),
      ...(url ? [h("p", {}, h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", dir: "ltr" }, url))] : []),
      h("button", { type: "button", "data-action": "back", "data-source": n }, t("source.back")))))];
}

/** For the Markdown file: the answer's marks and passages as footnotes, numbered anew for each turn, as a file has but one of each. */
export function footnotes({ answer, sources, cited: checked }, number) {
  const named = cited(answer, sources ?? [], checked);
  const name = (n) => `[^${number}-${n}]`;
  const text = answer.replace(MARK, (mark, n) => (named.includes(Number(n)) ? name(n) : mark));
  return [text, ...named.map((n) => {
    const { title, text: passage, url } = sources.find((source) => source.n === n);
    return `${name(n)}: ${[title, url && `<${url}>`].filter(Boolean).join(" ")}\n\n    ${passage.replaceAll("\n", "\n    ")}`;
  })].join("\n\n");
}
