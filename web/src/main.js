// Brings the parts together: a question is asked, its answer shown, and the conversation kept for this tab.
import { ask } from "./api.js";
import { say } from "./announce.js";
import { copyFrom } from "./clipboard.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { download } from "./download.js";
import { follower } from "./follow.js";
import { builtInExamples } from "./language.js";
import { forget } from "./markdown/highlight.js";
import { answered, look, server } from "./server.js";
import { Turn } from "./turn.js";
import { t } from "./words.js";

const $ = (selector) => document.querySelector(selector);
const log = $("#log");
const conversation = new Conversation(sessionStorage);
const { follow, jump } = follower(log, $("#jump"));
const composer = new Composer(sessionStorage, { ask: start, stop: () => stop() });
let views = [];
/** The answer being written: `{view, call}`. */
let current;

for (const turn of conversation.turns) show(turn);
started();
jump();
composer.focus();
addEventListener("server", () => {
  composer.limit = server.limits.questionChars;
  if (server.provider === "built-in") builtInExamples();
  const closed = server.status === "paused";
  composer.closed = closed;
  for (const button of document.querySelectorAll("#examples button")) button.disabled = closed;
});
look();

function show(turn) {
  const view = new Turn(turn, views.length + 1, follow);
  views.push(view);
  log.append(view.element);
  return view;
}

/** The page's state between empty and in use. */
function started() {
  const empty = views.length === 0;
  $("#welcome").hidden = !empty;
  $("#chat-actions").hidden = empty;
}

/** Asks the question; with an index, in place of the turn there and of those after it. */
async function start(question, index = views.length) {
  stop();
  views.splice(index).forEach((view) => view.remove());
  forget();
  const turn = conversation.ask(question, index);
  const { messages, dropped } = conversation.history(turn, server.limits);
  Object.assign(turn, { dropped });
  const view = show(turn);
  started();
  view.wait();
  say(t("generating"));
  jump();

  const asked = performance.now();
  const call = ask(question, messages, {
    token(text) {
      turn.firstToken ??= performance.now() - asked;
      view.token(text);
    },
  });
  current = { view, call };
  composer.answering = true;
  end(view, await call.finished);
}

function end(view, { kind, ...outcome }) {
  const { turn } = view;
  if (turn.state !== "asked") return; // Stopped here already.
  Object.assign(turn, outcome, { state: kind, answer: view.text });
  view.settle();
  conversation.save();
  if (current?.view === view) {
    current = undefined;
    composer.answering = false;
  }
  if (kind === "done") {
    answered(outcome.model);
    say(view.spoken ? t("answer.said", { text: view.spoken }) : t("answer.nothing"));
  }
  if (["not_configured", "paused"].includes(outcome.problem?.code)) look();
}

/** The partial answer stays; the server is told as soon as it has said which answer this is. */
function stop() {
  if (!current) return;
  const { view, call } = current;
  call.stop();
  end(view, { kind: "stopped" });
  say(t("stopped"));
}

function newChat() {
  stop();
  views.forEach((view) => view.remove());
  views = [];
  forget();
  conversation.clear();
  composer.cancelEdit();
  started();
  composer.focus();
  say(t("newChat.said"));
}

log.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if (button.className === "copy-code") return copyFrom(button, button.closest(".code").querySelector("code").textContent, say);
  const index = views.findIndex(({ element }) => element.contains(button));
  const { turn } = views[index];
  if (button.dataset.action === "copy") copyFrom(button, turn.answer, say);
  else if (button.dataset.action === "retry") {
    start(turn.question, index);
    composer.focus();
  } else if (button.dataset.action === "edit") {
    stop();
    composer.edit(turn.question, index);
  } else newChat();
});

$("#examples").addEventListener("click", ({ target }) => {
  if (target.localName !== "button") return;
  start(target.textContent);
  composer.focus();
});
$("#new-chat").addEventListener("click", newChat);
$("#download").addEventListener("click", () => download(conversation.toMarkdown(document.title)));

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Escape") {
    if (current) stop();
    else composer.cancelEdit();
  } else if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "o") {
    event.preventDefault();
    newChat();
  }
});

new ResizeObserver(follow).observe($("footer"));

// Leaving the page ends the answer, at the server too; what there is of it is kept.
addEventListener("pagehide", stop);
