// Links lead to the web or to a mailbox, or are only their words.
import { h } from "./tree.js";

/** The address in full, when it may be followed. */
export function safe(href) {
  try {
    const url = new URL(href);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A link holds no other: an address in its words, or a picture's, is its words. */
function unlinked(nodes) {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return node;
    node.children = unlinked(node.children);
    return node.tag === "a" ? node.children : node;
  });
}

/** The address is shown on hovering, and where there are no words. */
export function link(href, children, attrs = {}) {
  const url = safe(href);
  return url ? [h("a", { href: url, title: url, target: "_blank", rel: "noopener noreferrer nofollow", ...attrs }, children.some((child) => child.tag || child.trim()) ? unlinked(children) : url)] : children;
}

/** An address that is its own words: they keep their order in a line that runs from right to left. */
export const address = (href, shown) => link(href, [shown], { dir: "ltr" })[0];
