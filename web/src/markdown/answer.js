// An answer as it is written: Markdown text goes in piece by piece, blocks come out on the page and stay there.
import { blocks, render } from "./markdown.js";
import { wanted } from "./maths.js";
import { patch } from "./tree.js";
import { decided, settled } from "./unfinished.js";

export class Answer {
  /** The Markdown so far. */
  text = "";
  /** What else becomes of the values before they are shown. */
  decorate = (nodes) => nodes;
  #element;
  #settledChars = 0;
  #settledNodes = 0;
  #values = [];
  /** What of the settled blocks counts for those after them. */
  #context = {};
  #task;
  #notBefore = 0;
  #drawn;
  #direction;
  #finished = false;

  /** Writes into the element; `drawn` is called after each change of it. `direction` is that of the text which it answers. */
  constructor(element, drawn = () => {}, direction = undefined) {
    this.#element = element;
    this.#drawn = drawn;
    this.#direction = direction;
    this.#begin();
  }

  #begin() {
    this.#settledChars = 0;
    this.#settledNodes = 0;
    this.#values = [];
    this.#context = { direction: this.#direction };
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
    const shown = render(blocks(decided(open, blocks(open))), this.#copied(), true);
    patch(this.#element, this.decorate([...settled, ...shown]), this.#settledNodes);
    this.#settledNodes += settled.length;
    for (const value of settled) this.#values.push(value);
    this.#changed();
    const cost = performance.now() - begin;
    this.#notBefore = cost > 16 ? begin + 4 * cost : 0;
  }

  /** Formulas that wait for their translator are drawn once it is there. */
  #changed() {
    this.#drawn();
    wanted()?.then((there) => {
      if (!there) return;
      this.#begin();
      if (this.#finished) this.finish();
      else this.#draw();
    });
  }

  /** The values of those blocks that what follows can no longer change. */
  #settle() {
    const open = this.text.slice(this.#settledChars);
    const tokens = settled(open, blocks(open));
    this.#settledChars += tokens.reduce((sum, { raw }) => sum + raw.length, 0);
    return render(tokens, this.#context);
  }

  /** The context for blocks that may come to be others: it is not carried on. */
  #copied() {
    return { ...this.#context, levels: [...(this.#context.levels ?? [])] };
  }

  /** Its end as it reads when nothing is open; the whole once more where an address is defined. Returns the values shown. */
  finish() {
    this.#task?.();
    this.#task = undefined;
    this.#finished = true;
    let rest = blocks(this.text.slice(this.#settledChars));
    if (this.#settledNodes && Object.keys({ ...this.#context.links, ...rest.links }).length) {
      this.#begin();
      rest = blocks(this.text);
    }
    const nodes = render(rest, this.#copied());
    patch(this.#element, this.decorate(nodes), this.#settledNodes);
    this.#changed();
    return this.decorate([...this.#values, ...nodes]);
  }
}
