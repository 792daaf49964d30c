// What the server says of itself: its limits, its model, whether it can answer, and whom.
import { accessKey, forgetKey, keepKey } from "./access.js";
import { say } from "./announce.js";
import { health } from "./api.js";
import { t } from "./words.js";

const $ = (selector) => document.querySelector(selector);
const paused = $("#paused");
const unready = $("#unready");
const model = $("#model");
const builtIn = $("#built-in");
const form = $("#access");
const guest = $("#guest");
const forgetRefused = $("#forget-refused");

export const server = { limits: { questionChars: 4000, historyTurns: 20, historyChars: 80_000 } };

/** Asks the server anew and shows what it says. */
export async function look() {
  const key = accessKey();
  const state = await health();
  if (state) Object.assign(server, state, { limits: { ...server.limits, ...state.limits }, guest: state.guest, refused: Boolean(key && ["optional", "required"].includes(state.access) && !state.guest) });
  show();
  dispatchEvent(new Event("server"));
}

/** The server has refused an asker without a valid key. */
export function keyNeeded() {
  server.guest = undefined;
  server.refused = Boolean(accessKey());
  if (!server.refused) server.access = "required";
  show();
  dispatchEvent(new Event("server"));
}

// While it cannot answer, each return to the page asks again.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !(paused.hidden && unready.hidden)) look();
});

/** The model that answered is the model that there is; what a guest has left is told anew. */
export function answered(name) {
  if (name) server.model = name;
  server.ready = true;
  show();
  if (server.guest) look();
}

function show() {
  const { status, ready, provider, model: name, access, guest: person, refused } = server;
  paused.hidden = status !== "paused";
  unready.hidden = ready !== false || !paused.hidden;
  builtIn.hidden = provider !== "built-in";
  model.textContent = provider === "built-in" || !name ? "" : name;
  model.hidden = !model.textContent;
  form.hidden = !(refused || (access === "required" && !accessKey()));
  form.firstElementChild.textContent = t(refused ? "key.refused" : "key.needed");
  forgetRefused.hidden = !refused;
  guest.hidden = !accessKey() || !form.hidden || access === "open";
  guest.firstElementChild.textContent = [
    person?.name ? t("key.as", { name: person.name }) : t("key.here"),
    ...(Number.isFinite(person?.left) && Number.isFinite(person?.tokens) ? [t("key.left", { left: person.left, all: person.tokens })] : []),
  ].join(" · ");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const box = form.querySelector("input");
  if (!box.value.trim()) return;
  keepKey(box.value.trim());
  box.value = "";
  look();
});

for (const button of [$("#forget"), forgetRefused]) {
  button.addEventListener("click", () => {
    forgetKey();
    say(t("key.forgotten"));
    look();
  });
}
