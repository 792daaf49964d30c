// Where a link leads: `(address "title")` behind the brackets, or the name of an address that stands elsewhere.
import { text } from "./entities.js";

const unescaped = (source) => text(source.replace(/\\([!-/:-@[-`{-~])/g, "$1"));

const SPACES = /[ \t]*\n?[ \t]*/y;
const TITLE = /(?:"(?:\\[^]|[^"\\]){0,1000}"|'(?:\\[^]|[^'\\]){0,1000}'|\((?:\\[^]|[^()\\]){0,1000}\))/y;
const BRACKETED = /<((?:\\.|[^<>\n\\]){0,2000})>/y;

function match(pattern, source, at) {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** The end of an address without `<>`: brackets in it are balanced, and not without end. */
function bareEnd(source, at) {
  let depth = 0;
  for (let end = at; end < source.length; end++) {
    const character = source[end];
    if (character === "\\" && /[!-/:-@[-`{-~]/.test(source[end + 1] ?? "")) end++;
    else if (/[\x00-\x20]/.test(character)) return depth ? undefined : end;
    else if (character === "(" && ++depth > 32) return undefined;
    else if (character === ")" && --depth < 0) return end;
  }
  return source.length;
}

/** `{href, end}` of what begins with the bracket there; undefined when it is no target. */
export function target(source, at) {
  if (source[at] !== "(") return undefined;
  let end = at + 1 + match(SPACES, source, at + 1)[0].length;
  const bracketed = match(BRACKETED, source, end);
  const begin = end;
  if (bracketed) end += bracketed[0].length;
  else if (source[end] === "<") return undefined;
  else end = bareEnd(source, begin);
  if (end === undefined) return undefined;
  const href = unescaped(bracketed ? bracketed[1] : source.slice(begin, end));
  const spaces = match(SPACES, source, end)[0].length;
  const title = spaces ? match(TITLE, source, end + spaces) : null;
  if (title) end += spaces + title[0].length;
  end += match(SPACES, source, end)[0].length;
  return source[end] === ")" ? { href, end: end + 1 } : undefined;
}

/** A target that may only not be whole yet: nothing of it, or an address without its end. */
export const unfinishedTarget = (rest) => /^(?:\((?:\s*|\s*(?:<[^\n<>]{0,2000}>?|[^\s<>]{0,2000})(?:\s+["'(][^\n]{0,200})?)|\[[^[\]\n]{0,200})?$/.test(rest);

const tagOf = (label) => label.trim().toLowerCase().replace(/\s+/g, " ");

/** The definition `[label]: …` of the label, in any case and spacing. */
export function definition(links, label) {
  const tag = tagOf(label);
  return tag && tag.length < 1000 && Object.hasOwn(links, tag) ? links[tag] : undefined;
}

const DEFINITION = /^ {0,3}\[((?:\\.|[^[\]\\]){1,999})\]:[ \t]*(?:<((?:\\.|[^<>\\]){0,2000})>|([^\s<]\S{0,2000}))?(?:$|(?=[ \t]))[ \t]*(.*)$/;

/** What looks like an address, and not like what somebody says: `[Alice]: Hello` would vanish. */
export const ADDRESS = /[/#@:]|\.\w/;

/** What the lines there define: `{tag, href, end}`. The address may stand on the next line, a title after it, or on a line of its own. */
export function definitionAt(lines, begin) {
  if (!/^ {0,3}\[/.test(lines[begin])) return undefined;
  let end = begin + 1;
  let match = DEFINITION.exec(lines[begin]);
  if (match && match[2] === undefined && match[3] === undefined && !match[4] && lines[end]?.trim()) match = DEFINITION.exec(`${lines[begin]} ${lines[end++].trim()}`);
  const address = match?.[2] ?? match?.[3];
  if (address === undefined || !match[1].trim() || match[1][0] === "^" || (match[2] === undefined && !ADDRESS.test(address))) return undefined;
  const title = (line) => /^\s*(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))\s*$/.test(line ?? "");
  if (match[4]) {
    if (!title(match[4])) return undefined;
  } else if (title(lines[end])) end++;
  return { tag: tagOf(match[1]), href: unescaped(address), end };
}
