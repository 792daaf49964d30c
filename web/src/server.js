// What the server says of itself: its limits, its model, whether it can answer.
import { health } from "./api.js";

const paused = document.querySelector("#paused");
const unready = document.querySelector("#unready");
const model = document.querySelector("#model");
const builtIn = document.querySelector("#built-in");

export const server = { limits: { questionChars: 4000, historyTurns: 20, historyChars: 80_000 } };

/** Asks the server anew and shows what it says. */
export async function look() {
  const state = await health();
  if (state) Object.assign(server, state, { limits: { ...server.limits, ...state.limits } });
  show();
  dispatchEvent(new Event("server"));
}

// While it cannot answer, each return to the page asks again.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !(paused.hidden && unready.hidden)) look();
});

/** The model that answered is the model that there is. */
export function answered(name) {
  if (name) server.model = name;
  server.ready = true;
  show();
}

function show() {
  const { status, ready, provider, model: name } = server;
  paused.hidden = status !== "paused";
  unready.hidden = ready !== false || !paused.hidden;
  builtIn.hidden = provider !== "built-in";
  model.textContent = provider === "built-in" || !name ? "" : name;
  model.hidden = !model.textContent;
}
