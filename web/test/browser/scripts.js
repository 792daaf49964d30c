// Answers in scripts that run from right to left, measured by where their characters stand; and what is copied of an answer.
import assert from "node:assert/strict";
import { clipboardTest, eventually, open, sse, test } from "./world.js";

/** The characters of the first element that matches, from left to right as they stand on the page. */
const fromLeft = (page, selector) =>
  page.evaluate((selector) => {
    const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
    const boxes = [];
    for (let node; (node = walker.nextNode()); ) {
      for (let at = 0; at < node.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        boxes.push([node.data[at], range.getBoundingClientRect().left]);
      }
    }
    return boxes.sort(([, a], [, b]) => a - b).map(([character]) => character).join("");
  }, selector);

/** How far the element's parts stand from the answer's edges, `[left, right]`. */
const insets = (page, selector) =>
  page.evaluate((selector) => {
    const answer = document.querySelector(".answer").getBoundingClientRect();
    const { left, right } = document.querySelector(selector).getBoundingClientRect();
    return [Math.round(left - answer.left), Math.round(answer.right - right)];
  }, selector);

export default function scripts() {
  test("in a line from right to left, code, paths, options, dates and addresses keep their order", async () => {
    const { page, asked, close, shot } = await open();
    await asked("stub:text=شغّل `./run.sh` أولاً\n\nالملف /etc/hosts مهم\n\nالخيار --help مفيد\n\nبتاريخ 2026-11-30 بدأ\n\nانظر https://example.com/a/ للمزيد\n\nاستدع main() الآن\n\nلغة C++ سريعة\n\nנסו npm install --save-dev כאן\n\nה-API חדש\n\nטמפרטורה -5 בחוץ");
    for (const [selector, expected] of [["code", "./run.sh"], ["p:nth-of-type(2) bdi", "/etc/hosts"], ["p:nth-of-type(3) bdi", "--help"], ["p:nth-of-type(4) bdi", "2026-11-30"], ["p:nth-of-type(5) a", "https://example.com/a/"], ["p:nth-of-type(6) bdi", "main()"], ["p:nth-of-type(7) bdi", "C++"], ["p:nth-of-type(8) bdi", "npm install --save-dev"], ["p:nth-of-type(9)", "שדח API-ה"], ["p:nth-of-type(10)", "ץוחב -5 הרוטרפמט"]]) {
      assert.equal(await fromLeft(page, `.answer ${selector}`), expected, selector);
    }
    assert.equal((await insets(page, ".answer p:nth-of-type(1) code"))[0] > 100, true, "the line begins at the right");
    await shot("arabic-line");
    await close();
  });

  test("each block, item, cell and quote runs as its prose does", async () => {
    const { page, answer, asked, close, shot } = await open();
    await asked("stub:text=React مكتبة لبناء الواجهات:\n\n- Docker منصة للحاويات\n- قاعدة بيانات سريعة\n- Install Node first\n\n| Name | الوصف |\n|---|---|\n| React library | مكتبة لبناء الواجهات |\n\n> هذا اقتباس مهم\n\nAn English sentence.\n\n1. خطوة أولى\n2. خطوة ثانية");
    const directions = await answer.evaluate((element) => [...element.querySelectorAll("p, li, th, td, blockquote, table")].map((part) => `${part.localName} ${getComputedStyle(part).direction}`));
    assert.deepEqual(directions, ["p rtl", "li rtl", "li rtl", "li ltr", "table rtl", "th ltr", "th rtl", "td ltr", "td rtl", "blockquote rtl", "p rtl", "p ltr", "li rtl", "li rtl"]);
    const [, right] = await insets(page, ".answer li");
    const [left] = await insets(page, ".answer li[dir=ltr]");
    assert.ok(right > 15 && right < 50 && left > 15 && left < 50, `room for the marks: ${right} at the right, ${left} at the left`);
    assert.equal((await insets(page, ".answer table"))[1], 0, "the table stands at the right edge");
    assert.ok((await insets(page, ".answer table"))[0] > 50);
    const gap = await answer.locator("table").evaluate((table) => {
      const [first, second] = [...table.rows[1].cells].map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getBoundingClientRect();
      });
      return first.left - second.right;
    });
    assert.ok(gap > 10, `${gap} px between the words of two cells`);
    const bar = await answer.locator("blockquote").evaluate((quote) => [getComputedStyle(quote).borderLeftWidth, getComputedStyle(quote).borderRightWidth]);
    assert.deepEqual(bar, ["0px", "3px"], "the quote's bar stands at the right");
    await shot("arabic-blocks");
    await page.setViewportSize({ width: 320, height: 700 });
    await shot("arabic-blocks-narrow");
    await close();
  });

  test("formulas are drawn, by a script that is fetched when the first one comes", async () => {
    const { page, context, answer, asked, close, shot } = await open();
    const scripts = [];
    context.on("request", (request) => scripts.push(request.url()));
    await asked("stub:text=Nothing costs $5 or $6 here.");
    assert.deepEqual(scripts.filter((url) => url.includes("mathml")), []);
    await page.getByRole("button", { name: "New chat" }).click();
    await asked("stub:text=So $\\lceil \\log_2(n+1) \\rceil$ and\n\n\\[ \\int_0^1 \\frac{x^2}{\\sqrt{1+x}}\\,dx \\]\n\n\\[\\begin{aligned} a &= b + c \\\\ d &= \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} \\end{aligned}\\]\n\nbut $\\nosuch{x}$.");
    await eventually(() => answer.locator("math").count(), 3);
    assert.equal(await answer.locator("code.tex").textContent(), "$\\nosuch{x}$");
    assert.equal(await answer.locator("math").first().evaluate(({ namespaceURI }) => namespaceURI), "http://www.w3.org/1998/Math/MathML");
    const { height } = await answer.locator("mfrac").boundingBox();
    const line = await answer.locator("p mi").first().boundingBox();
    assert.ok(height > 1.6 * line.height, `a fraction is ${height} px high, a letter ${line.height}`);
    await shot("formulas");
    await close();
  });

  clipboardTest("the answer is copied as formatted text and as Markdown, a table as CSV, a formula as its source", async () => {
    const { page, context, asked, last, close } = await open();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const markdown = "**Bold** $x^2$\n\n| a | b |\n|---|---|\n| 1,5 | =1+1 |\n| \"c\" | -5 |";
    await asked(`stub:text=${markdown}`);
    await last.locator("math").waitFor();
    await last.getByRole("button", { name: "Copy answer" }).click();
    await last.getByText("Copied").waitFor();
    const copied = () => page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return Object.fromEntries(await Promise.all(item.types.map(async (type) => [type, await (await item.getType(type)).text()])));
    });
    const { "text/plain": plain, "text/html": html } = await copied();
    assert.equal(plain, markdown);
    assert.match(html, /<strong>Bold<\/strong> \$x\^2\$/);
    assert.match(html, /<th scope="col">a<\/th>/);
    assert.doesNotMatch(html, /button|class=|Copy/);
    await last.getByRole("button", { name: "Copy table as CSV" }).click();
    await eventually(async () => (await copied())["text/plain"].replaceAll("\r\n", "\n"), "a,b\n\"1,5\",'=1+1\n\"\"\"c\"\"\",-5\n");
    await close();
  });

  clipboardTest("an answer from right to left is copied in its order, and its table as CSV that no spreadsheet takes for formulas", async () => {
    const { page, context, asked, last, close } = await open();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await asked('stub:text=شغّل `./run.sh` ثم npm install --save.\n\n| الاسم | Name |\n|---|---|\n| "أ"، ب<br>ج | @SUM(A1) |\n| - | -2+3 |\n| ＝1+1 | +5% |\n| [\'a\'](https://a.b) | `=x|y` |');
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector("article .answer")));
    await page.keyboard.press("ControlOrMeta+c");
    const copied = () => page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return Object.fromEntries(await Promise.all(item.types.map(async (type) => [type, (await (await item.getType(type)).text()).replaceAll("\r\n", "\n")])));
    });
    await eventually(async () => (await copied())["text/plain"].split("\n")[0], "شغّل ./run.sh ثم npm install --save.");
    const { "text/html": html } = await copied();
    assert.match(html, /<p[^>]* dir="rtl"[^>]*>شغّل <code[^>]* dir="ltr"/);
    await last.getByRole("button", { name: "Copy table as CSV" }).click();
    await eventually(async () => (await copied())["text/plain"], "الاسم,Name\n\"\"\"أ\"\"، ب\nج\",'@SUM(A1)\n-,'-2+3\n'＝1+1,+5%\n'a','=x|y\n");
    await close();
  });

  clipboardTest("what is marked by hand takes no button's words along", async () => {
    const answer = sse(["start", { id: "a" }], ["token", { text: "First $x^2$.\n\n```bash\nls -l\n```\n\n- one\n- two" }], ["done", { model: "m", finishReason: "stop", usage: null }]);
    const { page, context, asked, turns, close } = await open({ routes: { "**/api/ask": answer } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await asked("What?");
    await turns.locator("math").waitFor();
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector("article")));
    await page.keyboard.press("ControlOrMeta+c");
    await eventually(async () => (await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\r\n", "\n"), "What?\n\nFirst $x^2$.\n\nls -l\n\none\ntwo");
    await close();
  });
}
