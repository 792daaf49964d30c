import assert from "node:assert/strict";
import site from "../../site.config.mjs";
import { words } from "../unit/speak.js";
import { eventually, open, test } from "./world.js";

const EXAMPLES = words("en").examples;
const PHONE = { viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true };

export default function asking() {
  test("the page says what it is", async () => {
    const { page, button, close, shot } = await open();
    assert.equal(await page.title(), site.title);
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "LLM Assistant");
    assert.equal(await page.locator(".line").textContent(), "Ask me a question!");
    assert.equal(await button.textContent(), "Ask");
    assert.deepEqual(await page.locator("#examples button").allTextContents(), EXAMPLES);
    await page.getByText("Answers can be wrong. Do not enter personal data.").waitFor();
    await shot("empty");
    await close();
  });

  test("the model's name stands below the box", async () => {
    const { page, close } = await open({ health: { model: "some-model" } });
    await page.locator("#model", { hasText: "some-model" }).waitFor();
    assert.equal(await page.locator("#built-in").isHidden(), true);
    await close();
  });

  test("the built-in model is called that, with the way to another", async () => {
    const { page, close } = await open({ health: { model: "b", provider: "built-in" } });
    const link = page.getByRole("link", { name: "built-in model" });
    await link.click();
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Use your own model");
    await close();
  });

  test("an example is asked by one press", async () => {
    const { page, asks, last, ended, close } = await open();
    await page.locator("#examples button").nth(1).click();
    await ended();
    assert.deepEqual(asks, [{ question: EXAMPLES[1], history: [] }]);
    assert.equal(await last.locator(".question").textContent(), EXAMPLES[1]);
    assert.equal(await page.locator("#welcome").isVisible(), false);
    await close();
  });

  test("nothing but blanks cannot be asked", async () => {
    const { box, button, asks, close, page } = await open();
    assert.equal(await button.isDisabled(), true);
    await box.fill(" \n ");
    assert.equal(await button.isDisabled(), true);
    await box.press("Enter");
    await box.fill("a");
    assert.equal(await button.isEnabled(), true);
    await page.waitForTimeout(100);
    assert.deepEqual(asks, []);
    await close();
  });

  test("Enter sends, Shift+Enter is a new line", async () => {
    const { page, box, asks, ended, close } = await open();
    await eventually(() => page.evaluate(() => document.activeElement.id), "question");
    await page.keyboard.type("one");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("two");
    assert.equal(await box.inputValue(), "one\ntwo");
    await page.keyboard.press("Enter");
    await ended();
    assert.deepEqual(asks.map(({ question }) => question), ["one\ntwo"]);
    assert.equal(await box.inputValue(), "");
    await close();
  });

  test("Enter that ends a composition does not send", async () => {
    const { page, context, box, asks, ended, close } = await open();
    const keyboard = await context.newCDPSession(page);
    await box.focus();
    await keyboard.send("Input.imeSetComposition", { text: "こんにちは", selectionStart: 5, selectionEnd: 5 });
    await page.evaluate(() => document.addEventListener("keydown", (event) => (window.composing = [event.key, event.isComposing]), { once: true }));
    await page.keyboard.press("Enter");
    assert.deepEqual(await page.evaluate(() => window.composing), ["Enter", true]);
    await page.waitForTimeout(100);
    assert.deepEqual(asks, []);
    await keyboard.send("Input.insertText", { text: "こんにちは" });
    await page.keyboard.press("Enter");
    await ended();
    assert.equal(asks.length, 1);
    await close();
  });

  test("on a touch screen Enter is a new line and nothing opens the keyboard", async () => {
    const { page, box, button, asks, ended, close } = await open(PHONE);
    await page.locator("#model").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.localName), "body");
    await box.tap();
    await page.keyboard.type("one");
    await page.keyboard.press("Enter");
    await page.keyboard.type("two");
    assert.deepEqual([await box.inputValue(), asks], ["one\ntwo", []]);
    await button.tap();
    await ended();
    assert.deepEqual(asks.map(({ question }) => question), ["one\ntwo"]);
    assert.notEqual(await page.evaluate(() => document.activeElement.id), "question");
    await close();
  });

  test("everything works by keyboard alone", async () => {
    const { page, box, asks, last, ended, close } = await open();
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
    await page.locator("h1").click();
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focused(), "Skip to the question box");
    assert.ok((await page.locator(".skip").boundingBox()).y >= 0);
    await page.keyboard.press("Enter");
    await page.keyboard.type("stub:tokens=100 every=50");
    await page.keyboard.press("Enter");
    await last.locator(".answer", { hasText: "token3" }).waitFor();
    await page.keyboard.press("Escape");
    await last.getByText("Stopped.").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "question");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focused(), "Retry");
    await page.keyboard.press("Enter");
    await ended();
    assert.equal(asks.length, 2);
    await page.keyboard.type("typed at once");
    assert.equal(await box.inputValue(), "typed at once");
    await close();
  });

  test("while the owner has closed the page, nothing can be asked", async () => {
    const { page, box, button, asks, close, shot } = await open({ health: { status: "paused" } });
    await page.getByText("The assistant is closed for now. Come back later.").waitFor();
    await box.fill("a");
    assert.equal(await button.isDisabled(), true);
    assert.equal(await page.locator("#examples button:disabled").count(), EXAMPLES.length);
    await box.press("Enter");
    await shot("paused");
    assert.deepEqual(asks, []);
    await close();
  });
}
