// Templates into pages: `{{name}}` becomes a value, and an element that names a word gets it.

import { Mistake } from "./mistake.mjs";

export const escape = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** `values` hold markup; `words` are text. A name that nothing fills is a mistake in the template. */
export function fill(template, { values, words, file }) {
  const word = (key) => {
    if (typeof words[key] !== "string") throw new Mistake(`${file} asks for the word ${key}, which is not there.`);
    return escape(words[key]);
  };
  return template
    .replace(/\{\{([\w-]+)\}\}/g, (_, name) => {
      if (!Object.hasOwn(values, name)) throw new Mistake(`${file} asks for {{${name}}}, which nothing fills; there are ${Object.keys(values).join(", ")}.`);
      return values[name];
    })
    .replace(/(<\w+[^>]*\sdata-t="([\w.]+)"[^>]*>)(?=<\/)/g, (_, tag, key) => tag + word(key))
    .replace(/\sdata-t-([\w-]+)="([\w.]+)"/g, (attribute, name, key) => `${attribute} ${name}="${word(key)}"`);
}

/** For pages that no script translates. */
export const withoutKeys = (html) => html.replace(/\sdata-t(-[\w-]+)?="[\w.]+"/g, "");
