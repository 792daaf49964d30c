// Thumbs below an answer, and why one went down: from a short list, for free text would become somebody's personal data.
import { rate } from "./api.js";
import { say } from "./announce.js";
import { create, h } from "./markdown/tree.js";
import { t } from "./words.js";

export const REASONS = ["wrong", "not_what_i_asked", "incomplete", "too_long", "slow_or_broken", "other"];

const thumb = (rating, sign, words, turn) =>
  h("button", { type: "button", class: "thumb", "data-action": "rate", "data-rating": rating, "aria-pressed": String(turn.rating === rating), "aria-label": words, title: words }, sign);

/** The two buttons, where the answer came with a receipt to rate it by. */
export const thumbs = (turn) => [thumb("up", "👍", t("good"), turn), thumb("down", "👎", t("bad"), turn)];

const reasons = (turn) => h("div", { class: "reasons", role: "group", "aria-label": t("reason") }, h("span", { class: "note" }, t("reason")),
  REASONS.map((reason) => h("button", { type: "button", "data-action": "rate", "data-rating": "down", "data-reason": reason, "aria-pressed": String(turn.reason === reason) }, t(`reason.${reason}`))));

/** A press of one of them. What the server did not take is taken back here, too. */
export async function vote(turn, button, outcome) {
  const { rating, reason } = button.dataset;
  const before = { rating: turn.rating, reason: turn.reason };
  Object.assign(turn, { rating, reason });
  show(turn, outcome);
  const taken = await rate({ receipt: turn.receipt, rating, ...(reason && { reason }) });
  if (!taken) Object.assign(turn, before);
  show(turn, outcome);
  say(t(taken ? "rated" : "rated.not"));
  outcome.querySelector(".rated")?.remove();
  if (!taken || reason || rating === "up") outcome.append(create(h("p", { class: "note rated" }, t(taken ? "rated" : "rated.not"))));
}

function show(turn, outcome) {
  for (const button of outcome.querySelectorAll(".thumb")) button.setAttribute("aria-pressed", String(button.dataset.rating === turn.rating));
  const open = outcome.querySelector(".reasons");
  if (turn.rating !== "down" || turn.reason) open?.remove();
  else if (!open) outcome.append(create(reasons(turn)));
}
