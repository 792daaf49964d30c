// Runs before everything else: takes an access key out of the address, and chooses the visitor's language among the page's.
import { languages, own } from "site:site";

const fragment = new URLSearchParams(location.hash.slice(1));
if (fragment.has("key")) {
  const key = fragment.get("key").trim();
  history.replaceState(history.state, "", location.pathname + location.search);
  globalThis.accessKey = key; // Where nothing may be kept, it holds for this visit.
  try {
    localStorage.setItem("access-key", key);
  } catch {}
}

/** How long the page waits for the visitor's language, in ms; then its own will do. */
const PATIENCE = 5000;

/** What tells languages apart: `zh-CN` and `zh-Hans` are one, `zh-TW` is another. */
const kind = (tag) => {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return "";
  }
};

// On a bad network the page's script may not come: then the page says so, in its own language, instead of standing there dead.
addEventListener("error", ({ target }) => {
  if (!(target instanceof HTMLScriptElement)) return;
  const tell = () => {
    const { documentElement: page } = document;
    page.classList.remove("translating");
    page.lang = own;
    page.dir = languages[own].direction;
    document.querySelector("#not-whole").hidden = false;
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", tell);
  else tell();
}, true);

const codes = Object.keys(languages);
const chosen = codes.length > 1 ? navigator.languages.map((tag) => codes.find((code) => kind(code) === kind(tag))).find(Boolean) : own;
if (chosen && chosen !== own) {
  const { documentElement: page } = document;
  page.lang = chosen;
  page.dir = languages[chosen].direction;
  page.classList.add("translating"); // Nothing is shown in one language to change into another.
  globalThis.words = fetch(languages[chosen].words, { signal: AbortSignal.timeout(PATIENCE) }).then((response) => (response.ok ? response.json() : undefined), () => undefined);
}
