// Colours code by ranges (CSS Custom Highlight), without touching the DOM: what is selected stays selected.

/** Each pattern reads on to the end of what is not closed, so that no text, however hostile, takes more than linear time. */
const STRING = String.raw`"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?`;
const COMMENTS = {
  slash: String.raw`\/\/.*|\/\*[^]*?(?:\*\/|$)`,
  hash: String.raw`(?<![^\s;])#.*`,
  dash: String.raw`--.*|\/\*[^]*?(?:\*\/|$)`,
  css: String.raw`\/\*[^]*?(?:\*\/|$)`,
  markup: String.raw`<!--[^]*?(?:-->|$)`,
};
const LANGUAGES = {
  slash: "java js javascript jsx ts typescript tsx c h cpp c++ cs csharp go golang rs rust kotlin kt swift scala dart groovy gradle php proto json jsonc",
  hash: "py python rb ruby bash sh shell zsh console yaml yml toml ini docker dockerfile make makefile perl r elixir graphql hcl terraform powershell",
  dash: "sql lua haskell hs postgresql mysql",
  css: "css scss less",
  markup: "html xml svg vue",
};
const WORDS = `abstract alias and as assert async await begin bool boolean break by byte case catch char class const continue create
  debugger def default defer delete del do done double drop elif else elsif end ensure enum esac except export extends extern false fi
  final finally float fn for foreach from func function global goto group having if impl implements import in include inner insert
  instanceof int interface into is join key lambda left let limit local long loop match mod module mut namespace native new nil
  nonlocal none not null of on or order outer override package pass permits primary private protected pub public raise record
  require rescue return sealed select self set short sizeof static string struct super switch synchronized table then this throw
  throws trait transient true try type typeof union unless unsafe unsigned until update use using val values var virtual void
  volatile where when while with yield`.split(/\s+/);

const word = `\\b(?:${WORDS.join("|")})\\b`;
const rule = (comment, keyword = word) => new RegExp(`(${comment})|(${STRING})|(\\b\\d[\\w.]*)|(${keyword})`, "g");
const RULES = Object.fromEntries(Object.entries(LANGUAGES).flatMap(([family, names]) => {
  const keyword = { css: String.raw`@[\w-]+|(?<![\w-])[\w-]+(?=\s?:)`, markup: String.raw`<\/?[\w:-]+` }[family];
  const pattern = rule(COMMENTS[family], keyword);
  return names.split(" ").map((name) => [name, name === "sql" || name.endsWith("sql") ? new RegExp(pattern, "gi") : pattern]);
}));
const KINDS = ["comment", "string", "number", "keyword"];

/** The coloured parts of the source, `{kind, start, end}`; none for a language that is not known. */
export function tokens(source, language) {
  if (!Object.hasOwn(RULES, language)) return [];
  return Array.from(source.matchAll(RULES[language]), (match) => ({
    kind: KINDS[match.slice(1).findIndex((group) => group !== undefined)],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Colours the element's code blocks. A browser without the interface shows them plain; so do the visitor's own colours, in which each coloured word would look selected. */
export function highlight(element) {
  if (!globalThis.CSS?.highlights || matchMedia("(forced-colors: active)").matches) return;
  for (const code of element.querySelectorAll("code[data-language]")) {
    const text = code.firstChild;
    if (!text || code.childNodes.length > 1) continue;
    for (const { kind, start, end } of tokens(text.data, code.dataset.language)) {
      const range = new StaticRange({ startContainer: text, startOffset: start, endContainer: text, endOffset: end });
      if (!CSS.highlights.has(kind)) CSS.highlights.set(kind, new Highlight());
      CSS.highlights.get(kind).add(range);
    }
  }
}

/** Forgets the colours of what has left the page. */
export function forget() {
  for (const ranges of globalThis.CSS?.highlights?.values() ?? []) {
    for (const range of ranges) if (!range.startContainer.isConnected) ranges.delete(range);
  }
}
