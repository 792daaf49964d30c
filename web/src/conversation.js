// The conversation: its turns, what of them the model gets to see, and how it outlives a reload, but not this tab.
import { characters } from "./characters.js";
import { footnotes } from "./sources.js";
import { t } from "./words.js";

const KEY = "conversation";

/**
 * A turn is `{question, answer, state, …}`; `state` is `asked` until it ends as `done` (with `model`, `finishReason`,
 * `usage`), `stopped` or `failed` (with `problem`). `firstToken` is in milliseconds; `dropped` counts the earlier turns
 * that the model did not see; `sources`, `cited`, `thoughts`, `chances`, `receipt` and `rating` are there where the server's answer has them,
 * and `untold` where chances were asked for and did not come.
 */
export class Conversation {
  turns = [];
  #storage;

  constructor(storage) {
    this.#storage = storage;
    try {
      const kept = JSON.parse(storage.getItem(KEY));
      if (Array.isArray(kept)) this.turns = kept;
    } catch {
      storage.removeItem(KEY);
    }
    for (const turn of this.turns) if (turn.state === "asked") turn.state = "stopped";
  }

  /** Adds a turn in place of the one at `index` and all that follow it. */
  ask(question, index = this.turns.length) {
    const turn = { question, answer: "", state: "asked" };
    this.turns.splice(index, Infinity, turn);
    this.save();
    return turn;
  }

  clear() {
    this.turns = [];
    this.#storage.removeItem(KEY);
  }

  /** Puts other turns in place of all. */
  replace(turns) {
    this.turns = turns;
    this.save();
  }

  save() {
    try {
      this.#keep();
    } catch {
      try {
        this.#keep((key, value) => (key === "chances" ? undefined : value)); // They take the most, and are the least.
      } catch {
        this.#storage.removeItem(KEY); // Too large to keep: better nothing after a reload than an older state.
      }
    }
  }

  #keep(replacer) {
    this.#storage.setItem(KEY, JSON.stringify(this.turns, replacer));
  }

  /** What the model sees of the turns before `turn`: the newest that fit. `dropped` tells how many older ones do not. */
  history(turn, { historyTurns, historyChars }) {
    const before = this.turns.slice(0, this.turns.indexOf(turn)).filter(({ answer }) => answer.trim());
    const messages = [];
    let chars = 0;
    for (const { question, answer } of before.toReversed()) {
      chars += characters(question) + characters(answer);
      if (chars > historyChars || messages.length + 2 > historyTurns) break;
      messages.unshift({ role: "user", content: question }, { role: "assistant", content: answer });
    }
    return { messages, dropped: before.length - messages.length / 2 };
  }

  /** The whole as a Markdown file. */
  toMarkdown(title) {
    const answer = (turn, index) => {
      const { answer: text, state, model } = turn;
      return [`**${model ? t("file.by", { model }) : t("answer")}**`, text ? footnotes(turn, index + 1) : t("file.none"), ...(state === "done" ? [] : [`*${t("file.incomplete")}*`])].join("\n\n");
    };
    return [`# ${title}`, ...this.turns.map((turn, index) => `## ${turn.question.replace(/\n/g, "\n\n")}\n\n${answer(turn, index)}`)].join("\n\n") + "\n";
  }
}
