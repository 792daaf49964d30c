// A line above the box for ten seconds, with a button where there is something to do. It stays as long as the pointer or the focus is on it.
import { t } from "./words.js";

const TIME = 10_000;
const line = document.querySelector("#note");
const [words, button] = line.children;
let timer;
let action;

/** Says it. `undo` is what the button takes back. */
export function tell(text, undo) {
  words.textContent = text;
  button.textContent = t("undo");
  button.hidden = !undo;
  action = undo;
  line.hidden = false;
  later();
}

export function untell() {
  clearTimeout(timer);
  line.hidden = true;
  action = undefined;
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => (line.matches(":hover, :focus-within") ? later() : untell()), TIME);
}

button.addEventListener("click", () => {
  const undo = action;
  untell();
  undo?.();
});
