import assert from "node:assert/strict";
import { eventually, open, stream, test } from "./world.js";

const DONE = ["done", { model: "m", finishReason: "stop", usage: null }];

export default function stopping() {
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

  test("stopped before a word has come: the server is told at once, by the id that went along", async (t) => {
    const answer = await stream(t, { silent: true });
    const { ask, last, button, stops, headers, close } = await open({ routes: { "**/api/ask": answer.route } });
    await ask("a");
    await answer.reached;
    await button.click();
    await last.getByText("Stopped.").waitFor();
    assert.equal(await button.textContent(), "Ask");
    assert.match(headers[0]["x-answer-id"], /^[0-9a-f]{32}$/);
    await eventually(() => stops, [`/api/answers/${headers[0]["x-answer-id"]}`]);
    assert.equal(await answer.left, true);
    await ask("b");
    await button.click();
    await eventually(() => stops.length, 2);
    assert.notEqual(stops[0], stops[1]);
    await close();
  });

  test("Escape that belongs to an input method stops nothing", async (t) => {
    const answer = await stream(t);
    const { page, ask, last, button, stops, close } = await open({ routes: { "**/api/ask": answer.route } });
    await ask("a");
    await answer.send(["start", { id: "id-1" }], ["token", { text: "Half" }]);
    await last.getByText("Half").waitFor();
    for (const event of [{ keyCode: 229 }, { isComposing: true }]) {
      await page.evaluate((more) => document.querySelector("#question").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, ...more })), event);
    }
    assert.deepEqual([await button.textContent(), stops], ["Stop", []]);
    await page.evaluate(() => document.querySelector("#question").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })));
    await eventually(() => stops, ["/api/answers/id-1"]);
    await close();
  });

  test("Escape in the midst of real composition stops nothing either", async (t) => {
    const answer = await stream(t);
    const { page, context, ask, box, last, button, stops, close } = await open({ routes: { "**/api/ask": answer.route } });
    await ask("a");
    await answer.send(["start", { id: "id-1" }], ["token", { text: "Half" }]);
    await last.getByText("Half").waitFor();
    const input = await context.newCDPSession(page);
    await box.focus();
    await input.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
    await page.keyboard.press("Escape");
    assert.deepEqual([await button.textContent(), stops], ["Stop", []]);
    await input.send("Input.insertText", { text: "日本" });
    assert.equal(await box.inputValue(), "日本");
    await page.keyboard.press("Escape");
    await eventually(() => stops, ["/api/answers/id-1"]);
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
    await eventually(() => stops, ["/api/answers/id-1"]);
    const whole = await stream(t);
    await close();
    const tab = await open({ routes: { "**/api/ask": whole.route } });
    await tab.ask("a");
    await whole.send(["start", { id: "id-2" }], ["token", { text: "Whole" }], DONE);
    await tab.ended();
    await whole.end();
    assert.equal(await whole.left, false);
    assert.deepEqual(tab.stops, []);
    await tab.close();
  });

  test("a stopped answer does not disturb the next", async (t) => {
    const first = await stream(t);
    const { context, ask, asked, button, turns, stops, close } = await open({ routes: { "**/api/ask": first.route } });
    await ask("a");
    await button.click();
    await context.unroute("**/api/ask");
    await ask("stub:first=700 text=seen");
    await eventually(() => turns.locator(".answer").allTextContents(), ["", "seen"]);
    await asked("stub:text=again");
    assert.deepEqual(await turns.locator(".answer").allTextContents(), ["", "seen", "again"]);
    assert.equal(stops.length, 1);
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

  test("leaving before a word has come tells the server, too", async (t) => {
    const answer = await stream(t, { silent: true });
    const { page, ask, headers, close } = await open({ routes: { "**/api/ask": answer.route } });
    await page.evaluate(() => {
      const { fetch } = window;
      window.fetch = (path, options) => {
        if (options.method === "DELETE") sessionStorage.setItem("told", `${path} ${options.keepalive}`);
        return fetch(path, options);
      };
    });
    await ask("a");
    await answer.reached;
    await page.reload();
    assert.equal(await page.evaluate(() => sessionStorage.getItem("told")), `/api/answers/${headers[0]["x-answer-id"]} true`);
    assert.equal(await answer.left, true);
    await close();
  });
}
