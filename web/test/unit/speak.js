// English for the unit tests of modules that say something.
import { readFileSync } from "node:fs";
import { speak } from "../../src/words.js";

export const words = (language) => JSON.parse(readFileSync(new URL(`../../src/words/${language}.json`, import.meta.url), "utf8"));
speak(words("en"), "en");
