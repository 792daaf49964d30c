// Answers put together by chance from what models write, in many scripts: at no moment of its writing does one show what its end takes back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { flashes } from "./writing.js";

const WORDS = ["重点", "「引用」", "（注）", "你好。", "データ：", "한국어", "(괄호)", "نص", "مهم:", "שלום", "ה-API", "สำคัญ", "हिन्दी", "word", "two words", "Note:", "C++", "3~5", "$5", "50%", "“q”", "don't", "x_y", "<T>", "AT&T", "👍🏽", "—"];
const BETWEEN = [" ", "，", "。", ", ", "、", " - ", " 는 ", "; "];
const CODE = ["a b", "x*y", "$x", "[i]", "a|b", "<b>", "**", "中"];
const WHOLE = ["$x^2$", "\\(a_1\\)", "$\\frac{a}{b}$", "https://a.b/c", "www.a.b", "x@y.z", "[^1]", "[1]", "\\*", "\\$", "&lt;", "[l](https://a.b/c(d) \"t\")", "[a [b]](<https://a.b/c d>)", "[![i](https://a.b/i.png)](https://a.b)"];

function writer(seed) {
  const below = (count) => (seed = (seed * 48271) % 2147483647) % count;
  const one = (list) => list[below(list.length)];
  const inner = () => one([() => one(WORDS), () => `\`${one(CODE)}\``, () => `${one(WORDS)}${one(BETWEEN)}${one(WORDS)}`])();
  const piece = () => one([() => one(WORDS), inner, () => `**${inner()}**`, () => `*${one(WORDS)}*`, () => `~~${inner()}~~`, () => `**${one(WORDS)} *${one(WORDS)}* ${one(WORDS)}**`, () => `[${inner()}](https://a.b/?q=1&r=2)`, () => one(WHOLE)])();
  const line = () => Array.from({ length: 1 + below(4) }, piece).join(` ${one(BETWEEN)} `);
  const cell = () => piece().replaceAll("|", "");
  const block = () => one([line, line, () => `# ${line()}`, () => `- ${line()}\n- ${line()}`, () => `1. ${line()}\n   - ${line()}\n2. ${line()}`, () => `> ${line()}\n> ${line()}`, () => `${line()}\n${line()}`, () => `- [x] ${line()}\n- [ ] ${line()}`,
    () => `| ${cell()} | ${cell()} |\n|---|:-:|\n| ${cell()} | ${cell()} |`, () => `\`\`\`js\n${one(["a", "- b\n", "| c |", "$$", "# d"])}\n\`\`\``, () => `$$\nx = ${one(["1", "\\frac{a}{b}", "- y"])}\n$$`, () => `\\begin{align}\nx &= ${one(["1", "- y"])}\n\\end{align}`, () => `- ${line()}\n\n  \`\`\`\n  x\n  \`\`\`\n- ${line()}`])();
  return () => Array.from({ length: 1 + below(3) }, block).join("\n\n");
}

// More of them by ROUNDS=10000 node --test test/unit/markdown/mixture.test.js
test("while an answer is written that chance put together, nothing flashes", () => {
  const answer = writer(20);
  const rounds = Number(process.env.ROUNDS ?? 100);
  for (let round = 0; round < rounds; round++) {
    const source = answer();
    assert.deepEqual(flashes(source), [], JSON.stringify(source));
  }
});
