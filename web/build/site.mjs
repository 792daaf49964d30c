// Checks site.config.mjs: each mistake becomes one line that names the field and says what to do.
import { existsSync, readFileSync } from "node:fs";
import { contrast, isColour, PAGE } from "./colours.mjs";
import { pngSize } from "./icons.mjs";

const FIELDS = ["language", "direction", "title", "line", "examples", "notice", "links", "accent", "logo", "icon", "touchIcon", "figures", "explain", "ownModel", "url", "indexed"];
const LINKS = ["imprint", "privacy", "source"];
const ACCENT = { light: "#0d6553", dark: "#7fd0ba" };

/** `{site, mistakes}`: the site with everything that it leaves open filled in, and the mistakes as lines. `folder` is where its files are, web/public. */
export function check(site, { known, folder }) {
  const mistakes = [];
  const wrong = (field, words) => mistakes.push(`web/site.config.mjs: ${field} ${words}`);
  if (!site || typeof site !== "object" || Array.isArray(site)) return { mistakes: ["web/site.config.mjs: it must export an object: export default { title: \"…\", … };"] };
  for (const field of Object.keys(site)) if (!FIELDS.includes(field)) wrong(field, `is no field; there are ${FIELDS.join(", ")}.`);
  for (const field of ["language", "title", "line", "examples", "ownModel"]) {
    if (site[field] === undefined) wrong(field, `is missing.${{ line: " Write your own, or null for the page's own words.", examples: " Write your own, or null for the page's own words." }[field] ?? ""}`);
  }

  const languages = languagesOf(site.language, known);
  if (site.language !== undefined && !languages) wrong("language", `must be "auto", a language, or a list of them; there are ${known.join(", ")}.`);
  const all = languages ?? known;

  const text = (field, { nullable = true, longest = 300, isText = isLine } = {}) => {
    const value = site[field];
    if (value === undefined || (value === null && nullable)) return;
    const says = (one) => isText(one, longest);
    if (value && typeof value === "object" && !Array.isArray(value)) {
      const unknown = Object.keys(value).filter((code) => !all.includes(code));
      if (unknown.length) wrong(field, `speaks ${unknown.join(", ")}, which the page does not; its languages are ${all.join(", ")}.`);
      if (value[all[0]] === undefined) wrong(field, `has no text in ${all[0]}, the page's first language.`);
      for (const [code, one] of Object.entries(value)) if (!says(one)) wrong(`${field}.${code}`, `must be ${isText.words(longest)}.`);
    } else if (!says(value)) wrong(field, `must be ${isText.words(longest)}${nullable ? ", one for each language, or null" : ""}.`);
  };
  text("title", { nullable: false, longest: 60 });
  text("line");
  text("notice", { longest: 600 });
  text("examples", { isText: isList, longest: 6 });

  if (site.direction !== undefined && site.direction !== null && !["ltr", "rtl"].includes(site.direction)) wrong("direction", 'must be "ltr", "rtl", or null for the language\'s own.');
  for (const field of ["figures", "explain", "indexed"]) if (site[field] !== undefined && typeof site[field] !== "boolean") wrong(field, "must be true or false.");

  const address = (field, value) => {
    if (typeof value !== "string" || !/^(https?:\/\/|mailto:|\/)\S+$/.test(value)) wrong(field, 'must be an address: "https://…", "mailto:…", or "/page.html" for a page in web/public.');
    else if (value.startsWith("/") && value !== "/own-model.html" && !existsSync(new URL(`.${value.replace(/[?#].*/, "")}`, folder))) wrong(field, `leads to ${value}, which is not in web/public.`);
  };
  if (site.ownModel !== undefined) address("ownModel", site.ownModel);
  if (site.links !== undefined && site.links !== null) {
    if (typeof site.links !== "object" || Array.isArray(site.links)) wrong("links", `must be an object with any of ${LINKS.join(", ")}.`);
    else {
      for (const [name, value] of Object.entries(site.links)) {
        if (!LINKS.includes(name)) wrong(`links.${name}`, `is no link; there are ${LINKS.join(", ")}.`);
        else if (value !== null) address(`links.${name}`, value);
      }
    }
  }
  if (site.url !== undefined && site.url !== null && !/^https:\/\/[^\s/]+\/?$/.test(site.url)) wrong("url", 'must be the page\'s own address, such as "https://ask.example.com", or null.');

  const accent = { ...ACCENT, ...site.accent };
  if (site.accent !== undefined && site.accent !== null && (typeof site.accent !== "object" || Array.isArray(site.accent))) wrong("accent", 'must be { light: "#…", dark: "#…" }, or null.');
  else {
    for (const [scheme, colour] of Object.entries(accent)) {
      if (!(scheme in ACCENT)) wrong(`accent.${scheme}`, "is no scheme; there are light and dark.");
      else if (!isColour(colour)) wrong(`accent.${scheme}`, `must be a colour such as "${ACCENT[scheme]}".`);
      else {
        const worst = Math.min(...PAGE[scheme].map((background) => contrast(colour, background)));
        if (worst < 4.5) wrong(`accent.${scheme}`, `${colour} cannot be read on the page: its contrast is ${worst.toFixed(1)}, and 4.5 is needed. Take a ${scheme === "light" ? "darker" : "lighter"} one.`);
      }
    }
  }

  const file = (field, endings) => {
    const value = site[field];
    if (value === undefined || value === null) return;
    if (typeof value !== "string" || !endings.some((ending) => value.toLowerCase().endsWith(ending))) wrong(field, `must be a file in web/public whose name ends in ${endings.join(" or ")}.`);
    else if (!existsSync(new URL(value, folder))) wrong(field, `names ${value}, which is not in web/public.`);
    else if (value.toLowerCase().endsWith(".png") && field !== "logo") {
      const size = pngSize(readFileSync(new URL(value, folder)));
      if (!size || size.width !== size.height || size.width < 180) wrong(field, "must be a square PNG of at least 180 by 180 pixels.");
    }
  };
  file("logo", [".svg", ".png"]);
  file("icon", [".svg", ".png"]);
  file("touchIcon", [".png"]);
  if (typeof site.icon === "string" && site.icon.toLowerCase().endsWith(".svg") && !site.touchIcon) wrong("touchIcon", "is missing. Beside an SVG icon, phones and /favicon.ico need a square PNG of at least 180 by 180 pixels.");

  return {
    mistakes,
    site: { ...Object.fromEntries(FIELDS.map((field) => [field, null])), figures: true, explain: true, indexed: true, ...site, links: site.links ?? {}, accent, languages: all },
  };
}

function languagesOf(language, known) {
  if (language === "auto") return ["en", ...known.filter((code) => code !== "en")];
  const list = [language].flat();
  return list.length && list.every((code) => known.includes(code)) && new Set(list).size === list.length ? list : undefined;
}

const isLine = (value, longest) => typeof value === "string" && value.trim() !== "" && value.length <= longest && !/[\n\r]/.test(value);
isLine.words = (longest) => `a line of text, at most ${longest} characters`;
const isList = (value, most) => Array.isArray(value) && value.length > 0 && value.length <= most && value.every((one) => isLine(one, 200));
isList.words = (most) => `a list of one to ${most} questions`;
