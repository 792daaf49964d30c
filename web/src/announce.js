// Says things to those who hear the page. Polite: a screen reader finishes its sentence first.

const region = document.querySelector("#announcer");
let clearing;

/** Each call replaces what the last one said; after a while nothing is left there to be come across when browsing. */
export function say(text) {
  region.textContent = text;
  clearTimeout(clearing);
  clearing = setTimeout(() => (region.textContent = ""), 10_000);
}
