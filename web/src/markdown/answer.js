// An answer as it is written: Markdown text goes in piece by piece, blocks come out on the page and stay there.
import { blocks, render } from "./markdown.js";
import { patch } from "./tree.js";
import { closed } from "./unfinished.js";

export class Answer {
  /** The Markdown so far. */
  text = "";
  /** What else becomes of the values before they are shown. */
  decorate = (nodes) => nodes;
  #element;
  #settledChars = 0;
  #settledNodes = 0;
  #levels = [];
  #task;
  #notBefore = 0;
  #drawn;

  /** Writes into the element; `drawn` is called after each change of it. */
  constructor(element, drawn = () => {}) {
    this.#element = element;
    this.#drawn = drawn;
  }

  append(text) {
    const first = !this.text;
    this.text += text.replaceAll("\r", "");
    if (first) this.#draw();
    else this.#task ??= this.#schedule();
  }

  /** Once a frame; on a hidden page, which has no frames, by the clock; after costly work, later. */
  #schedule() {
    const wait = document.hidden ? 250 : this.#notBefore - performance.now();
    if (wait > 0) {
      const timer = setTimeout(() => this.#draw(), wait);
      return () => clearTimeout(timer);
    }
    const frame = requestAnimationFrame(() => this.#draw());
    return () => cancelAnimationFrame(frame);
  }

  #draw() {
    this.#task = undefined;
    const begin = performance.now();
    const settled = this.#settle();
    const open = this.text.slice(this.#settledChars);
    const levels = [...this.#levels];
    patch(this.#element, this.decorate([...settled, ...render(blocks(closed(open, blocks(open))), levels)]), this.#settledNodes);
    this.#settledNodes += settled.length;
    this.#drawn();
    const cost = performance.now() - begin;
    this.#notBefore = cost > 16 ? begin + 4 * cost : 0;
  }

  /** The values of those blocks that what follows can no longer change: of the open ones, all but the last two. */
  #settle() {
    const tokens = blocks(this.text.slice(this.#settledChars));
    const keep = tokens.filter(({ type }) => type !== "space").at(-2);
    const settled = tokens.slice(0, keep ? tokens.indexOf(keep) : 0);
    this.#settledChars += settled.reduce((sum, { raw }) => sum + raw.length, 0);
    return render(settled, this.#levels);
  }

  /** The whole once more, as it reads when nothing is open: only what differs is touched. Returns the values shown. */
  finish() {
    this.#task?.();
    this.#task = undefined;
    const nodes = this.decorate(render(blocks(this.text)));
    patch(this.#element, nodes);
    this.#drawn();
    return nodes;
  }
}
