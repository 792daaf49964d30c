// Nothing is lost: Undo, a warning before what follows goes, the last question, a list of keys, a question and a conversation by link.
import assert from "node:assert/strict";
import { clipboardTest, eventually, open, sse, test } from "./world.js";

const texts = (turns) => turns.locator(".answer").allTextContents();

export default function keeping() {
  test("Retry on an earlier question warns first, and can be undone, as Edit and New chat can", async () => {
    const { page, asked, box, button, turns, asks, ended, close, shot } = await open();
    for (const word of ["one", "two", "three"]) await asked(`stub:text=${word}`);
    const undo = page.getByRole("button", { name: "Undo" });
    await turns.first().getByRole("button", { name: "Retry" }).click();
    await page.getByText("Asking question 1 again replaces its answer and what follows.").waitFor();
    assert.equal(asks.length, 3, "nothing is asked yet");
    assert.deepEqual(await texts(turns), ["one", "two", "three"]);
    await shot("retrying");
    await button.click();
    await ended();
    assert.deepEqual(await texts(turns), ["one"]);
    await page.getByText("3 answers were replaced.").waitFor();
    await shot("undo");
    await undo.click();
    assert.deepEqual(await texts(turns), ["one", "two", "three"]);
    await page.reload();
    assert.deepEqual(await texts(turns), ["one", "two", "three"]);

    await page.getByRole("button", { name: "Edit question 2" }).click();
    await box.fill("stub:text=other");
    await button.click();
    await eventually(() => texts(turns), ["one", "other"]);
    await undo.click();
    assert.deepEqual(await texts(turns), ["one", "two", "three"]);

    await turns.last().getByRole("button", { name: "Retry" }).click();
    await page.getByText("1 answer was replaced.").waitFor();
    await page.keyboard.press("Control+Shift+O");
    assert.equal(await turns.count(), 0);
    await undo.click();
    await eventually(() => turns.count(), 3);
    await close();
  });

  test("Undo is there for ten seconds, and as long as it has the focus", async () => {
    const { page, asked, turns, close } = await open({ clock: true });
    await asked("stub:text=kept");
    const before = await page.evaluate(() => Date.now());
    await page.getByRole("button", { name: "New chat" }).click();
    const undo = page.getByRole("button", { name: "Undo" });
    await page.clock.pauseAt(before + 9000);
    await undo.focus();
    await page.clock.fastForward(20_000);
    assert.equal(await undo.isVisible(), true);
    await page.locator("#question").focus();
    await page.clock.fastForward(11_000);
    await eventually(() => undo.isVisible(), false);
    assert.equal(await turns.count(), 0);
    await close();
  });

  test("Arrow up brings earlier questions back, and disturbs no text", async () => {
    const { page, asked, box, close } = await open();
    for (const word of ["one", "two"]) await asked(`stub:text=${word}`);
    await box.focus();
    const values = [];
    for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"]) {
      await page.keyboard.press(key);
      values.push(await box.inputValue());
    }
    assert.deepEqual(values, ["stub:text=two", "stub:text=one", "stub:text=one", "stub:text=two", ""]);
    await box.fill("mine");
    await page.keyboard.press("ArrowUp");
    assert.equal(await box.inputValue(), "mine");
    await close();
  });

  test("the keys are listed, and Escape in the list stops nothing", async () => {
    const { page, ask, button, stops, close, shot } = await open();
    await ask("stub:tokens=200 every=50");
    await eventually(() => button.textContent(), "Stop");
    await page.keyboard.press("Control+/");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await shot("keys");
    await page.keyboard.press("Escape");
    await eventually(() => page.getByRole("dialog").count(), 0);
    assert.deepEqual(stops, []);
    await page.keyboard.press("Escape");
    await eventually(() => stops.length, 1);
    await page.getByRole("button", { name: "Keys" }).click();
    await page.getByRole("button", { name: "Close" }).click();
    await close();
  });

  test("a question in the address waits in the box, and is never sent by itself", async () => {
    const { page, box, asks, button, close } = await open({ path: "/?q=What+is+%3Cb%3E%3F" });
    assert.equal(await box.inputValue(), "What is <b>?");
    assert.equal(page.url().includes("q="), false);
    assert.equal(await button.isEnabled(), true);
    await page.waitForTimeout(300);
    assert.deepEqual(asks, []);
    await close();
  });

  test("a long and odd question in the address waits as it is, and is not sent", async () => {
    const odd = "اشرح 😀\n a+b & c=d # 100%";
    const { page, box, asks, button, close } = await open({ path: `/?x=1&q=${encodeURIComponent(odd)}%FF%ED%A0%80${"n".repeat(6000)}&q=second` });
    assert.match(await box.inputValue(), /^اشرح 😀\n a\+b & c=d # 100%\ufffd+n{6000}$/);
    assert.equal(new URL(page.url()).search, "");
    await page.getByText(/characters too many/).waitFor();
    assert.equal(await button.isEnabled(), false);
    await box.press("Enter");
    assert.deepEqual(asks, []);
    await close();
  });

  clipboardTest("a conversation of two hundred turns is shared whole", async () => {
    const { page, context, turns, close } = await open();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(() => sessionStorage.setItem("conversation", JSON.stringify(Array.from({ length: 200 }, (_, n) => ({ question: `سؤال ${n} 😀`, answer: `**${n}** ${Math.sin(n)} `.repeat(3), state: "done", model: "m" })))));
    await page.reload();
    await eventually(() => turns.count(), 200);
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByText(/A link is copied\./).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.goto(link);
    await page.getByText("A shared conversation, read only.").waitFor();
    assert.equal(await turns.count(), 200);
    assert.equal(await turns.last().locator(".question").textContent(), "سؤال 199 😀");
    assert.equal(await turns.last().locator("strong").count(), 3);
    await close();
  });

  clipboardTest("a conversation is shared by a link that holds it, opened read only, and carried on", async () => {
    const answer = sse(["start", { id: "a" }], ["token", { text: "**bold** <script>" }], ["done", { model: "m", finishReason: "stop", usage: null, receipt: "secret-receipt" }]);
    const { page, context, asked, turns, asks, box, close, shot } = await open({ routes: { "**/api/ask": answer } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await asked("What?");
    const read = await page.evaluateHandle(() => navigator.clipboard.readText.bind(navigator.clipboard));
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByText("A link is copied. It holds this conversation: whoever has it can read it.").waitFor();
    const link = await read.evaluate((readText) => readText());
    assert.match(link, /\/#chat=[\w-]+$/);
    await page.getByRole("button", { name: "New chat" }).click();
    await asked("Own question");
    await page.goto(link); // Only the fragment changes.
    await page.getByText("A shared conversation, read only.").waitFor();
    assert.deepEqual(await turns.locator(".question").allTextContents(), ["What?"]);
    assert.equal(await turns.locator("strong").textContent(), "bold");
    assert.equal(await box.isVisible(), false);
    for (const name of ["Retry", "Edit question 1", "New chat", "Good answer"]) assert.equal(await page.getByRole("button", { name }).count(), 0, name);
    await page.keyboard.press("Control+Shift+O");
    assert.equal(await turns.count(), 1);
    await shot("shared");
    await page.getByRole("button", { name: "Carry on here" }).click();
    // The page loads anew: what is typed before its script runs would be lost.
    await eventually(async () => [await page.locator(".shared").count(), await turns.count()], [0, 1]);
    await box.waitFor();
    assert.equal(new URL(page.url()).hash, "");
    await asked("And?");
    assert.deepEqual(asks.at(-1).history.map(({ content }) => content), ["What?", "**bold** <script>"]);
    assert.equal((await page.evaluate(() => sessionStorage.getItem("conversation"))).split("secret-receipt").length, 2, "a receipt is not shared");
    await page.goto(`${link.slice(0, -8)}`);
    await page.getByText("This link holds no conversation that can be read. It may have been cut.").waitFor();
    assert.deepEqual(await turns.locator(".question").allTextContents(), ["What?", "And?"]);
    await close();
  });
}
