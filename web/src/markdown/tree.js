// A page's part as plain values: `{tag, attrs, children}` or a string. `patch` brings the DOM into line with them.

export const h = (tag, attrs = {}, ...children) => ({ tag, attrs, children: children.flat().filter((child) => child !== "") });

/** A new DOM node for the value. Text can only become text: there is no way to pass markup. */
export function create(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const element = document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attrs)) element.setAttribute(name, value);
  element.append(...node.children.map(create));
  return element;
}

/** Makes the parent's children from `start` on look like the values, leaving alone every node that already does. */
export function patch(parent, nodes, start = 0) {
  let old = parent.childNodes[start];
  for (const node of nodes) {
    const next = old?.nextSibling;
    if (!old) parent.append(create(node));
    else if (typeof node === "string" && old.nodeType === Node.TEXT_NODE) patchText(old, node);
    else if (sameElement(old, node)) patch(old, node.children);
    else old.replaceWith(create(node));
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

function sameElement(old, { tag, attrs }) {
  const names = Object.keys(attrs ?? {});
  return old.localName === tag && old.attributes.length === names.length && names.every((name) => old.getAttribute(name) === String(attrs[name]));
}

const BLOCKS = new Set(["p", "h4", "h5", "h6", "li", "pre", "tr", "blockquote", "div", "ul", "ol"]);

/** The values as plain text, for a reader who hears it: a line for each block, no buttons. */
export function plainText(nodes) {
  const text = (node) => {
    if (typeof node === "string") return node;
    if (node.tag === "button") return "";
    if (node.tag === "br") return "\n";
    if (node.attrs.role === "img") return `${node.attrs["aria-label"]} `;
    const inner = node.children.map(text).join("");
    if (BLOCKS.has(node.tag)) return `\n${inner}\n`;
    return node.tag === "td" || node.tag === "th" ? `${inner}, ` : inner;
  };
  return nodes.map(text).join("").replace(/(, )+\n/g, "\n").replace(/\n{2,}/g, "\n").trim();
}
