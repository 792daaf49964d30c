// On paper, the page's head tells the day.
addEventListener("beforeprint", () => {
  document.querySelector("header").dataset.printed = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
});
