// The page's words: every language has all of them, and none stands in the code.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { speak, t, time } from "../../src/words.js";
import { words } from "./speak.js";

const src = new URL("../../src/", import.meta.url);
const LANGUAGES = readdirSync(new URL("words/", src)).map((name) => name.replace(".json", ""));
const english = words("en");
const names = (text) => [...String(text).matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort();

test("the nine languages are there", () => {
  for (const language of ["en", "de", "es", "fr", "pt", "ja", "zh-Hans", "ar", "he"]) assert.ok(LANGUAGES.includes(language), language);
});

for (const language of LANGUAGES) {
  test(`${language} has every word, its plurals and its placeholders`, () => {
    const own = words(language);
    assert.deepEqual(Object.keys(own).sort(), Object.keys(english).sort());
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [key, word] of Object.entries(own)) {
      const model = english[key];
      if (Array.isArray(model)) {
        assert.equal(word.length, model.length, key);
        assert.ok(word.every((part) => part.trim()), key);
      } else if (typeof model === "object") {
        assert.deepEqual(Object.keys(word).sort(), categories, key);
        assert.deepEqual(names(word.other), names(model.other), key);
      } else {
        assert.ok(word.trim(), key);
        assert.deepEqual(names(word), names(model), key);
        assert.equal(/^\s|\s$/.test(word), false, key);
      }
    }
    const { language: code, script } = new Intl.Locale(language).maximize();
    assert.equal(own.direction, ["Arab", "Hebr"].includes(script) ? "rtl" : "ltr", code);
  });
}

test("the name of each button holds what stands on it, so that who speaks to the page can say what they see", () => {
  const NAMES_OF = { edit: ["edit.name"], copy: ["copy.answer", "code.copy", "table.copy", "formula.copy"], retry: ["retry.name"], continue: ["continue.name"], newChat: ["newChat.keys"], send: ["send.name"] };
  for (const language of LANGUAGES) {
    const own = words(language);
    for (const [label, keys] of Object.entries(NAMES_OF)) for (const key of keys) assert.ok(own[key].toLowerCase().includes(own[label].toLowerCase()), `${language}: ${key} lacks “${own[label]}”`);
  }
});

test("no language is a copy of another", () => {
  for (const language of LANGUAGES.filter((one) => one !== "en")) {
    const own = words(language);
    const same = Object.keys(own).filter((key) => /[a-z]{3}/i.test(own[key]) && JSON.stringify(own[key]) === JSON.stringify(english[key]));
    assert.ok(same.length < 12, `${language}: ${same}`);
  }
});

test("numbers, plurals and times are written as the language does", (t2) => {
  t2.after(() => speak(english, "en"));
  const cases = { en: [1, "1 token", 1200, "1,200 tokens"], de: [1, "1 Token", 1200, "1.200 Tokens"], he: [2, "שני טוקנים", 3, "3 טוקנים"], ja: [1, "1 トークン", 1200, "1,200 トークン"] };
  for (const [language, pairs] of Object.entries(cases)) {
    speak(words(language), language);
    for (let index = 0; index < pairs.length; index += 2) assert.equal(t("figures.tokens", { n: pairs[index] }), pairs[index + 1]);
  }
  speak(words("ar"), "ar");
  assert.match(t("figures.tokens", { n: 5 }), /رموز$/);
  const now = new Date(2026, 10, 23, 9, 5);
  speak(words("de"), "de");
  assert.match(time(now, new Date(2026, 10, 22)), /^Montag.*09:05$/);
});

/** String literals of a source without its comments, as `[text, line]`. */
function literals(source) {
  const found = [];
  let line = 1;
  // A slash behind one of these begins a pattern, which may hold quotes of every kind.
  const pattern = /(?<=[=(,:[!&|?{};\n>]\s*|\breturn )\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/|\/\/[^\n]*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\n/g;
  for (const [match] of source.matchAll(pattern)) {
    if (match === "\n") line++;
    else if (!match.startsWith("/")) found.push([match.slice(1, -1), line]);
    line += match === "\n" ? 0 : match.split("\n").length - 1;
  }
  return found;
}

/** Two words in a row, or one that begins like a sentence, would be read by somebody; names of keys and of the web's interfaces would not. */
const NAMES = /^(?:Escape|Enter|Arrow(?:Up|Down)|Error|Range|POST|DELETE|Bearer|X-[\w-]+|Ctrl|Control|Meta|Shift|Esc|noopener noreferrer nofollow)$/;
const readable = (text) => {
  const plain = text.replace(/\$\{[^}]*\}/g, "");
  return (/\p{L}{2,} \p{Ll}{2,}[ .,!?…]|^\p{Lu}\p{Ll}+[\p{Ll} ]*[.…!?:]?$/u.test(plain) && !NAMES.test(plain.trim())) || /\p{L}…|\p{Script=Han}|\p{Script=Arabic}/u.test(plain);
};

test("no word stands in the code", () => {
  const found = readdirSync(src, { recursive: true }).filter((name) => name.endsWith(".js") && !/(?:highlight|mathml)\.js$/.test(name)).flatMap((name) =>
    literals(readFileSync(new URL(name, src), "utf8")).filter(([text]) => readable(text)).map(([text, line]) => `${name}:${line} ${text}`));
  assert.deepEqual(found, []);
  assert.deepEqual(["Copy", "Not copied", "Retry in ${n} s", "Jump to latest", "Thinking…"].filter(readable).length, 5, "what it looks for is found");
});

test("no word stands in the templates, and each that they name is there", () => {
  for (const name of ["index.html", "own-model.html"]) {
    const template = readFileSync(new URL(name, src), "utf8");
    const text = template.replace(/<!doctype html>|<(code|kbd)\b[^]*?<\/\1>|<[^>]*>|\{\{\w+\}\}/g, "");
    assert.doesNotMatch(text, /\p{L}/u, name);
    assert.doesNotMatch(template, /\s(?:title|aria-label|alt|placeholder)="[^"{]*\p{L}/u, name);
    for (const [, key] of template.matchAll(/data-t(?:-[\w-]+)?="([\w.]+)"/g)) assert.ok(key in english || ["title", "ownModel"].includes(key), key);
  }
});

test("no word is left that nobody says", () => {
  const code = ["", "markdown/"].flatMap((folder) => readdirSync(new URL(folder, src)).filter((name) => /\.(js|html)$/.test(name)).map((name) => readFileSync(new URL(folder + name, src), "utf8"))).join("\n");
  const unused = Object.keys(english).filter((key) => !/^(problem|reason|end|link|direction|formula|table)\b/.test(key) && !code.includes(`"${key}"`));
  assert.deepEqual(unused, []);
});

test("every code that the API names has words; docs/api.md is held against the function's codes", () => {
  const api = readFileSync(new URL("../../docs/api.md", src), "utf8");
  const table = api.slice(api.indexOf("| status | code |")).split("\n\n")[0];
  const codes = [...table.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code);
  assert.ok(codes.length > 15, codes.join());
  for (const code of codes) assert.ok(`problem.${code}` in english, code);
});
