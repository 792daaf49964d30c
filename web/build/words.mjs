// The languages that the page is shipped in: one file of words each, and the owner's own texts over them.
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../src/words/", import.meta.url);

/** `{en: {…}, de: {…}, …}`, as they lie in src/words. */
export const shipped = () =>
  Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => [name.slice(0, -5), JSON.parse(readFileSync(new URL(name, folder), "utf8"))]));

/** The words that the page says in a language: the owner's title, line, examples and notice over its own. */
export function wordsOf(site, language, shippedWords, ownModel) {
  const owners = Object.entries({ title: site.title, line: site.line, examples: site.examples, caution: site.notice })
    .map(([key, text]) => [key, inLanguage(text, language, site.languages[0])])
    .filter(([, text]) => text !== null && text !== undefined);
  return { ...shippedWords[language], ownModel, ...Object.fromEntries(owners) };
}

const inLanguage = (text, language, first) => (text && typeof text === "object" && !Array.isArray(text) ? (text[language] ?? text[first]) : text);

/** Without what stands only in pages that no script reads. */
export const spoken = (words) => Object.fromEntries(Object.entries(words).filter(([key]) => !/^(models\.|noScript$|direction$)/.test(key)));
