// A page's part as plain values: `{tag, attrs, children}` or a string. `patch` brings the DOM into line with them.

export const h = (tag, attrs = {}, ...children) => ({ tag, attrs, children: children.flat().filter((child) => child !== "") });

const MATHML = "http://www.w3.org/1998/Math/MathML";

/** A new DOM node for the value. Text can only become text: there is no way to pass markup. */
export const create = (node) => element(node, false);

function element(node, inMaths) {
  if (typeof node === "string") return document.createTextNode(node);
  const maths = inMaths || node.tag === "math";
  const made = maths ? document.createElementNS(MATHML, node.tag) : document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attrs)) made.setAttribute(name, value);
  for (const child of node.children) made.append(element(child, maths));
  return made;
}

/** Makes the parent's children from `start` on look like the values, leaving alone every node that already does. */
export function patch(parent, nodes, start = 0) {
  let old = parent.childNodes[start];
  for (const node of nodes) {
    const next = old?.nextSibling;
    if (!old) parent.append(create(node));
    else if (typeof node === "string" && old.nodeType === Node.TEXT_NODE) patchText(old, node);
    else if (typeof node !== "string" && node.tag !== "math" && old.localName === node.tag) {
      patchAttributes(old, node.attrs);
      patch(old, node.children);
    } else if (!sameFormula(old, node)) old.replaceWith(create(node));
    old = next;
  }
  while (old) {
    const next = old.nextSibling;
    old.remove();
    old = next;
  }
}

/** Appends where it can, so that a selection inside the text survives. */
function patchText(text, value) {
  if (value.startsWith(text.data)) {
    if (value.length > text.length) text.appendData(value.slice(text.length));
  } else text.data = value;
}

/** In place, so that a text whose direction shows late keeps its nodes, and what is selected in them. */
function patchAttributes(element, attrs) {
  for (const [name, value] of Object.entries(attrs)) if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  if (element.attributes.length > Object.keys(attrs).length) {
    for (const { name } of [...element.attributes]) if (!Object.hasOwn(attrs, name)) element.removeAttribute(name);
  }
}

const formulaSource = ({ children }) => children[0].children.at(-1).children[0];
const sameFormula = (old, node) => node.tag === "math" && old.localName === "math" && old.querySelector("annotation")?.textContent === formulaSource(node);

const BLOCKS = new Set(["p", "h4", "h5", "h6", "li", "pre", "tr", "blockquote", "div", "ul", "ol"]);

/** The values as plain text, for a reader who hears it: a line for each block, no buttons. */
export function plainText(nodes) {
  const text = (node) => {
    if (typeof node === "string") return node;
    if (node.tag === "button") return "";
    if (node.tag === "math") return formulaSource(node);
    if (node.tag === "br") return "\n";
    if (node.attrs.role === "img") return `${node.attrs["aria-label"]} `;
    const inner = node.children.map(text).join("");
    if (BLOCKS.has(node.tag)) return `\n${inner}\n`;
    return node.tag === "td" || node.tag === "th" ? `${inner}, ` : inner;
  };
  return nodes.map(text).join("").replace(/(, )+\n/g, "\n").replace(/\n{2,}/g, "\n").trim();
}
