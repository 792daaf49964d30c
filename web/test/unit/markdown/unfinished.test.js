import assert from "node:assert/strict";
import { test } from "node:test";
import { blocks, render } from "../../../src/markdown/markdown.js";
import { plainText } from "../../../src/markdown/tree.js";
import { decided } from "../../../src/markdown/unfinished.js";
import { markup } from "./markup.js";

const shown = (source) => render(blocks(decided(source, blocks(source))), {}, true);

const CASES = {
  "open emphasis is closed": ["a **b c", "<p>a <strong>b c</strong></p>"],
  "a marker without a word waits": ["a **", "<p>a</p>"],
  "half a closing marker waits": ["a **b*", "<p>a <strong>b</strong></p>"],
  "emphasis around code": ["**a `b` c", "<p><strong>a <code>b</code> c</strong></p>"],
  "two open markers": ["**a *b", "<p><strong>a <em>b</em></strong></p>"],
  "open code is closed": ["a `b*c", "<p>a <code>b*c</code></p>"],
  "a product is no emphasis": ["2*3 is my_var_x", "<p>2*3 is my_var_x</p>"],
  "a link waits for its address": ["a [b c](https://d", "<p>a</p>"],
  "a bracket that stays open was only a bracket": [`a [${"b".repeat(201)}`, `<p>a [${"b".repeat(201)}</p>`],
  "a line below is no heading yet": ["a\n-", "<p>a</p>"],
  "a number is no list yet": ["a\n1", "<p>a</p>"],
  "a fence waits for its language": ["a\n```ja", "<p>a</p>"],
  "a definition waits for what stands behind it": ["a\n\n[b]: https://c.d \"e", "<p>a</p>"],
  "half a character waits": ["a \ud83d", "<p>a</p>"],
  "a link around brackets waits": ["a [b [c]", "<p>a</p>"],
  "a formula waits for what stands behind it": ["a\n\n$$x$$", "<p>a</p>"],
  "a table waits for its second line": ["a\n\n| b | c |\n|--", "<p>a</p>"],
  "code keeps its brackets": ["```\nlet a = [", '<div class="code"><div class="code-head"><span></span><button class="copy-code" aria-label="Copy code">Copy</button></div><pre aria-label="Code"><code>let a = [</code></pre></div>'],
};

for (const [name, [source, expected]] of Object.entries(CASES)) {
  test(`while it is written: ${name}`, () => assert.equal(markup(shown(source)), expected));
}

const ANSWER = `# Title

Some **bold** and *slanted* words, \`code*\`, a [link](https://a.b/c_d) and 2*3.

1. one **two three**
2. four
   - five

| a | b |
|---|---|
| c | d |

\`\`\`java
int x = a[0] * b;
\`\`\`

> Quoted ~~words~~.
`;

test("at no moment does a marker show", () => {
  for (let end = 1; end <= ANSWER.length; end++) {
    const text = plainText(shown(ANSWER.slice(0, end)).filter((node) => node.attrs.class !== "code"));
    assert.doesNotMatch(text.replace("code*", "code").replace("2*3", ""), /[*`#|~>]|\]\(|---/, `after ${JSON.stringify(ANSWER.slice(end - 12, end))}`);
  }
});

test("what is shown only grows", () => {
  let before = "";
  for (let end = 1; end <= ANSWER.length; end++) {
    const text = plainText(shown(ANSWER.slice(0, end)));
    assert.ok(text.startsWith(before), `${JSON.stringify(before.slice(-20))} became ${JSON.stringify(text.slice(-20))}`);
    before = text;
  }
});

test("a whole answer is shown as it is", () => {
  assert.equal(markup(shown(ANSWER)), markup(render(blocks(ANSWER))));
});
