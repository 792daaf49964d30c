import assert from "node:assert/strict";
import { test } from "node:test";
import { tokens } from "../../../src/markdown/highlight.js";

const coloured = (source, language) => tokens(source, language).map(({ kind, start, end }) => `${kind[0]}:${source.slice(start, end)}`).join(" ");

const CASES = {
  java: ['final int a = 0x1F; // "b"\n/* c */ String d = "e\\"f";', 'k:final k:int n:0x1F c:// "b" c:/* c */ s:"e\\"f"'],
  python: ["def a(b): # c\n  return '''d\ne'''", "k:def c:# c k:return s:'''d\ne'''"],
  bash: ['if [ "$a#" ]; then echo b#c # d', 'k:if s:"$a#" k:then c:# d'],
  sql: ["SELECT a FROM b -- c", "k:SELECT k:FROM c:-- c"],
  html: ['<a href="b">c</a><!-- d -->', 'k:<a s:"b" k:</a c:<!-- d -->'],
  css: ["a { color: red; /* b */ }", "k:color c:/* b */"],
  json: ['{"a": [1, true, null]}', 's:"a" n:1 k:true k:null'],
};

for (const [language, [source, expected]] of Object.entries(CASES)) {
  test(`${language} is coloured`, () => assert.equal(coloured(source, language), expected));
}

test("an unknown language stays plain", () => assert.deepEqual(["", "klingon", "constructor"].flatMap((language) => tokens("let a", language)), []));

test("no source takes long", { timeout: 120_000 }, () => {
  for (const piece of ["<a  b ", '"', "'", '"""', "/*", "//", "# ", "a.", "1.", "--", "<!--", "@a-", "a  :", "\\"]) {
    const source = piece.repeat(200_000 / piece.length);
    for (const language of ["java", "python", "sql", "css", "html"]) {
      const begin = process.cpuUsage();
      tokens(source, language);
      const took = process.cpuUsage(begin).user / 1000;
      assert.ok(took < 1000, `${piece} in ${language} took ${Math.round(took)} ms of processor time`);
    }
  }
});
