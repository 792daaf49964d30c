// "Send to the owner" below an answer: the only way in which a question and its answer leave this browser to be kept, so it is told
// what that means, and asked twice.
import { send } from "./api.js";
import { say } from "./announce.js";
import { create, h } from "./markdown/tree.js";
import { t } from "./words.js";

/** A press of the button, or of those below it. */
export async function sending(turn, { dataset }, outcome) {
  outcome.querySelector(".sending")?.remove();
  if (dataset.step === "cancel") return outcome.querySelector("[data-action=send]")?.focus();
  if (dataset.step !== "yes") {
    const ask = create(h("div", { class: "sending" }, h("p", { class: "note" }, t("send.ask")), step("yes", t("send.yes")), step("cancel", t("cancel"))));
    outcome.append(ask);
    say(t("send.ask"));
    return ask.querySelector("button").focus();
  }
  const { receipt, question, answer } = turn;
  turn.sent = await send({ receipt, question, answer });
  const words = t(turn.sent ? "send.done" : "send.not");
  if (turn.sent) outcome.querySelector("[data-action=send]")?.remove();
  outcome.append(create(h("p", { class: "note sending" }, words)));
  say(words);
}

const step = (name, words) => h("button", { type: "button", "data-action": "send", "data-step": name }, words);
