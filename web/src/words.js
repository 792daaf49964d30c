// The page's words in the chosen language, and numbers and times as that language writes them.

let words = {};
let language = "en";
let plurals;
let numbers;

/** Says everything from now on in these words; until then there are none, so no module may ask while it loads. */
export function speak(chosen, tag) {
  words = chosen;
  language = tag;
  plurals = new Intl.PluralRules(tag);
  numbers = new Intl.NumberFormat(tag);
}

/** The word, its `{names}` filled in; a number `n` chooses the plural. A list comes out as it is. */
export function t(key, values = {}) {
  const word = words[key];
  if (word === undefined) return key;
  if (Array.isArray(word)) return word;
  const text = typeof word === "string" ? word : (word[plurals.select(values.n)] ?? word.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? numbers.format(values[name]) : values[name]));
}

/** Whether there is such a word. */
export const has = (key) => Object.hasOwn(words, key);

/** Seconds with so many digits after the point. */
export const decimal = (number, digits) => number.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The time of day, with the day of the week where that is another. */
export function time(date, now) {
  const day = date.toDateString() === now.toDateString() ? {} : { weekday: "long" };
  return date.toLocaleString(language, { ...day, hour: "2-digit", minute: "2-digit" });
}

/** Puts the words into the elements that name them: `data-t` for the text, `data-t-title` and the like for attributes. */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const name of ["title", "aria-label", "href"]) {
    for (const element of root.querySelectorAll(`[data-t-${name}]`)) element.setAttribute(name, t(element.getAttribute(`data-t-${name}`)));
  }
}
