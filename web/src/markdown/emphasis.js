// Pairs the runs of markers in a line, as CommonMark says, in linear time.
import { h } from "./tree.js";

/** Deeper emphasis is shown as it was written: it costs more than it tells. */
const MAX_DEPTH = 24;
const depths = new WeakMap();
const depth = (nodes) => nodes.reduce((most, node) => Math.max(most, depths.get(node) ?? 0), 0);

/** Not by spreading: there may be more than a call can take. */
function add(nodes, more) {
  for (const node of more) nodes.push(node);
}

function wrap(marker, size, children) {
  const node = h(marker === "~" ? "del" : size === 2 ? "strong" : "em", {}, children);
  depths.set(node, depth(children) + 1);
  return node;
}

/**
 * Items are values of the tree and runs `{marker, count, opens, closes, word}` (see flanking.js). With `open`, the text is still being written:
 * a run that nothing has closed yet is taken to go on to its end.
 */
export function emphasis(items, open) {
  if (!items.some((item) => item.marker)) return items;
  const stack = [{ content: [] }];
  /** For each kind of closer, how far up the stack nothing fits it. */
  const floors = new Map();
  const cut = (length) => {
    stack.length = length;
    for (const [kind, floor] of floors) floors.set(kind, Math.min(floor, length - 1));
  };

  function opener(run) {
    const kind = `${run.marker}${run.opens}${run.count % 3}`;
    for (let at = stack.length - 1; at > (floors.get(kind) ?? 0); at--) {
      const { marker, closes, length } = stack[at];
      const odd = (run.opens || closes) && (length + run.count) % 3 === 0 && run.count % 3 !== 0;
      if (marker === run.marker && !odd) return at;
    }
    floors.set(kind, stack.length - 1);
    return 0;
  }

  function close(at, size) {
    const entry = stack[at];
    const inner = entry.content;
    for (const { marker, count, content } of stack.slice(at + 1)) add(inner, [marker.repeat(count), ...content]);
    cut(at + 1);
    entry.count -= size;
    const written = entry.marker.repeat(size);
    const nodes = depth(inner) < MAX_DEPTH ? [wrap(entry.marker, size, inner)] : [written, ...inner, written];
    if (entry.count) entry.content = nodes;
    else {
      cut(at);
      add(stack.at(-1).content, nodes);
    }
  }

  for (const item of items) {
    if (!item.marker) {
      stack.at(-1).content.push(item);
      continue;
    }
    let { count } = item;
    for (let at; item.closes && count > 0 && (at = opener(item)); ) {
      const size = count > 1 && stack[at].count > 1 ? 2 : 1;
      close(at, size);
      count -= size;
    }
    if (count && item.opens) stack.push({ ...item, length: item.count, count, content: [] });
    else if (count) stack.at(-1).content.push(item.marker.repeat(count));
  }
  return unwound(stack, open);
}

/** What is left open: markers as they are written, or, of a text that is still being written, emphasis to its end. */
function unwound([{ content }, ...entries], open) {
  let inner = content;
  let nested = 0;
  const empty = (index) => entries.slice(index).every((entry) => !entry.content.length);
  entries.forEach(({ marker, count, word, content: own }, index) => {
    const likely = open && count <= 6 && nested < MAX_DEPTH && !(word && count === 1);
    if (!likely) inner.push(marker.repeat(count));
    else if (empty(index)) return;
    else {
      for (let left = count; left > 0; ) {
        const size = left % 2 || 2;
        left -= size;
        const node = wrap(marker, size, []);
        inner.push(node);
        inner = node.children;
        nested++;
      }
    }
    add(inner, own);
  });
  return content;
}
