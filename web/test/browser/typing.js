import assert from "node:assert/strict";
import { eventually, open, test } from "./world.js";

export default function typing() {
  test("the box grows with its text, and not without end", async () => {
    const { page, box, close } = await open();
    const height = async () => (await box.boundingBox()).height;
    const one = await height();
    await box.fill("a\nb\nc");
    const three = await height();
    await box.fill("a\n".repeat(200));
    const many = await height();
    assert.ok(one < 50 && three > one + 40 && many > three && many <= 0.4 * page.viewportSize().height + 1, `${one}, ${three}, ${many}`);
    await close();
  });

  test("one can type while an answer comes, and send only afterwards", async () => {
    const { page, box, button, ask, asks, ended, close } = await open();
    await ask("stub:tokens=5 every=300");
    await eventually(() => button.textContent(), "Stop");
    await page.keyboard.type("next");
    await page.keyboard.press("Enter");
    assert.equal(await box.inputValue(), "next");
    await ended();
    assert.equal(asks.length, 1);
    assert.equal(await button.textContent(), "Ask");
    assert.equal(await box.inputValue(), "next");
    await close();
  });

  test("a double click on Ask asks once and stops nothing", async () => {
    const { box, button, asks, figures, close } = await open();
    await box.fill("stub:tokens=3 every=200");
    await button.dblclick();
    await figures.filter({ hasText: "3 tokens" }).waitFor();
    assert.equal(asks.length, 1);
    await close();
  });

  test("a draft outlives a reload", async () => {
    const { page, box, close } = await open();
    await box.fill("half a quest");
    await page.reload();
    assert.equal(await box.inputValue(), "half a quest");
    await close();
  });

  test("style and script are asked for at once, and wait for no other file", async () => {
    const { page, context, close } = await open();
    const asked = [];
    let both;
    const meanwhile = new Promise((resolve) => (both = resolve));
    await context.route(/\/assets\/(style|main)-/, async (route) => {
      asked.push(/style|main/.exec(route.request().url())[0]);
      if (new Set(asked).size === 2) both();
      await route.continue();
    });
    await context.route("**/assets/first-*.js", async (route) => (await Promise.race([meanwhile, new Promise((resolve) => setTimeout(resolve, 3000))]), asked.push("first"), route.continue()));
    await page.reload();
    assert.deepEqual(asked, ["style", "main", "first"]);
    await close();
  });

  test("what is typed before the page's script has come stays, behind a draft that was there", async () => {
    const { page, context, box, button, close } = await open();
    await box.fill("half a quest");
    let come;
    const comes = new Promise((resolve) => (come = resolve));
    await context.route("**/assets/main-*.js", async (route) => (await comes, route.continue()));
    await page.reload({ waitUntil: "commit" });
    await box.fill("What is a token?");
    come();
    await page.waitForFunction(() => !document.querySelector("#ask").disabled);
    assert.equal(await box.inputValue(), "half a quest\nWhat is a token?");
    assert.equal(await button.isEnabled(), true);
    await close();
  });

  test("a page whose script does not come says so in its own language, and keeps what was typed", async () => {
    const { page, context, close } = await open({ locale: "de" });
    await context.route("**/assets/main-*.js", (route) => route.fulfill({ status: 503, body: "" }));
    await page.reload();
    await page.locator("#not-whole").waitFor();
    assert.match(await page.locator("#not-whole").textContent(), /^This page has not come whole/);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await close();
  });

  test("near the server's limit the characters left are counted, as the server counts them", async () => {
    const limits = { questionChars: 100, historyTurns: 20, historyChars: 2000 };
    const { page, box, button, asks, close, shot } = await open({ health: { limits } });
    await page.locator("#model").waitFor();
    const counter = page.locator("#counter");
    await box.fill("a".repeat(89));
    assert.equal(await counter.isVisible(), false);
    await box.fill("😀".repeat(95));
    assert.equal(await counter.textContent(), "5 characters left");
    await box.fill("a".repeat(107));
    assert.equal(await counter.textContent(), "7 characters too many");
    assert.equal(await button.isDisabled(), true);
    await box.press("Enter");
    await shot("too-long");
    assert.equal(asks.length, 0);
    assert.equal(await box.inputValue(), "a".repeat(107));
    await close();
  });

  test("half a character is mended, not refused", async () => {
    const { page, box, button, asks, ended, close } = await open();
    await box.evaluate((area) => {
      area.value = "stub:text=a \ud83d b \ud83d\ude00";
      area.dispatchEvent(new Event("input"));
    });
    await button.click();
    await ended();
    assert.equal(asks[0].question, "stub:text=a \ufffd b 😀");
    await page.locator(".answer", { hasText: "a \ufffd b 😀" }).waitFor();
    await close();
  });
}
