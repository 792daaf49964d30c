import assert from "node:assert/strict";
import { test } from "node:test";
import { blocks, render } from "../../../src/markdown/markdown.js";
import { plainText } from "../../../src/markdown/tree.js";
import { decided } from "../../../src/markdown/unfinished.js";
import { markup } from "./markup.js";

const code = (language, source) =>
  `<div class="code"><div class="code-head"><span>${language}</span><button class="copy-code" aria-label="Copy code">Copy</button></div>` +
  `<pre aria-label="Code${language && `, ${language}`}"><code${language && ` data-language="${language}"`}>${source}</code></pre></div>`;
const tex = (source) => `<code class="tex">${source}</code>`;
const table = (rows) => `<div class="table" aria-label="Table"><table>${rows}</table><button class="copy-table">Copy table as CSV</button></div>`;

const CASES = {
  "a paragraph": ["Hello.", "<p>Hello.</p>"],
  "a line break is kept": ["one\ntwo", "<p>one<br></br>two</p>"],
  "emphasis": ["**a** *b* ***c*** ~~d~~", "<p><strong>a</strong> <em>b</em> <em><strong>c</strong></em> <del>d</del></p>"],
  "names with underscores are no emphasis": ["my_var_name and 2*3*4x", "<p>my_var_name and 2<em>3</em>4x</p>"],
  "code in a line": ["`a < b &lt;`", "<p><code>a &lt; b &amp;lt;</code></p>"],
  "a fence with its language": ["```js x\nlet a\n```", code("js", "let a")],
  "a fence that nothing closes": ["~~~\na\n\nb", code("", "a\n\nb")],
  "a fence in a list": ["1. a\n   ```\n   b\n   ```\n2. c", `<ol><li>a${code("", "b")}</li><li>c</li></ol>`],
  "a list that starts at three": ["3) a\n4) b", '<ol start="3"><li>a</li><li>b</li></ol>'],
  "lists in lists": ["- a\n  - b\n    1. c", "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ul>"],
  "a task list": ["- [x] a\n- [ ] b", '<ul><li class="task"><span aria-label="done:">☑</span>a</li><li class="task"><span aria-label="to do:">☐</span>b</li></ul>'],
  "a quote": ["> a\n> - b", "<blockquote><p>a</p><ul><li>b</li></ul></blockquote>"],
  "headings never skip a level": ["### a\n# b\n#### c\n## d", "<h4>a</h4><h4>b</h4><h5>c</h5><h5>d</h5>"],
  "a table": ["|a||\n|-|-:|\n|b<br>c|`d`|", table('<thead><tr><th>a</th><td class="right"></td></tr></thead><tbody><tr><td>b<br></br>c</td><td class="right"><code>d</code></td></tr></tbody>')],
  "a rule": ["a\n\n***\n\nb", "<p>a</p><hr></hr><p>b</p>"],
  "a link": ["[a *b*](https://c.d/e_f)", '<p><a href="https://c.d/e_f">a <em>b</em></a></p>'],
  "a bare address": ["See https://c.d/e.", '<p>See <a href="https://c.d/e">https://c.d/e</a>.</p>'],
  "a mail address": ["<a@b.cd>", '<p><a href="mailto:a@b.cd">a@b.cd</a></p>'],
  "a link to nowhere safe": ["[a](javascript:alert(1)) [b](/c) [d](data:text/html,e) [f](vbscript:g)", "<p>a b d f</p>"],
  "an image is a link": ["![a](https://c.d/e.png) ![](http://f.g/)", '<p><a href="https://c.d/e.png">a</a> <a href="http://f.g/">http://f.g/</a></p>'],
  "markup is text": ["a <b onclick=c>d</b>\n\n<script>\ne\n</script>", '<p>a &lt;b onclick=c>d&lt;/b></p><p class="raw">&lt;script>\ne\n&lt;/script></p>'],
  "character references": ["&lt;a&gt; &#x41; &hellip; &unknown; &constructor;", "<p>&lt;a> A … &amp;unknown; &amp;constructor;</p>"],
  "formulas before their translator is there": ["\\(a_1 * b_2\\) $c_d*e*f$ costs $5 and $6\n\n$$\n- g_h\n\n= i\n$$", `<p>${tex("\\(a_1 * b_2\\)")} ${tex("$c_d*e*f$")} costs $5 and $6</p><div class="maths" aria-label="Formula">${tex("$$\n- g_h\n\n= i\n$$")}</div>`],
};

for (const [name, [source, expected]] of Object.entries(CASES)) {
  test(`Markdown: ${name}`, () => assert.equal(markup(render(blocks(source))), expected));
}

test("the blocks together are the whole source", () => {
  for (const [source] of Object.values(CASES)) assert.equal(blocks(source).map(({ raw }) => raw).join(""), source);
});

test("neighbouring words are one text, also inside emphasis and links", () => {
  const [{ children }] = render(blocks("**a[^1] \\* b** [c [d] e](https://f.g/)"));
  assert.deepEqual(children.map((node) => node.children ?? node), [["a[^1] * b"], " ", ["c [d] e"]]);
});

test("Markdown is heard without its marks", () => {
  const source = "## A\n\nb **c** [d](http://e.f)\n\n- [x] g\n- h\n\n|i|j|\n|-|-|\n|k||\n\n```js\nl\n```";
  assert.equal(plainText(render(blocks(source))), "A\nb c d\ndone: g\nh\ni, j\nk\njs\nl");
});

test("no mixture of marks breaks the reader, finished or not", () => {
  const pieces = ["*", "**", "_", "~~", "`", "``", "[", "]", "(", ")", "](", "![", "$", "$$", "\\(", "\\)", "\\[", "\\]", "\\", "\\begin{align}", "\\end{align}", "\ud83d", ".N", "م-", "\n", "\n\n", "- ", "1. ", "> ", "# ", "```", "| a | b |\n|--|--|\n", "    ", "\t",
    "a", "b c", "中", "，", "「", "」", "م", "https://a.b/c", "a@b.cd", "<b>", "<br>", "&amp;", "<!--", "-->", "---", "===", "[a]: https://x.y\n", "[a]", "😀", "{", "}", " "];
  const whole = (nodes) => nodes.every((node) => typeof node === "string" || (/^[a-z]\w*$/.test(node.tag) && whole(node.children)));
  for (let round = 0, seed = 1; round < 3000; round++) {
    let source = "";
    for (let length = 1 + (round % 14); length > 0; length--) {
      seed = (seed * 48271) % 2147483647;
      source += pieces[seed % pieces.length];
    }
    const tokens = blocks(source);
    assert.equal(tokens.map(({ raw }) => raw).join(""), source);
    assert.ok(whole(render(tokens)), source);
    assert.ok(whole(render(blocks(decided(source, tokens)), {}, true)), source);
  }
});

test("no nesting and no length stops the page", { timeout: 120_000 }, () => {
  const hostile = [">".repeat(20_000), "- ".repeat(5000), "1. ".repeat(300), "*a_ ".repeat(12_000), "__a".repeat(16_000), "[".repeat(50_000), "[a](".repeat(12_000),
    "`".repeat(50_000), "<a ".repeat(16_000), "$a".repeat(20_000), "\\[".repeat(20_000), "\\(".repeat(20_000), "&#".repeat(30_000), "word ".repeat(400_000), `م ${")".repeat(50_000)}`, "م (a.b ".repeat(10_000), `| a | b |\n|-|-|\n| ${"`".repeat(50_000)} |`];
  for (const source of hostile) {
    const begin = process.cpuUsage();
    const nodes = render(blocks(source));
    assert.ok(depth(nodes) < 120, `${source.slice(0, 8)} nests ${depth(nodes)} deep`);
    const took = process.cpuUsage(begin).user / 1000;
    assert.ok(took < 1500, `${source.slice(0, 8)} took ${Math.round(took)} ms of processor time`);
  }
});

const depth = (nodes) => Math.max(0, ...nodes.map((node) => (typeof node === "string" ? 0 : 1 + depth(node.children))));
