import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { events, eventually, open, sse, stream, test } from "./world.js";

const DONE = ["done", { model: "m", finishReason: "stop", usage: null }];

export default function answering() {
  test("the answer is seen as it is made", async () => {
    const { page, ask, answer, ended, close } = await open();
    await page.evaluate(() => {
      window.seen = [];
      new MutationObserver(() => {
        const text = document.querySelector(".answer")?.textContent.trim();
        if (text && text !== window.seen.at(-1)?.text) window.seen.push({ text, at: performance.now() });
      }).observe(document.querySelector("#log"), { subtree: true, childList: true, characterData: true });
    });
    await ask("stub:tokens=5 every=400");
    await ended();
    assert.equal((await answer.textContent()).trim(), "token0 token1 token2 token3 token4");
    const seen = await page.evaluate(() => window.seen);
    for (const count of [1, 2, 3, 4]) {
      const { at } = seen.find(({ text }) => text.includes(`token${count - 1}`) && !text.includes(`token${count}`)) ?? {};
      assert.ok(at, `token${count - 1} was never the last one: ${JSON.stringify(seen)}`);
    }
    const span = seen.at(-1).at - seen[0].at;
    assert.ok(span > 1200 && span < 4000, `${span} ms`);
    await close();
  });

  test("it thinks at once", async () => {
    const { page, box, button, last, close } = await open();
    const delays = [];
    for (let round = 0; round < 5 && !(delays.at(-1) < 100); round++) { // Other work on the machine can only add to it.
      await box.fill("stub:first=1500 text=Well.");
      const { words, delay } = await page.evaluate(async () => {
        const begin = performance.now();
        document.querySelector("#ask").click();
        await new Promise(requestAnimationFrame);
        return { words: document.querySelector("article:last-child .progress").textContent, delay: performance.now() - begin };
      });
      delays.push(delay);
      assert.equal(words, "Thinking…");
      assert.equal(await button.textContent(), "Stop");
      await last.getByText("Well.", { exact: true }).waitFor();
    }
    assert.ok(delays.at(-1) < 100, `${delays} ms`);
    await close();
  });

  test("it wakes up after three seconds", async () => {
    const { ask, last, answer, close } = await open();
    await ask("stub:first=4000 text=Awake.");
    await last.getByText("Thinking…").waitFor();
    await last.getByText("Waking up…").waitFor();
    assert.equal(await answer.textContent(), "");
    await answer.filter({ hasText: "Awake." }).waitFor();
    assert.equal(await last.locator(".progress").isVisible(), false);
    await close();
  });

  test("each answer tells its model, its first token and its tokens", async () => {
    const { asked, figures, close } = await open();
    await asked("stub:tokens=12 first=120");
    assert.match(await figures.textContent(), /^\S+ · first token after (0\.[1-9]\d|[1-9]\.\d\d) s · 12 tokens$/);
    await close();
  });

  for (const [name, press] of [["the button", ({ button }) => button.click()], ["Escape", ({ page }) => page.keyboard.press("Escape")]]) {
    test(`${name} stops the answer: what came stays, and the server is told`, async () => {
      const tab = await open();
      await tab.ask("stub:tokens=100 every=30");
      await tab.answer.filter({ hasText: "token5" }).waitFor();
      await press(tab);
      await tab.last.getByText("Stopped.").waitFor();
      const text = await tab.answer.textContent();
      await eventually(() => tab.stops.length, 1);
      assert.match(tab.stops[0], /^\/api\/answers\/[\w-]+$/);
      await tab.page.waitForTimeout(200);
      assert.equal(await tab.answer.textContent(), text);
      assert.match(text, /^token0 .*token5/);
      assert.equal(await tab.button.textContent(), "Ask");
      assert.equal(await tab.page.evaluate(() => document.activeElement.id), "question");
      await tab.shot("stopped");
      await tab.close();
    });
  }

  test("stopped before it began: the server is told once it has named the answer", async (t) => {
    const answer = await stream(t);
    const { ask, last, button, stops, close } = await open({ routes: { "**/api/ask": answer.route } });
    await ask("a");
    await button.click();
    await last.getByText("Stopped.").waitFor();
    assert.equal(await button.textContent(), "Ask");
    assert.deepEqual(stops, []);
    await answer.send(["start", { id: "id-1" }], ["token", { text: "unseen" }]);
    await eventually(() => stops, ["/api/answers/id-1"]);
    assert.equal(await answer.left, true);
    assert.equal(await last.locator(".answer").textContent(), "");
    await close();
  });

  test("a stopped answer is left, a whole one is read to its end", async (t) => {
    const answer = await stream(t);
    const { ask, button, answer: shown, stops, close } = await open({ routes: { "**/api/ask": answer.route } });
    await ask("a");
    await answer.send(["start", { id: "id-1" }], ["token", { text: "Half" }]);
    await shown.filter({ hasText: "Half" }).waitFor();
    await button.click();
    assert.equal(await answer.left, true);
    const whole = await stream(t);
    await close();
    const tab = await open({ routes: { "**/api/ask": whole.route } });
    await tab.ask("a");
    await whole.send(["start", { id: "id-2" }], ["token", { text: "Whole" }], DONE);
    await tab.ended();
    await whole.end();
    assert.equal(await whole.left, false);
    assert.deepEqual([stops, tab.stops], [["/api/answers/id-1"], []]);
    await tab.close();
  });

  test("a stopped answer does not disturb the next", async (t) => {
    const first = await stream(t);
    const { context, ask, asked, button, turns, stops, close } = await open({ routes: { "**/api/ask": first.route } });
    await ask("a");
    await button.click();
    await context.unroute("**/api/ask");
    await ask("stub:first=700 text=seen");
    await first.send(["start", { id: "id-1" }], ["token", { text: "unseen" }], DONE);
    await eventually(() => turns.locator(".answer").allTextContents(), ["", "seen"]);
    await asked("stub:text=again");
    assert.deepEqual(await turns.locator(".answer").allTextContents(), ["", "seen", "again"]);
    assert.deepEqual(stops, ["/api/answers/id-1"]);
    await close();
  });

  test("leaving the page stops the answer and keeps what came", async () => {
    const { page, ask, answer, last, close } = await open();
    await page.evaluate(() => {
      const { fetch } = window;
      window.fetch = (path, options) => { // A request from a page that is going is seen by nobody else.
        if (options.method === "DELETE") sessionStorage.setItem("told", `${path} ${options.keepalive}`);
        return fetch(path, options);
      };
    });
    await ask("stub:tokens=100 every=30");
    await answer.filter({ hasText: "token3" }).waitFor();
    await page.reload();
    await last.getByText("Stopped.").waitFor();
    assert.match(await answer.textContent(), /^token0 token1 token2 token3/);
    assert.match(await page.evaluate(() => sessionStorage.getItem("told")), /^\/api\/answers\/[\w-]+ true$/);
    await close();
  });

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
    assert.equal(await page.locator("#log").innerHTML(), before);
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

  test("an answer and a piece of code can be copied, also where the clipboard's interface does not exist", async () => {
    const { page, context, asked, last, box, close } = await open();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const markdown = "**Code**:\n\n```js\nlet a = 1 < 2;\n```\n\nEnd.";
    await asked(`stub:text=${markdown}`);
    const read = await page.evaluateHandle(() => navigator.clipboard.readText.bind(navigator.clipboard));
    const clipboard = () => read.evaluate((readText) => readText());
    await last.getByRole("button", { name: "Copy code" }).click();
    await last.getByText("Copied").waitFor();
    assert.equal(await clipboard(), "let a = 1 < 2;");
    await last.getByRole("button", { name: "Copy answer" }).click();
    await eventually(clipboard, markdown);
    await asked("stub:text=by the old way");
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await last.getByRole("button", { name: "Copy answer" }).click();
    await last.getByText("Copied").waitFor();
    assert.equal(await clipboard(), "by the old way");
    assert.equal(await box.inputValue(), "");
    await close();
  });

  for (const [reason, words] of [["length", "Cut off: the answer reached its greatest length."], ["content_filter", "Cut off: the model’s content filter stepped in."]]) {
    test(`an answer that ended by ${reason} says so`, async () => {
      const answer = sse(["start", { id: "a" }], ["token", { text: "Half" }], ["done", { ...DONE[1], finishReason: reason }]);
      const { asked, last, close } = await open({ routes: { "**/api/ask": answer } });
      await asked("a");
      assert.equal(await last.locator(".note:visible").textContent(), words);
      await close();
    });
  }

  test("events are read however they are cut, and unknown ones passed over", async () => {
    const body = events(["start", { id: "a" }], ["token", { text: "ä€😀" }], ["news", { text: "no" }]).replaceAll("\n", "\r\n") +
      ':comment\n\nevent: token\ndata: {"text":\ndata: " b"}\n\n' + events(DONE);
    const { asked, answer, close } = await open({ routes: { "**/api/ask": (route) => route.fulfill({ contentType: "text/event-stream;charset=utf-8", body }) } });
    await asked("a");
    assert.equal(await answer.textContent(), "ä€😀 b");
    await close();
  });
}
