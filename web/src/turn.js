// One question and its answer on the page.
import { figures } from "site:site";
import { Answer } from "./markdown/answer.js";
import { direction } from "./markdown/direction.js";
import { create, h, plainText } from "./markdown/tree.js";
import { explain, waiting } from "./problems.js";
import { thumbs } from "./rating.js";
import { server } from "./server.js";
import { passages, withCitations } from "./sources.js";
import { Thinking, thoughts } from "./thinking.js";
import { decimal, has, t } from "./words.js";

const button = (action, label, name = label) => h("button", { type: "button", "data-action": action, "aria-label": name }, label);
const seconds = (milliseconds) => decimal(milliseconds / 1000, milliseconds < 10_000 ? 2 : 1);

/** The colours come when there is code to colour. */
let highlighter;
async function colour(element) {
  if (!element.querySelector("code[data-language]")) return;
  highlighter = await import("./markdown/highlight.js");
  if (element.isConnected) highlighter.highlight(element);
}

/** Forgets the colours of what has left the page. */
export const uncolour = () => highlighter?.forget();

export class Turn {
  #answer;
  #nodes = [];
  #number;
  #thinking;
  #countdown;

  /** `drawn` is called whenever the element may have grown. */
  constructor(turn, number, drawn) {
    this.turn = turn;
    this.drawn = drawn;
    this.#number = number;
    const asks = direction(turn.question);
    this.element = create(h("article", { class: "turn", "aria-labelledby": `turn-${number}` },
      h("h2", { class: "offscreen", id: `turn-${number}` }, t("question", { n: number })),
      h("div", { class: "question", dir: asks ?? "auto" }, turn.question),
      h("div", { class: "actions of-question" }, button("edit", t("edit"), t("edit.name", { n: number }))),
      ...(turn.dropped ? [h("p", { class: "note dropped" }, t("dropped", { n: turn.dropped }))] : []),
      h("h3", { class: "offscreen" }, t("answer")),
      ...(turn.thoughts ? [thoughts(turn.thoughts, t("thought", { n: turn.thoughtFor }))] : []),
      h("p", { class: "progress", hidden: "" }),
      h("div", { class: "answer" }),
      h("div", { class: "outcome" }),
    ));
    this.#answer = new Answer(this.#part(".answer"), drawn, asks);
    this.#answer.decorate = (nodes) => withCitations(nodes, this.turn.sources, number);
    if (turn.answer) this.#answer.append(turn.answer);
    if (turn.state !== "asked") this.settle({ restored: true });
  }

  #part = (selector) => this.element.querySelector(selector);

  /** Shows that the model is being asked. */
  wait() {
    this.#thinking = new Thinking(this.#part(".progress"), this.drawn);
  }

  begun() {
    this.#thinking?.begun();
  }

  thinks(text) {
    this.#thinking?.add(text);
  }

  token(text) {
    this.#awake();
    this.#answer.append(text);
  }

  #awake() {
    Object.assign(this.turn, this.#thinking?.end());
    this.#thinking = undefined;
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
    this.#awake();
    this.#nodes = this.#answer.finish();
    colour(this.#part(".answer"));
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
      parts.push(h("div", { class: "problem" }, h("p", restored ? {} : { role: "alert" }, words), button(action, label)));
    }
    const reason = turn.state === "stopped" ? "stopped" : turn.state === "done" && turn.finishReason;
    if (reason && has(`end.${reason}`)) {
      const more = reason === "length" && turn.answer ? [button("continue", t("continue"), t("continue.name"))] : [];
      parts.push(h("div", { class: "end" }, h("p", { class: "note" }, t(`end.${reason}`)), more));
    }
    if (turn.untold && turn.answer) parts.push(h("p", { class: "note" }, t("chose.untold")));
    if (turn.answer && turn.state === "done") parts.push(...passages(turn, this.#number));
    const actions = [
      ...(turn.answer ? [button("copy", t("copy"), t("copy.answer"))] : []),
      ...(turn.state === "failed" ? [] : [button("retry", t("retry"), t("retry.name"))]),
      ...(turn.answer && turn.chances?.length ? [{ ...button("chose", t("chose")), attrs: { type: "button", "data-action": "chose", "aria-expanded": "false" } }] : []),
      ...(turn.receipt && turn.state === "done" && server.ratings !== false ? thumbs(turn) : []),
      ...(turn.receipt && turn.state === "done" && turn.answer && server.sharing && !turn.sent ? [button("send", t("send"), t("send.name"))] : []),
    ];
    parts.push(h("div", { class: "actions" }, actions, h("p", { class: "figures" }, this.#figures())));
    return parts;
  }

  #figures() {
    const { model, firstToken, usage } = this.turn;
    if (!figures) return "";
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
      if (left <= 0) clearInterval(this.#countdown);
    };
    this.#countdown = setInterval(tick, 500);
    tick();
  }

  /** Opens the passage that a mark in the text names; `back` leads from it to that mark. */
  openSource(mark) {
    const passage = document.getElementById(mark.getAttribute("href").slice(1));
    passage.open = true;
    passage.firstChild.focus();
    passage.scrollIntoView({ block: "nearest" });
  }

  /** Opens the view of how it was chosen, or closes it. */
  async showChoice(button) {
    const { view } = await import("./chose.js");
    const outcome = this.#part(".outcome");
    if (!outcome.contains(button)) return;
    const open = outcome.querySelector(".chose");
    if (open) open.remove();
    else outcome.append(view(this.turn.chances, document.documentElement.lang, { t, h, create }));
    button.setAttribute("aria-expanded", String(!open));
    this.drawn();
  }

  leaveSource(number) {
    const mark = this.#part(`.cite[href="#source-${this.#number}-${number}"]`);
    mark?.focus();
    mark?.scrollIntoView({ block: "nearest" });
  }

  remove() {
    this.#thinking?.end();
    clearInterval(this.#countdown);
    this.element.remove();
  }
}
