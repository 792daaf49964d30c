// The page in the visitor's language: what first.js has chosen and begun to fetch; if that did not come, the page's own.
import { englishExamples, languages, own } from "site:site";
import ownWords from "site:words";
import { create, h } from "./markdown/tree.js";
import { speak, t, translate } from "./words.js";

const page = document.documentElement;
const list = document.querySelector("#examples");

const chosen = await globalThis.words;
if (chosen) {
  speak({ ...ownWords, ...chosen }, page.lang);
  translate(document);
  show(t("examples"));
} else {
  speak(ownWords, own);
  page.lang = own;
  page.dir = languages[own].direction;
}
page.classList.remove("translating");

function show(questions) {
  list.replaceChildren(...questions.map((question) => create(h("li", {}, h("button", { type: "button" }, question)))));
}

/** The built-in model reads English only. The owner's own examples are the owner's choice. */
export function builtInExamples() {
  if (!englishExamples || page.lang === "en" || list.lang) return;
  show(englishExamples);
  Object.assign(list, { lang: "en", dir: "ltr" });
  list.before(create(h("p", { class: "note" }, t("builtIn.english"))));
}
