import assert from "node:assert/strict";
import { PICTURED } from "./rich.js";
import { eventually, open, sse, test } from "./world.js";

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
  test("the end stays in view while the answer grows", async () => {
    const { page, ask, answer, ended, close } = await open();
    await ask(`stub:every=10 text=${LINES}`);
    await answer.filter({ hasText: "Line 30." }).waitFor();
    assert.ok((await toEnd(page)) < 48);
    await ended();
    assert.equal(await toEnd(page), 0);
    assert.equal(await page.locator("#jump").isVisible(), false);
    await close();
  });

  test("who has scrolled up is left there, and led back by a button", async () => {
    const { page, ask, answer, ended, close, shot } = await open();
    await ask(`stub:every=10 text=${LINES}`);
    await answer.filter({ hasText: "Line 25." }).waitFor();
    await page.mouse.move(500, 300);
    await page.mouse.wheel(0, -300);
    await eventually(() => page.locator("#jump").isVisible(), true);
    const before = await atRest(page);
    await answer.filter({ hasText: "Line 40." }).waitFor();
    assert.equal(await page.evaluate(() => scrollY), before);
    await shot("jump");
    await page.getByRole("button", { name: "Go to the latest text" }).click();
    await eventually(async () => (await toEnd(page)) < 48, true);
    await ended();
    await eventually(() => toEnd(page), 0);
    assert.equal(await page.locator("#jump").isVisible(), false);
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
    const names = await answer.evaluate((element) => [...element.querySelectorAll("*")].map(({ localName }) => localName).join(" "));
    assert.equal(names, "h4 ol li strong li code div table thead tr th th tbody tr td td div div span button pre code blockquote p p a");
    const link = await answer.getByRole("link").evaluate((a) => [a.href, a.rel, a.target]);
    assert.deepEqual(link, ["https://example.org/", "noopener noreferrer nofollow", "_blank"]);
    await close();
  });

  test("code is coloured without touching it", async () => {
    const { page, answer, asked, close } = await open();
    await asked('stub:text=```java\nfinal int a = 1; // "b"\n```');
    const [coloured, children] = await page.evaluate(() => [
      [...CSS.highlights].map(([kind, ranges]) => [kind, [...ranges].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset))]),
      document.querySelector("pre code").childNodes.length,
    ]);
    assert.deepEqual(Object.fromEntries(coloured), { keyword: ["final", "int"], number: ["1"], comment: ['// "b"'] });
    assert.equal(children, 1);
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
