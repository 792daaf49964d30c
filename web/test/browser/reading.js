import assert from "node:assert/strict";
import { PICTURED } from "./rich.js";
import { eventually, open, sse, stream, test } from "./world.js";

const LINES = Array.from({ length: 60 }, (_, line) => `Line ${line}.`).join("\n\n");
const toEnd = (page) => page.evaluate(() => Math.round(document.documentElement.scrollHeight - innerHeight - scrollY));

/** Where the page stands once it has stopped scrolling. */
async function atRest(page) {
  for (let before, now; ; before = now) {
    now = await page.evaluate(() => scrollY);
    if (now === before) return now;
    await page.waitForTimeout(100);
  }
}

export default function reading() {
  test("a question goes to the top of the view, its answer is read in place, and a small round button leads to its end", async (t) => {
    const { page, context, asked, ask, last, answer, ended, close, shot } = await open();
    await asked(`stub:text=${LINES}`);
    const source = await stream(t);
    await context.route("**/api/ask", source.route);
    await ask("Read.");
    const lines = (from, to) => source.send(...Array.from({ length: to - from }, (_, line) => ["token", { text: `Line ${from + line}.\n\n` }]));
    await source.send(["start", { id: "a" }]);
    await lines(0, 5);
    const top = async () => Math.round((await last.locator(".question").boundingBox()).y);
    await answer.filter({ hasText: "Line 3." }).waitFor();
    const before = await top();
    const header = await page.locator("header").boundingBox();
    assert.ok(before >= header.height - 1 && before < header.height + 40, `${before}`);
    await lines(5, 35);
    await answer.filter({ hasText: "Line 30." }).waitFor();
    assert.equal(await top(), before, "nothing moved");
    const button = page.getByRole("button", { name: "Go to the latest text" });
    const { width, height } = await button.boundingBox();
    assert.ok(width === height && width <= 48, `${width} × ${height}`);
    assert.match(await button.evaluate((element) => getComputedStyle(element).borderRadius), /^50%$/);
    await shot("jump");
    await button.click();
    await eventually(async () => (await toEnd(page)) < 48, true);
    await lines(35, 60);
    await answer.filter({ hasText: "Line 59." }).waitFor();
    await eventually(async () => (await toEnd(page)) < 48, true);
    await source.send(["done", { model: "m", finishReason: "stop", usage: null }]);
    await ended();
    await eventually(() => toEnd(page), 0);
    assert.equal(await button.isVisible(), false);
    await close();
  });

  test("who has scrolled up is left there, and who comes back to the end stays there", async () => {
    const { page, ask, answer, ended, close } = await open();
    await ask(`stub:every=10 text=${LINES}`);
    await answer.filter({ hasText: "Line 20." }).waitFor();
    await page.mouse.move(500, 300);
    await page.mouse.wheel(0, 5000);
    await eventually(async () => (await toEnd(page)) < 48, true);
    await page.mouse.wheel(0, -300);
    await eventually(() => page.locator("#jump").isVisible(), true);
    const before = await atRest(page);
    await answer.filter({ hasText: "Line 40." }).waitFor();
    assert.equal(await page.evaluate(() => scrollY), before);
    await ended();
    await close();
  });

  test("a short answer leaves no button, and a question longer than the view shows its end", async () => {
    const { page, asked, last, close } = await open();
    await asked("stub:text=Short.");
    assert.equal(await page.locator("#jump").isVisible(), false);
    await asked(`stub:text=Seen. ${"long ".repeat(700)}`);
    const box = await last.locator(".answer").boundingBox();
    assert.ok(box.y < 600, `the answer begins at ${box.y}`);
    await close();
  });

  test("what is selected stays selected, and what stands is not rebuilt", async () => {
    const { page, ask, answer, ended, close } = await open();
    await ask(`stub:every=10 text=First **bold** line.\n\n- item\n\n${LINES}`);
    await answer.filter({ hasText: "Line 2." }).waitFor();
    const before = await page.evaluate(() => {
      const [first, list] = document.querySelector(".answer").children;
      window.kept = [first, first.firstChild, list];
      getSelection().setBaseAndExtent(first.firstChild, 2, list.firstChild.firstChild, 3);
      return scrollY;
    });
    await answer.filter({ hasText: "Line 40." }).waitFor();
    await ended();
    assert.equal(await page.evaluate(() => scrollY), before, "it was not scrolled away");
    const [selected, same] = await page.evaluate(() => {
      const [first, list] = document.querySelector(".answer").children;
      return [getSelection().toString(), [first, first.firstChild, list].every((node, index) => node === window.kept[index])];
    });
    assert.equal(selected.replace(/\s+/g, " "), "rst bold line. ite");
    assert.equal(same, true);
    await close();
  });

  test("a selection in the very line that is being written survives too", async () => {
    const { page, ask, answer, close } = await open();
    await ask("stub:tokens=60 every=40");
    await answer.filter({ hasText: "token3" }).waitFor();
    await page.evaluate(() => {
      const text = document.querySelector(".answer p").firstChild;
      getSelection().setBaseAndExtent(text, 0, text, 6);
    });
    await answer.filter({ hasText: "token20" }).waitFor();
    assert.equal(await page.evaluate(() => getSelection().toString()), "token0");
    await close();
  });

  test("Markdown is shown as what it means", async () => {
    const { answer, asked, close } = await open();
    await asked("stub:text=## Head\n\n1. **one**\n2. `two`\n\n| a | b |\n|---|---|\n| c | d |\n\n```java\nint x;\n```\n\n> quote\n\n[link](https://example.org/) and \\(x_1\\)");
    await answer.locator("math").waitFor();
    const names = await answer.evaluate((element) => [...element.querySelectorAll("*")].map(({ localName }) => localName).join(" "));
    assert.equal(names, "h4 ol li strong li code div table thead tr th th tbody tr td td button div div span button pre code blockquote p p a math semantics mrow msub mi mn annotation");
    const link = await answer.getByRole("link").evaluate((a) => [a.href, a.rel, a.target]);
    assert.deepEqual(link, ["https://example.org/", "noopener noreferrer nofollow", "_blank"]);
    await close();
  });

  test("code is coloured without touching it", async () => {
    const { page, answer, asked, close } = await open();
    await asked('stub:text=```java\nfinal int a = 1; // "b"\n```');
    // The colours are a file of their own, which comes after the answer.
    await eventually(
      () => page.evaluate(() => Object.fromEntries([...CSS.highlights].map(([kind, ranges]) => [kind, [...ranges].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset))]))),
      { keyword: ["final", "int"], number: ["1"], comment: ['// "b"'] },
    );
    assert.equal(await page.evaluate(() => document.querySelector("pre code").childNodes.length), 1);
    assert.equal(await answer.locator("pre").textContent(), 'final int a = 1; // "b"');
    await page.getByRole("button", { name: "New chat" }).click();
    assert.equal(await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)), 0);
    await close();
  });

  test("words from right to left stay in their own block", async () => {
    const { page, answer, asked, close, shot } = await open();
    await asked("stub:text=שלום עולם!\n\nEnglish again.\n\n- مرحبا\n- two\n\n\u202eoverride");
    const directions = await answer.evaluate((element) => [...element.children].map((child) => getComputedStyle(child).direction));
    assert.deepEqual(directions, ["rtl", "ltr", "rtl", "ltr"]);
    assert.equal(await answer.evaluate((element) => getComputedStyle(element).direction), "ltr");
    const isolated = await answer.evaluate((element) => [...element.children].every((child) => /isolate|plaintext/.test(getComputedStyle(child).unicodeBidi)));
    assert.equal(isolated, true);
    await shot("right-to-left");
    assert.equal(await page.locator("footer").evaluate((element) => getComputedStyle(element).direction), "ltr");
    await close();
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`the picture of the README, ${colorScheme}`, async () => {
      const answer = sse(["start", { id: "a" }], ["token", { text: PICTURED }], ["done", { model: "your-model", finishReason: "stop", usage: { inputTokens: 30, outputTokens: 187 } }]);
      const tab = await open({ colorScheme, viewport: { width: 1000, height: 940 }, routes: { "**/api/ask": answer }, health: { model: "your-model" } });
      await tab.asked("How does a binary search work?");
      await tab.shot(`page-${colorScheme}`);
      await tab.close();
    });
  }
}
