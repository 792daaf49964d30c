import { ask } from "./api.js";

const form = document.querySelector("#composer");
const box = document.querySelector("#question");
const button = document.querySelector("#ask");
const log = document.querySelector("#log");
const status = document.querySelector("#status");
const turns = [];
let current;

const refresh = () => {
  button.textContent = current ? "Stop" : "Ask";
  button.disabled = !current && !box.value.trim();
};

const paragraph = (className, text) => {
  const p = document.createElement("p");
  p.className = className;
  p.dir = "auto";
  p.textContent = text;
  return log.appendChild(p);
};

async function send(question) {
  paragraph("question", question);
  const answer = paragraph("answer", "");
  status.textContent = "Thinking…";
  const history = turns.flatMap((turn) => [
    { role: "user", content: turn.question },
    { role: "assistant", content: turn.answer },
  ]);
  current = ask(question, history, {
    token(text) {
      status.textContent = "";
      answer.append(text);
    },
  });
  refresh();
  const outcome = await current.finished;
  current = undefined;
  status.textContent = outcome.kind === "stopped" ? "Stopped." : "";
  if (answer.textContent) turns.push({ question, answer: answer.textContent });
  if (outcome.kind === "failed") {
    const { title, detail, status: code } = outcome.problem;
    paragraph("error", detail ?? title ?? `The answer could not be had (${code ?? outcome.problem.code}). Try again.`).role = "alert";
  }
  refresh();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (current) return current.stop();
  const question = box.value.trim();
  if (!question) return;
  box.value = "";
  send(question);
});
box.addEventListener("input", refresh);
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  if (!current) form.requestSubmit();
});
