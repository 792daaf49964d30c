import "../speak.js";

/** The values of src/markdown/tree.js written as markup, for comparing. Attributes that every element of a kind has are left out. */
const USUAL = new Set(["dir", "rel", "target", "title", "tabindex", "role", "scope", "type"]);

export const markup = (nodes) => nodes.map((node) => {
  if (typeof node === "string") return node.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const attrs = Object.entries(node.attrs).filter(([name]) => !USUAL.has(name)).map(([name, value]) => ` ${name}="${value}"`);
  return `<${node.tag}${attrs.join("")}>${markup(node.children)}</${node.tag}>`;
}).join("");
