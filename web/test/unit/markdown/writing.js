// A text while it is written: what it shows, and what of that its end takes back.
import { blocks, render } from "../../../src/markdown/markdown.js";
import { decided, settled } from "../../../src/markdown/unfinished.js";

/** The values of the whole text. */
export const whole = (source) => render(blocks(source));
/** The values of a text that is still being written. */
export const written = (source, context = {}) => render(blocks(decided(source, blocks(source))), context, true);

/** Every character that is shown, with the elements around it, but not whether an item's words are a paragraph. Buttons and labels are no part of the text. */
function characters(nodes, around = "") {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [...node].map((character) => ({ character, around }));
    if (node.tag === "button" || node.attrs.class === "code-head") return [];
    if (node.tag === "bdi") return characters(node.children, around);
    if (node.tag === "br") return [{ character: "\n", around }];
    if (node.tag === "p" && around.endsWith(" li")) return characters(node.children, around);
    return characters(node.children, `${around} ${node.tag}`);
  });
}

const ADDRESS = /^(?:[!-~]|(?![\x00-\x7f])[\p{L}\p{N}])+$/u;

/** What the text, written so far, shows that its end takes back: nothing, or the words for it. The address at the very end may still grow. */
function flash(source, end, final) {
  const shown = characters(written(source.slice(0, end)));
  const differs = shown.findIndex(({ character, around }, index) => character !== final[index]?.character || around !== final[index].around);
  if (differs < 0) return undefined;
  const rest = shown.slice(differs);
  const same = rest.every(({ character }, index) => character === final[differs + index]?.character);
  const tail = rest.map(({ character }) => character).join("");
  if (same && tail.length < 100 && ADDRESS.test(tail) && /\ba\b/.test(final[differs].around + rest[0].around)) return undefined;
  return `${JSON.stringify(source.slice(Math.max(0, end - 20), end))} shows ${JSON.stringify(tail.slice(0, 40))} in${rest[0].around}, in the end ${JSON.stringify(final[differs]?.character)} in${final[differs]?.around}`;
}

/** How often each block of the text changes its side while it is written, by its place. */
export function turns(source, direction) {
  const sides = new Map();
  const look = (nodes, around, path) => nodes.forEach((node, index) => {
    if (!node.tag) return;
    const side = node.attrs.dir ?? around;
    const place = `${path} ${index} ${node.tag}`;
    if (/^(?:p|h\d|li|ul|ol|blockquote|td|th)$/.test(node.tag) && sides.get(place)?.at(-1) !== side) sides.set(place, [...(sides.get(place) ?? []), side]);
    look(node.children, side, place);
  });
  for (let end = 1; end <= source.length; end++) look(written(source.slice(0, end), { direction }), direction, "");
  return Array.from(sides, ([place, all]) => [place, all.length - 1]);
}

/** What each beginning of the text shows that its end takes back. */
export function flashes(source) {
  const final = characters(whole(source));
  return Array.from({ length: source.length }, (_, index) => flash(source, index + 1, final)).filter(Boolean);
}

/** The values of a text that is written character by character, as the page keeps them: blocks that are settled are never read again. `links` are the addresses met by then. */
export function kept(source) {
  const context = {};
  const nodes = [];
  let from = 0;
  for (let end = 1; end < source.length; end++) {
    const open = source.slice(from, end);
    const tokens = settled(open, blocks(open));
    from += tokens.reduce((sum, { raw }) => sum + raw.length, 0);
    nodes.push(...render(tokens, context));
  }
  return { nodes: [...nodes, ...render(blocks(source.slice(from)), context)], links: context.links };
}
