// The box and its button: typing, sending, stopping, the draft, the counter.
import { characters } from "./characters.js";
import { t } from "./words.js";

const DRAFT = "draft";
const touch = matchMedia("(hover: none) and (pointer: coarse)");

export class Composer {
  /** Until the server has said otherwise. */
  limit = 4000;
  #box = document.querySelector("#question");
  #button = document.querySelector("#ask");
  #counter = document.querySelector("#counter");
  #editing = document.querySelector("#editing");
  #answering = false;
  #closed = false;
  #keptDraft = "";
  #recalled = "";
  #back = 0;
  #storage;

  /** `on.ask(question, index)` when one is sent, with the index of the turn that it replaces, if any; `on.stop()`; `on.earlier(back)` for the question so many back. */
  constructor(storage, on) {
    this.#storage = storage;
    this.on = on;
    const draft = storage.getItem(DRAFT) ?? "";
    const typed = this.#box.value; // Before this script had come.
    if (!typed) this.#box.value = draft;
    else if (!typed.startsWith(draft)) this.#box.value = `${draft}\n${typed}`;
    this.#box.addEventListener("input", () => this.#changed());
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    document.querySelector("#composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#button.addEventListener("click", (event) => {
      if (!this.#answering || event.detail > 1) return; // The second click of a double click on Ask is no Stop.
      event.preventDefault();
      on.stop();
      this.focus();
    });
    document.querySelector("#cancel-edit").addEventListener("click", () => this.cancelEdit());
    this.#changed();
  }

  get editing() {
    return !this.#editing.hidden;
  }

  /** Focus belongs in the box, except where that would open a keyboard on the screen. */
  focus() {
    if (!touch.matches) this.#box.focus({ preventScroll: true });
  }

  set answering(answering) {
    this.#answering = answering;
    this.#changed();
  }

  set closed(closed) {
    this.#closed = closed;
    this.#changed();
  }

  /** Puts text into the box, in place of an empty draft: it waits there for the visitor. */
  offer(text) {
    if (!this.#box.value) this.#fill(text);
  }

  /** Puts a question that was asked back into the box, with what asking it again does; what stood there comes back afterwards. */
  edit(question, index, words = "editing") {
    if (!this.editing) this.#keptDraft = this.#box.value;
    this.#editing.hidden = false;
    this.#editing.querySelector("span").textContent = t(words, { n: index + 1 });
    this.index = index;
    this.#fill(question);
    this.#box.focus();
    this.#box.setSelectionRange(question.length, question.length);
  }

  cancelEdit() {
    if (!this.editing) return;
    this.#endEdit();
    this.focus();
  }

  #endEdit() {
    this.#editing.hidden = true;
    this.index = undefined;
    this.#fill(this.#keptDraft);
    this.#keptDraft = "";
  }

  #fill(text) {
    this.#box.value = text;
    this.#changed();
  }

  /** The arrows lead through the questions asked, as in a terminal, while nothing else is written in the box. */
  #recall(event) {
    const { value } = this.#box;
    if (value !== this.#recalled || this.editing) this.#back = 0;
    if (this.editing || (value && !this.#back)) return;
    const back = this.#back + (event.key === "ArrowUp" ? 1 : -1);
    const question = back > 0 ? this.on.earlier(back) : "";
    if (back < 0 || question === undefined) return;
    event.preventDefault();
    this.#back = back;
    this.#fill((this.#recalled = question));
    this.#box.setSelectionRange(question.length, question.length);
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return; // The input method's.
    if (/^Arrow(Up|Down)$/.test(event.key) && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) return this.#recall(event);
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    if (touch.matches && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (!this.#answering) this.#send();
  }

  #send() {
    const question = wellFormed(this.#box.value.trim());
    if (this.#answering || this.#closed || !question || characters(question) > this.limit) return;
    const { index } = this;
    if (this.editing) this.#endEdit();
    else this.#fill("");
    this.on.ask(question, index);
    this.focus();
  }

  #changed() {
    const length = characters(this.#box.value.trim());
    const over = length - this.limit;
    this.#counter.hidden = length < this.limit * 0.9;
    this.#counter.textContent = over > 0 ? t("characters.over", { n: over }) : t("characters.left", { n: -over });
    this.#counter.classList.toggle("over", over > 0);
    this.#button.textContent = t(this.#answering ? "stop" : "ask");
    this.#button.classList.toggle("stop", this.#answering);
    this.#button.disabled = !this.#answering && (this.#closed || length === 0 || over > 0);
    this.#grow();
    try {
      this.#storage.setItem(DRAFT, this.editing ? this.#keptDraft : this.#box.value);
    } catch {
      // A draft too large to keep is still in the box.
    }
  }

  /** As tall as its text, up to the style's limit, where the style alone cannot do it. */
  #grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.#box.style.height = "auto";
    this.#box.style.height = `${this.#box.scrollHeight}px`;
  }
}

/** Without half characters, as a broken paste can hold them: no server would take those. */
const wellFormed = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
