// One question and its answer on the page.
import { Answer } from "./markdown/answer.js";
import { highlight } from "./markdown/highlight.js";
import { explain, waiting } from "./problems.js";
import { create, h, plainText } from "./markdown/tree.js";

const button = (action, label, name) => h("button", { type: "button", "data-action": action, "aria-label": name }, label);
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
const unseen = (dropped) => `The model no longer sees the first ${dropped === 1 ? "question" : `${dropped} questions`} of this chat.`;
const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

export class Turn {
  #answer;
  #nodes = [];
  #timers = [];

  /** `drawn` is called whenever the element may have grown. */
  constructor(turn, number, drawn) {
    this.turn = turn;
    this.drawn = drawn;
    this.element = create(h("article", { class: "turn", "aria-labelledby": `turn-${number}` },
      h("h2", { class: "offscreen", id: `turn-${number}` }, `Question ${number}`),
      h("div", { class: "question", dir: "auto" }, turn.question),
      h("div", { class: "actions of-question" }, button("edit", "Edit", `Edit question ${number}`)),
      ...(turn.dropped ? [h("p", { class: "note dropped" }, unseen(turn.dropped))] : []),
      h("h3", { class: "offscreen" }, "Answer:"),
      h("div", { class: "answer" }),
      h("p", { class: "progress", hidden: "" }),
      h("div", { class: "outcome" }),
    ));
    this.#answer = new Answer(this.#part(".answer"), drawn);
    if (turn.answer) this.#answer.append(turn.answer);
    if (turn.state !== "asked") this.settle({ restored: true });
  }

  #part = (selector) => this.element.querySelector(selector);

  /** Shows that the model is being asked; after three seconds, that it may have to start up first. */
  wait() {
    this.#progress("Thinking…");
    this.#timers.push(setTimeout(() => this.#progress("Waking up…"), 3000));
  }

  #progress(text) {
    const progress = this.#part(".progress");
    progress.textContent = text;
    progress.hidden = false;
    this.drawn();
  }

  token(text) {
    if (!this.#answer.text) {
      this.#timers.forEach(clearTimeout);
      this.#part(".progress").textContent = "";
    }
    this.#answer.append(text);
  }

  get text() {
    return this.#answer.text;
  }

  /** The answer as it is heard: without its Markdown. */
  get spoken() {
    return plainText(this.#nodes);
  }

  /** Shows how it ended. Of what is restored after a reload nothing is announced or counted down. */
  settle({ restored = false } = {}) {
    this.#timers.forEach(clearTimeout);
    this.#part(".progress").hidden = true;
    this.#nodes = this.#answer.finish();
    highlight(this.#part(".answer"));
    this.#part(".outcome").replaceChildren(...this.#outcome(restored).map(create));
    if (this.turn.state === "failed" && !restored) this.#countDown();
    this.drawn();
  }

  #outcome(restored) {
    const { turn } = this;
    const parts = [];
    if (turn.state === "failed") {
      const { title, detail, action, reference } = explain(turn.problem, navigator.onLine);
      const label = { retry: "Retry", edit: "Edit the question", new: "New chat" }[action];
      const words = [h("strong", {}, title), " ", detail, ...(reference ? [` Reference: ${reference}.`] : [])];
      parts.push(h("div", { class: "problem" }, h("p", restored ? {} : { role: "alert" }, words), button(action, label, label)));
    }
    const notes = {
      stopped: "Stopped.",
      length: "Cut off: the answer reached its greatest length.",
      content_filter: "Cut off: the model’s content filter stepped in.",
    };
    const note = notes[turn.state] ?? notes[turn.finishReason];
    if (note) parts.push(h("p", { class: "note" }, note));
    const actions = [
      ...(turn.answer ? [button("copy", "Copy", "Copy answer")] : []),
      ...(turn.state === "failed" ? [] : [button("retry", "Retry", "Retry: ask this question again")]),
    ];
    parts.push(h("div", { class: "actions" }, actions, h("p", { class: "figures" }, this.#figures())));
    return parts;
  }

  #figures() {
    const { model, firstToken, usage } = this.turn;
    return [
      ...(model ? [model] : []),
      ...(firstToken ? [`first token after ${seconds(firstToken)}`] : []),
      ...(usage?.outputTokens ? [count(usage.outputTokens, "token")] : []),
    ].join(" · ");
  }

  /** Keeps the button of the problem shut until the time the server named; the alert beside it is not repeated. */
  #countDown() {
    const retry = this.#part(".problem [data-action=retry]");
    const { wait } = explain(this.turn.problem);
    if (!retry || !wait) return;
    const end = Date.now() + wait * 1000;
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      retry.disabled = left > 0;
      retry.textContent = left > 0 ? waiting(left) : "Retry";
      retry.setAttribute("aria-label", retry.textContent);
      if (left <= 0) clearInterval(timer);
    };
    const timer = setInterval(tick, 500);
    this.#timers.push(timer);
    tick();
  }

  remove() {
    this.#timers.forEach(clearTimeout);
    this.element.remove();
  }
}
