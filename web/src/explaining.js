// Whether answers are asked to be explained: off until the visitor turns it on, and kept in this browser.
import { explain } from "site:site";
import { tell } from "./notice.js";
import { t } from "./words.js";

const KEPT = "explain";
const button = document.querySelector("#explain");
let on = false;
try {
  on = localStorage.getItem(KEPT) === "true";
} catch {
  // Where nothing may be kept, it holds for this visit.
}

/** Whether the next answer is to come with its chances. */
export const explaining = () => explain && on;

button.hidden = !explain;
button.setAttribute("aria-pressed", String(on));
button.addEventListener("click", () => {
  on = !on;
  button.setAttribute("aria-pressed", String(on));
  tell(t(on ? "chose.on" : "chose.off"));
  try {
    if (on) localStorage.setItem(KEPT, "true");
    else localStorage.removeItem(KEPT);
  } catch {
    // As above.
  }
});
