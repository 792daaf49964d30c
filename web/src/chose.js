// How an answer's tokens were chosen, as a table: what was taken, how likely it was, and what else might have come. All of it is plain text.

/** Below this share it wavered. */
const SURE = 0.9;

const LEAST = 0.0001;

/** So many rows at first; the rest on a press. */
const ROWS = 200;
const END = /^<\|?\/?(?:s|eos|end|im_end|eot_id|eom_id|end_of_turn|end_of_text|endoftext|return|turn\|)\|?>$/;

/** Of what the server sent, what is a chance: `{text, chance, others}`. */
export const chancesOf = (list) => (Array.isArray(list) ? list : []).filter(isChance).map(({ text, chance, others }) => ({ text, chance, others: (Array.isArray(others) ? others : []).filter(isChance).slice(0, 5) }));
const isChance = (one) => typeof one?.text === "string" && one.chance >= 0 && one.chance <= 1;

/** The view, as an element; `t`, `h` and `create` are the page's. */
export function view(list, language, { t, h, create }) {
  const chances = chancesOf(list);
  const percent = (chance) => chance.toLocaleString(language, { style: "percent", maximumFractionDigits: chance > 0.01 && chance < 0.99 ? 0 : 2 });
  // What is nearly none or nearly all is neither.
  const share = (chance) => (chance < LEAST ? `<${percent(LEAST)}` : chance > 1 - LEAST && chance < 1 ? `>${percent(1 - LEAST)}` : percent(chance));
  const token = (text) => {
    const said = END.test(text) ? t("chose.end") : /\S/.test(text) ? "" : t(/\n/.test(text) ? "chose.break" : "chose.space");
    return said ? h("i", {}, said) : h("bdi", {}, text.replace(/\n/g, "⏎"));
  };
  const row = ({ text, chance, others }) => {
    const made = create(h("tr", chance < SURE ? {} : { class: "sure" },
      h("th", { scope: "row" }, token(text)),
      h("td", {}, h("bdi", {}, share(chance)), h("span", { class: "bar", "aria-hidden": "true" }, h("span"))),
      h("td", {}, h("ul", {}, others.map((other) => h("li", {}, token(other.text), " ", h("bdi", { class: "share" }, share(other.chance))))))));
    made.querySelector(".bar > *").style.inlineSize = `${chance * 100}%`;
    return made;
  };
  const wavered = chances.some(({ chance }) => chance < SURE);
  const more = chances.length > ROWS;
  const element = create(h("section", { class: "chose", "aria-label": t("chose") },
    h("p", {}, t("chose.about")),
    wavered ? h("p", {}, h("label", {}, h("input", { type: "checkbox" }), " ", t("chose.wavered", { share: share(SURE) }))) : h("p", {}, t("chose.sure")),
    h("table", {}, h("thead", {}, h("tr", {}, ...["chose.token", "chose.chance", "chose.others"].map((key) => h("th", { scope: "col" }, t(key))))), h("tbody")),
    ...(more ? [h("button", { type: "button" }, t("chose.all", { n: chances.length }))] : [])));
  const body = element.querySelector("tbody");
  body.append(...chances.slice(0, ROWS).map(row));
  const all = () => {
    const button = element.querySelector("button");
    if (!button) return;
    const focused = document.activeElement === button;
    button.remove();
    body.append(...chances.slice(ROWS).map(row));
    if (focused) {
      const next = body.rows[ROWS].cells[0];
      next.tabIndex = -1;
      next.focus();
    }
  };
  element.querySelector("button")?.addEventListener("click", all);
  element.querySelector("input")?.addEventListener("change", ({ target }) => {
    all(); // The places where it wavered are looked for among all.
    element.classList.toggle("wavering", target.checked);
  });
  return element;
}
