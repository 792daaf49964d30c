// One question and its answer on the page.
import { Answer } from "./markdown/answer.js";
import { highlight } from "./markdown/highlight.js";
import { explain, waiting } from "./problems.js";
import { create, h, plainText } from "./markdown/tree.js";
import { decimal, has, t } from "./words.js";

const button = (action, label, name) => h("button", { type: "button", "data-action": action, "aria-label": name }, label);
const seconds = (milliseconds) => decimal(milliseconds / 1000, milliseconds < 10_000 ? 2 : 1);

export class Turn {
  #answer;
  #nodes = [];
  #timers = [];

  /** `drawn` is called whenever the element may have grown. */
  constructor(turn, number, drawn) {
    this.turn = turn;
    this.drawn = drawn;
    this.element = create(h("article", { class: "turn", "aria-labelledby": `turn-${number}` },
      h("h2", { class: "offscreen", id: `turn-${number}` }, t("question", { n: number })),
      h("div", { class: "question", dir: "auto" }, turn.question),
      h("div", { class: "actions of-question" }, button("edit", t("edit"), t("edit.name", { n: number }))),
      ...(turn.dropped ? [h("p", { class: "note dropped" }, t("dropped", { n: turn.dropped }))] : []),
      h("h3", { class: "offscreen" }, t("answer")),
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
    this.#progress(t("thinking"));
    this.#timers.push(setTimeout(() => this.#progress(t("waking")), 3000));
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
      const label = t({ retry: "retry", edit: "edit.again", new: "newChat" }[action]);
      const words = [h("strong", {}, title), " ", detail, ...(reference ? [` ${t("reference", { id: reference })}`] : [])];
      parts.push(h("div", { class: "problem" }, h("p", restored ? {} : { role: "alert" }, words), button(action, label, label)));
    }
    const reason = turn.state === "stopped" ? "stopped" : turn.finishReason;
    if (has(`end.${reason}`)) parts.push(h("p", { class: "note" }, t(`end.${reason}`)));
    const actions = [
      ...(turn.answer ? [button("copy", t("copy"), t("copy.answer"))] : []),
      ...(turn.state === "failed" ? [] : [button("retry", t("retry"), t("retry.name"))]),
    ];
    parts.push(h("div", { class: "actions" }, actions, h("p", { class: "figures" }, this.#figures())));
    return parts;
  }

  #figures() {
    const { model, firstToken, usage } = this.turn;
    return [
      ...(model ? [model] : []),
      ...(firstToken ? [t("figures.first", { n: seconds(firstToken) })] : []),
      ...(usage?.outputTokens ? [t("figures.tokens", { n: usage.outputTokens })] : []),
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
      retry.textContent = left > 0 ? waiting(left) : t("retry");
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
