import assert from "node:assert/strict";
import { clipboardTest, events, eventually, open, sse, stream, test } from "./world.js";

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
    await ask("stub:tokens=5 every=600");
    await ended();
    assert.equal((await answer.textContent()).trim(), "token0 token1 token2 token3 token4");
    const seen = await page.evaluate(() => window.seen);
    for (const count of [1, 2, 3, 4]) {
      const { at } = seen.find(({ text }) => text.includes(`token${count - 1}`) && !text.includes(`token${count}`)) ?? {};
      assert.ok(at, `token${count - 1} was never the last one: ${JSON.stringify(seen)}`);
    }
    const span = seen.at(-1).at - seen[0].at;
    assert.ok(span > 1800 && span < 15_000, `${span} ms`);
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

  test("it wakes up only while nothing has come, and then tells how long it thinks", async (t) => {
    const source = await stream(t, { silent: true });
    const { page, ask, last, answer, close } = await open({ clock: true, routes: { "**/api/ask": source.route } });
    await ask("a");
    const progress = last.locator(".progress");
    assert.equal(await progress.textContent(), "Thinking…");
    await source.reached;
    await page.clock.fastForward(4000);
    await eventually(() => progress.textContent(), "Waking up…");
    await source.comment();
    await progress.filter({ hasText: /^Thinking… ([4-9]|\d\d+) s$/ }).waitFor();
    await page.clock.fastForward(50_000);
    await progress.filter({ hasText: /^Thinking… [5-9]\d s$/ }).waitFor();
    await source.send(["start", { id: "a" }], ["token", { text: "Awake." }], DONE);
    await answer.filter({ hasText: "Awake." }).waitFor();
    assert.equal(await progress.isVisible(), false);
    assert.equal(await last.locator(".thoughts").count(), 0);
    await close();
  });

  test("each answer tells its model, its first token and its tokens", async () => {
    const { asked, figures, close } = await open();
    await asked("stub:tokens=12 first=120");
    assert.match(await figures.textContent(), /^\S+ · first token after (0\.[1-9]\d|[1-9]\.\d\d) s · 12 tokens$/);
    await close();
  });

  clipboardTest("an answer and a piece of code can be copied, also where the clipboard's interface does not exist", async () => {
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

  const ENDS = { length: "Cut off: the answer reached its greatest length.", content_filter: "Cut off: the model’s content filter stepped in.", stopped: "Stopped.", other: "The model ended here without saying why." };
  for (const [reason, words] of Object.entries(ENDS)) {
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
