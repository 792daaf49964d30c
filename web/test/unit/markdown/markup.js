import "../speak.js";

/** The values of src/markdown/tree.js written as markup, for comparing. Attributes that every element of a kind has are left out; directions are told when asked for. */
const USUAL = new Set(["rel", "target", "title", "tabindex", "role", "scope", "type"]);

export const markup = (nodes, { directions = false } = {}) => nodes.map((node) => {
  if (typeof node === "string") return node.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const told = ([name]) => !USUAL.has(name) && (directions ? name !== "aria-label" : name !== "dir");
  const attrs = Object.entries(node.attrs).filter(told).map(([name, value]) => ` ${name}="${value}"`);
  return `<${node.tag}${attrs.join("")}>${markup(node.children, { directions })}</${node.tag}>`;
}).join("");
