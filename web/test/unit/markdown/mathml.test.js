// Formulas as MathML: the elements that the page lets through, and bounds for what a hostile answer may ask.
import assert from "node:assert/strict";
import { test } from "node:test";
import { translate } from "../../../src/markdown/mathml.js";
import { markup } from "./markup.js";

const drawn = (tex, display = false) => {
  const values = translate(tex, display);
  return values && markup(values);
};

const CASES = {
  "\\frac{a}{b}": "<mfrac><mi>a</mi><mi>b</mi></mfrac>",
  "x^2_1": "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>",
  "\\sqrt[3]{x}": '<mroot><mrow><mi>x</mi><mspace width="0pt" height="0.5em"></mspace></mrow><mn>3</mn></mroot>',
  "\\boxed{a}": '<mrow scriptlevel="0" displaystyle="true" class="tml-fbox"><mi>a</mi></mrow>',
  "\\color{red}x": "<mrow><mi>x</mi></mrow>",
  "\\begin{align}a&=b\\end{align}": '<mtable displaystyle="true" class="tml-jot"><mtr><mtd class="tml-right flush-left flush-right"><mi>a</mi></mtd><mtd class="tml-left flush-left flush-right"><mrow><mo>=</mo><mi>b</mi></mrow></mtd></mtr></mtable>',
  "5%": "<mrow><mn>5</mn><mi>%</mi></mrow>",
  "\\mbox{a}": "<mtext>a</mtext>",
  "\\text{für } \\alpha": "<mrow><mtext>für </mtext><mi>α</mi></mrow>",
};

for (const [tex, expected] of Object.entries(CASES)) {
  test(`a formula is drawn: ${tex}`, () => assert.equal(drawn(tex).replaceAll("\u00a0", " "), expected));
}

test("chemistry is drawn", () => assert.match(drawn("\\ce{H2O}"), /<mn>2<\/mn>/));

test("what models write is drawn", () => {
  for (const tex of ["x \\tag{1}", "\\operatorname*{argmax}_x f", "\\mathbb{R}^n", "\\cancel{x}", "\\dfrac12", "\\begin{cases} x & \\text{if } x>0 \\\\ -x & \\text{otherwise} \\end{cases}", "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}", "\\begin{array}{c|c} a & b \\\\ \\hline c & d\\end{array}",
    "\\text{价格} = 5", "\\text{السرعة}", "\\$5", "\\left. \\frac{dy}{dx} \\right|_{x=0}", "\\underbrace{a+b}_{c}", "\\xrightarrow{f}", "\\boldsymbol{\\beta}", "\\lVert x \\rVert", "90^\\circ", "a \\pmod{n}", "\\substack{a\\\\b}", "\\text{if $x>0$}", "\\ce{2H2 + O2 -> 2H2O}", "\\pu{5 m/s}"]) {
    assert.ok(drawn(tex, true), tex);
  }
});

test("what cannot be read is left to its source", () => {
  for (const tex of ["\\frac{a", "\\nosuch{x}", "}{", "\\begin{nosuch}x\\end{nosuch}", "\\href{https://a.b}{x}", "\\includegraphics{https://a.b/c.png}", "\\html{<b>}", "\\class{a}{b}", "\\style{color:red}{b}", "&", "x^"]) {
    assert.equal(drawn(tex), undefined, tex);
  }
});

test("no formula takes long or grows without end", { timeout: 60_000 }, () => {
  const repeat = (text, times, tail = "", times2 = times) => text.repeat(times) + tail.repeat(times2);
  const hostile = [
    repeat("x^{", 600, "}"), repeat("{", 900, "}"), repeat("\\left(", 150, "\\right)"), repeat("\\frac12", 280), repeat("\\sqrt ", 300) + "x", repeat("\\overline ", 190) + "x",
    "\\def\\a{\\a\\a}\\a", `\\def\\a#1{#1#1}${repeat("\\a{", 12, "}")}`, `\\begin{array}{${"c".repeat(900)}}${"&".repeat(900)}\\end{array}`, "\\begin{array}{*{100000}{c}}1\\end{array}",
    `x${"'".repeat(1900)}`, "a+".repeat(990), "\\over".repeat(390), `\\ce{${"H2".repeat(900)}}`, `\\ce{${"H2".repeat(190)}}`, "\\hspace{999999em}", "\\rule{99999em}{99999em}", "x".repeat(100_000),
  ];
  for (const tex of hostile) {
    const begin = process.cpuUsage();
    const values = translate(tex, true) ?? [];
    const took = process.cpuUsage(begin).user / 1000;
    assert.ok(took < 500, `${tex.slice(0, 20)} took ${Math.round(took)} ms of processor time`);
    const written = markup(values);
    assert.ok(written.length < 200_000 && !/\d{4,}(?:em|px|pt)/.test(written), tex.slice(0, 20));
  }
});
