// Brings the parts together: a question is asked, its answer shown, and the conversation kept for this tab.
import { ask } from "./api.js";
import { say } from "./announce.js";
import { answer, copy, copyFrom, copyMarked, part } from "./clipboard.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { download } from "./download.js";
import { explaining } from "./explaining.js";
import { follower } from "./follow.js";
import { builtInExamples } from "./language.js";
import { tell, untell } from "./notice.js";
import "./print.js";
import { vote } from "./rating.js";
import { sending } from "./send.js";
import { answered, keyNeeded, look, server } from "./server.js";
import { openShared } from "./shared.js";
import { sourcesOf } from "./sources.js";
import { Turn, uncolour } from "./turn.js";
import { t } from "./words.js";

const $ = (selector) => document.querySelector(selector);
const log = $("#log");
const keys = $("#key-list");
const conversation = new Conversation(sessionStorage);
const { begin, follow, jump } = follower(log, $("#jump"), $("footer"));
const composer = new Composer(sessionStorage, { ask: start, stop: () => stop(), earlier: (back) => conversation.turns.at(-back)?.question });
let views = [];
/** The answer being written: `{view, call}`. */
let current;

const shared = await openShared();
show(shared?.turns ?? conversation.turns);
jump();
const before = sessionStorage.getItem("before"); // The conversation that a shared one was carried on in place of.
if (before) {
  sessionStorage.removeItem("before");
  tell(t("undo.newChat"), () => bringBack(JSON.parse(before)));
}
const query = new URLSearchParams(location.search).get("q");
if (query) {
  history.replaceState(null, "", location.pathname + location.hash);
  composer.offer(query);
}
composer.focus();
addEventListener("server", () => {
  composer.limit = server.limits.questionChars;
  if (server.provider === "built-in") builtInExamples();
  const closed = server.status === "paused" || !$("#access").hidden;
  composer.closed = closed;
  for (const button of document.querySelectorAll("#examples button")) button.disabled = closed;
});
look();

/** Shows these turns in place of all. */
function show(turns) {
  views.forEach((view) => view.remove());
  views = [];
  uncolour();
  turns.forEach(add);
  started();
}

function add(turn) {
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
  const before = conversation.turns.slice();
  const lost = before.slice(index).filter(({ answer }) => answer.trim()).length;
  views.splice(index).forEach((view) => view.remove());
  uncolour();
  const turn = conversation.ask(question, index);
  const { messages, dropped } = conversation.history(turn, server.limits);
  Object.assign(turn, { dropped });
  const view = add(turn);
  started();
  view.wait();
  if (lost) tell(t("undo.replaced", { n: lost }), () => bringBack(before));
  else untell();
  say(t("generating"));
  begin(view.element);

  const asked = performance.now();
  const explain = explaining();
  const call = ask(question, messages, {
    begun: () => view.begun(),
    sources: (list) => (turn.sources = sourcesOf(list)),
    thinking: (text) => view.thinks(text),
    token(text) {
      turn.firstToken ??= performance.now() - asked;
      view.token(text);
    },
    chances: (list) => (turn.chances ??= []).push(...list),
  }, explain);
  current = { view, call };
  composer.answering = true;
  const outcome = await call.finished;
  end(view, outcome.kind === "done" && explain && !turn.chances ? { ...outcome, untold: true } : outcome);
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
  const code = outcome.problem?.code;
  if (code === "access_required") keyNeeded();
  else if (["not_configured", "paused", "question_too_long"].includes(code)) look();
}

/** The partial answer stays; the server is told, at whatever moment this is. */
function stop() {
  if (!current) return;
  const { view, call } = current;
  call.stop();
  end(view, { kind: "stopped" });
  say(t("stopped"));
}

function newChat() {
  if (shared?.turns) return;
  stop();
  const before = conversation.turns;
  conversation.clear();
  show([]);
  composer.cancelEdit();
  composer.focus();
  if (before.length) tell(t("undo.newChat"), () => bringBack(before));
  say(t("newChat.said"));
}

/** Undo: the turns as they were. */
function bringBack(turns) {
  stop();
  composer.cancelEdit();
  conversation.replace(turns);
  show(turns);
  jump();
  composer.focus();
  say(t("undo.done"));
}

/** Asks again. Where other turns follow, it waits in the box, beside the word that these would go. */
function retry(question, index) {
  if (index < views.length - 1) {
    stop();
    return composer.edit(question, index, "retrying");
  }
  start(question, index);
  composer.focus();
}

async function share() {
  const { link } = await import("./share.js");
  const address = await link(conversation.turns);
  const words = !(await copy({ text: address })) ? t("copy.refused") : address.length > 8000 ? t("share.long", { n: address.length }) : t("share.made");
  tell(words);
}

const ACTIONS = {
  copy: ({ turn, element }, button) => copyFrom(button, answer(turn.answer, element.querySelector(".answer")), say),
  retry: ({ turn }, _, index) => retry(turn.question, index),
  continue: () => start(t("continue.ask")),
  rate: ({ turn, element }, button) => vote(turn, button, element.querySelector(".outcome")).then(() => shared?.turns || conversation.save()),
  chose: (view, button) => view.showChoice(button),
  send: ({ turn, element }, button) => sending(turn, button, element.querySelector(".outcome")).then(() => shared?.turns || conversation.save()),
  back: (view, { dataset }) => view.leaveSource(dataset.source),
  new: newChat,
  edit({ turn }, _, index) {
    stop();
    composer.edit(turn.question, index);
  },
};

log.addEventListener("click", (event) => {
  const button = event.target.closest("button, .cite");
  if (!button) return;
  const copied = part(button);
  if (copied) return copyFrom(button, copied, say);
  const index = views.findIndex(({ element }) => element.contains(button));
  if (button.matches(".cite")) {
    event.preventDefault();
    views[index].openSource(button);
  } else ACTIONS[button.dataset.action]?.(views[index], button, index);
});

document.addEventListener("copy", copyMarked);

$("#examples").addEventListener("click", ({ target }) => {
  if (target.localName !== "button") return;
  start(target.textContent);
  composer.focus();
});
$("#new-chat").addEventListener("click", newChat);
$("#share").addEventListener("click", share);
$("#download").addEventListener("click", () => download((shared?.conversation ?? conversation).toMarkdown(document.title)));
$("#keys").addEventListener("click", () => keys.showModal());
$("#close-keys").addEventListener("click", () => keys.close());

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || keys.open) return; // The input method's, or the dialog's.
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "Escape") {
    if (current) stop();
    else composer.cancelEdit();
  } else if (command && event.shiftKey && event.key.toLowerCase() === "o") {
    event.preventDefault();
    newChat();
  } else if (command && event.key === "/") {
    event.preventDefault();
    keys.showModal();
  }
});

new ResizeObserver(follow).observe($("footer"));

// What is folded is printed, too.
for (const [event, open] of [["beforeprint", true], ["afterprint", false]]) {
  addEventListener(event, () => log.querySelectorAll(".sources details").forEach((passage) => (passage.open = open)));
}

// Leaving the page ends the answer, at the server too; what there is of it is kept.
addEventListener("pagehide", stop);
