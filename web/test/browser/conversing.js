import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { eventually, open, test } from "./world.js";

export default function conversing() {
  test("Retry asks the same again in its place", async () => {
    const { asked, ended, last, turns, asks, close } = await open();
    await asked("stub:text=first");
    await asked("stub:text=second");
    await last.getByRole("button", { name: "Retry" }).click();
    await ended();
    assert.deepEqual(await turns.locator(".answer").allTextContents(), ["first", "second"]);
    assert.deepEqual(asks[2], asks[1]);
    await close();
  });

  test("a question can be edited and asked again; what followed goes, the draft stays", async () => {
    const { page, box, asked, button, turns, asks, ended, close, shot } = await open();
    await asked("stub:text=first");
    await asked("stub:text=second");
    await box.fill("a draft");
    await page.getByRole("button", { name: "Edit question 1" }).click();
    assert.equal(await box.inputValue(), "stub:text=first");
    await page.getByText("Editing question 1. Asking again replaces it and what follows.").waitFor();
    await shot("editing");
    await page.keyboard.press("Escape");
    assert.equal(await box.inputValue(), "a draft");
    await page.getByRole("button", { name: "Edit question 1" }).click();
    await box.fill("stub:text=changed");
    await button.click();
    await ended();
    assert.deepEqual(await turns.locator(".answer").allTextContents(), ["changed"]);
    assert.deepEqual(asks[2], { question: "stub:text=changed", history: [] });
    assert.equal(await box.inputValue(), "a draft");
    await close();
  });

  test("what was said before is sent along, within the server's limits, and what is left out is named", async () => {
    const { page, asked, asks, last, close, shot } = await open({ health: { limits: { questionChars: 4000, historyTurns: 4, historyChars: 1000 } } });
    await page.locator("#model").waitFor();
    for (const word of ["a", "b", "c"]) await asked(`stub:text=${word}`);
    assert.equal(await last.locator(".dropped").count(), 0);
    await asked("stub:text=d");
    const turn = (word) => [{ role: "user", content: `stub:text=${word}` }, { role: "assistant", content: word }];
    assert.deepEqual(asks.map(({ history }) => history), [[], turn("a"), [...turn("a"), ...turn("b")], [...turn("b"), ...turn("c")]]);
    assert.equal(await last.locator(".dropped").textContent(), "The model no longer sees the first question of this chat.");
    await shot("dropped");
    await close();
  });

  test("the conversation outlives a reload, stays in its tab, and is gone with New chat", async () => {
    const { page, context, box, asked, turns, close } = await open({ health: { limits: { questionChars: 4000, historyTurns: 2, historyChars: 1000 } } });
    await page.locator("#model").waitFor();
    for (const word of ["one", "two", "**kept**"]) await asked(`stub:text=${word}`);
    const before = await page.locator("#log").innerHTML();
    await page.reload();
    assert.equal(await page.locator("#log").innerHTML(), before.replace('class="turn newest"', 'class="turn"'));
    const other = await context.newPage();
    await other.goto(page.url());
    assert.equal(await other.getByRole("article").count(), 0);
    await other.close();
    await box.fill("a draft");
    await page.getByRole("button", { name: "New chat" }).click();
    assert.equal(await turns.count(), 0);
    assert.equal(await page.locator("#welcome").isVisible(), true);
    assert.deepEqual(await page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage), document.cookie]), [["draft"], [], ""]);
    await page.reload();
    assert.equal(await turns.count(), 0);
    await close();
  });

  test("New chat has a shortcut, and stops what is being answered", async () => {
    const { page, ask, answer, turns, stops, asks, asked, close } = await open();
    await ask("stub:tokens=100 every=30");
    await answer.filter({ hasText: "token2" }).waitFor();
    await page.keyboard.press("Control+Shift+O");
    await eventually(() => turns.count(), 0);
    await eventually(() => stops.length, 1);
    await asked("stub:text=anew");
    assert.deepEqual(asks[1].history, []);
    await close();
  });

  test("the conversation can be taken along as Markdown", async () => {
    const { page, asked, close } = await open();
    await asked("stub:text=**bold** answer");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download" }).click()]);
    assert.match(download.suggestedFilename(), /^conversation-\d{4}-\d\d-\d\d-\d\d-\d\d\.md$/);
    const text = await readFile(await download.path(), "utf8");
    assert.match(text, /^# LLM Assistant\n\n## stub:text=\*\*bold\*\* answer\n\n\*\*Answer \(\S+\):\*\*\n\n\*\*bold\*\* answer\n$/);
    await close();
  });
}
