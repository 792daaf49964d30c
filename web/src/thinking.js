// What is seen before the first token: how long it takes, and, where the owner shows them, the model's thoughts, folded.
import { create, h } from "./markdown/tree.js";
import { t } from "./words.js";

/** Without a word from the server for so long, it may have to start up first. */
const WAKING = 3000;

export class Thinking {
  #begin = performance.now();
  #begun = false;
  #progress;
  #timer;
  #thoughts;
  #drawn;

  /** Writes into the line of progress, and puts the thoughts before it. */
  constructor(progress, drawn) {
    this.#progress = progress;
    this.#drawn = drawn;
    this.#timer = setInterval(() => this.#show(), 500);
    this.#show();
  }

  /** The server has said something: whatever takes its time now, it is awake. */
  begun() {
    this.#begun = true;
    this.#show();
  }

  add(text) {
    if (!this.#thoughts) {
      this.#thoughts = create(thoughts("", ""));
      this.#progress.before(this.#thoughts);
      this.#progress.hidden = true;
      this.#show();
    }
    this.#thoughts.lastChild.firstChild.appendData(text);
  }

  /** The first token, or the end, has come: `{thoughts?, thoughtFor?}` as the turn keeps them. */
  end() {
    clearInterval(this.#timer);
    this.#progress.textContent = "";
    this.#progress.hidden = true;
    if (!this.#thoughts) return {};
    const kept = { thoughts: this.#thoughts.lastChild.textContent, thoughtFor: Math.max(1, this.#seconds()) };
    this.#thoughts.firstChild.textContent = t("thought", { n: kept.thoughtFor });
    return kept;
  }

  #seconds = () => Math.round((performance.now() - this.#begin) / 1000);

  #show() {
    const n = this.#seconds();
    const waking = !this.#begun && performance.now() - this.#begin >= WAKING;
    const words = waking ? t("waking") : n < 1 || !this.#begun ? t("thinking") : t("thinking.for", { n });
    const line = this.#thoughts?.firstChild ?? this.#progress;
    if (line.textContent === words) return;
    line.textContent = words;
    if (!this.#thoughts) this.#progress.hidden = false;
    this.#drawn();
  }
}

/** Thoughts as they are shown: closed, as plain text. */
export function thoughts(text, summary) {
  const body = { tag: "div", attrs: { class: "thought", dir: "auto" }, children: [text] }; // A text node even when it is empty, to grow.
  return h("details", { class: "thoughts" }, { tag: "summary", attrs: {}, children: [summary] }, body);
}
