// What the server may add to an answer: thoughts, sources, a receipt to rate it by, a reason to go on; and whom it lets in.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { eventually, open, refusal, sse, stream, test } from "./world.js";

const START = ["start", { id: "a" }];
const done = (more) => ["done", { model: "m", finishReason: "stop", usage: null, ...more }];
const SOURCES = [
  { n: 1, title: "Guide › Deploy", file: "guide.md", anchor: "deploy", url: "https://docs.example/guide#deploy", text: "Run make deploy.\n<b>plain</b> [^9]" },
  { n: 2, title: "الدليل", file: "ar.md", anchor: "", url: "javascript:alert(1)", text: "نص عربي" },
  { n: 3, title: "Unused", file: "c.md", text: "Never named." },
];

export const CITED = sse(START, ["sources", { sources: SOURCES }], ["token", { text: "By `make [^1]` it is **deployed[^1]**. In Arabic[^2], unknown[^7]." }], done({ cited: [1, 2], receipt: "r-1" }));

export default function contracts() {
  test("thoughts are folded while they come, and told with their time", async (t) => {
    const source = await stream(t);
    const { page, ask, last, ended, close, shot } = await open({ clock: true, routes: { "**/api/ask": source.route } });
    await ask("a");
    await source.send(START, ["thinking", { text: "First <i>" }], ["thinking", { text: " then" }]);
    const thoughts = last.locator(".thoughts");
    const summary = thoughts.locator("summary");
    await thoughts.waitFor();
    await page.clock.fastForward(6000);
    await summary.filter({ hasText: /^Thinking… ([6-9]|\d\d+) s$/ }).waitFor();
    assert.equal(await thoughts.locator(".thought").isVisible(), false);
    await source.send(["token", { text: "Answer." }], done());
    await ended();
    const words = await summary.textContent();
    assert.match(words, /^Thought for ([6-9]|\d\d+) s$/);
    await summary.click();
    assert.equal(await thoughts.locator(".thought").textContent(), "First <i> then");
    await shot("thought");
    await page.reload();
    assert.equal(await summary.textContent(), words);
    assert.equal(await thoughts.locator(".thought").textContent(), "First <i> then");
    await close();
  });

  test("an answer that was cut for length goes on by a press", async () => {
    const answer = sse(START, ["token", { text: "Half" }], done({ finishReason: "length" }));
    const { asked, last, asks, turns, close } = await open({ routes: { "**/api/ask": answer } });
    await asked("a");
    await last.getByRole("button", { name: "Continue this answer" }).click();
    await eventually(() => turns.count(), 2);
    await eventually(() => asks.length, 2);
    assert.deepEqual(asks[1], { question: "Continue exactly where your answer stopped.", history: [{ role: "user", content: "a" }, { role: "assistant", content: "Half" }] });
    await close();
  });

  test("sources are opened from the text as plain text, by mouse and keyboard, and led back from", async () => {
    const { page, asked, answer, last, close, shot } = await open({ routes: { "**/api/ask": CITED } });
    await asked("a");
    const marks = answer.locator(".cite");
    assert.deepEqual(await marks.allTextContents(), ["1", "2"]);
    assert.equal((await answer.textContent()).trim(), "By make [^1] it is deployed1. In Arabic2, unknown[^7].");
    const passages = last.locator(".sources details");
    assert.deepEqual(await passages.locator("summary").allTextContents(), ["1Guide › Deploy", "2الدليل"]);
    assert.deepEqual(await marks.first().evaluate((mark) => [mark.getAttribute("role"), mark.getAttribute("aria-label")]), ["doc-noteref", "Source 1"]);
    await marks.first().focus();
    await page.keyboard.press("Enter");
    assert.equal(await passages.first().locator(".passage").innerText(), "Run make deploy.\n<b>plain</b> [^9]");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "summary");
    assert.equal(new URL(page.url()).hash, "");
    assert.deepEqual(await passages.locator("a").evaluateAll((links) => links.map(({ href, rel, target }) => [href, rel, target])), [["https://docs.example/guide#deploy", "noopener noreferrer nofollow", "_blank"]]);
    await marks.nth(1).click();
    assert.equal(await passages.nth(1).locator(".passage").evaluate((element) => getComputedStyle(element).direction), "rtl");
    await shot("sources");
    await passages.nth(1).getByRole("button", { name: "Back to the text" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "2");
    await passages.first().evaluate((element) => (element.open = false));
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.deepEqual(await passages.evaluateAll((all) => all.map(({ open }) => open)), [true, true]);
    await page.reload();
    assert.deepEqual(await marks.allTextContents(), ["1", "2"]);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download" }).click()]);
    const text = await readFile(await download.path(), "utf8");
    assert.match(text, /deployed\[\^1-1\].*\n\n\[\^1-1\]: Guide › Deploy <https:\/\/docs\.example\/guide#deploy>\n\n {4}Run make deploy\.\n {4}<b>plain<\/b>/);
    assert.match(text, /\[\^1-2\]: الدليل\n/);
    assert.doesNotMatch(text, /Never named|javascript/);
    await close();
  });

  test("an answer from documents that names none of them is marked", async () => {
    const answer = sse(START, ["sources", { sources: SOURCES }], ["token", { text: "I do not know." }], done({ cited: [] }));
    const { asked, last, close } = await open({ routes: { "**/api/ask": answer } });
    await asked("a");
    assert.equal(await last.locator(".unsourced").textContent(), "This answer names no source.");
    assert.equal(await last.locator(".sources").count(), 0);
    await close();
  });

  test("an answer is rated by its receipt, a bad one with a reason from a short list", async () => {
    const { page, context, asked, last, votes, close, shot } = await open({ routes: { "**/api/ask": CITED, "**/api/ratings": (route) => route.fulfill({ status: 204 }) } });
    await asked("a");
    const good = last.getByRole("button", { name: "Good answer" });
    const bad = last.getByRole("button", { name: "Bad answer" });
    await good.click();
    await last.getByText("Thank you.").waitFor();
    await bad.click();
    await last.getByRole("group", { name: "What was wrong?" }).waitFor();
    await shot("rating");
    await last.getByRole("button", { name: "Not what I asked" }).click();
    await eventually(() => votes, [{ receipt: "r-1", rating: "up" }, { receipt: "r-1", rating: "down" }, { receipt: "r-1", rating: "down", reason: "not_what_i_asked" }]);
    await last.getByText("Thank you.").waitFor();
    assert.equal(await last.locator(".reasons").count(), 0);
    await page.reload();
    assert.deepEqual([await good.getAttribute("aria-pressed"), await bad.getAttribute("aria-pressed")], ["false", "true"]);
    await context.unroute("**/api/ratings");
    await context.route("**/api/ratings", refusal(400, "receipt_invalid"));
    await good.click();
    await last.getByText("The rating could not be sent.").waitFor();
    assert.equal(await bad.getAttribute("aria-pressed"), "true");
    await close();
  });

  test("without a receipt, or where ratings are off, there is nothing to rate by", async () => {
    const { asked, last, close } = await open({ health: { ratings: false }, routes: { "**/api/ask": CITED } });
    await asked("a");
    assert.equal(await last.locator(".thumb").count(), 0);
    await close();
    const tab = await open();
    await tab.asked("stub:text=well");
    assert.ok((await tab.last.locator(".thumb").count()) === 0 || (await tab.page.evaluate(() => sessionStorage.getItem("conversation"))).includes("receipt"));
    await tab.close();
  });

  test("a key in the address is taken out of it, kept, sent along, told, and forgotten", async () => {
    const guest = { access: "required", guest: { name: "anna", tokens: 50000, left: 41200 } };
    const { page, asked, headers, close, shot } = await open({ path: "/#key=ask-abc123", health: guest });
    const line = page.locator("#guest");
    await line.getByText("Signed in as anna · 41,200 of 50,000 tokens left today").waitFor();
    assert.equal(page.url().includes("key"), false);
    assert.equal(await page.evaluate(() => localStorage.getItem("access-key")), "ask-abc123");
    await asked("stub:text=well");
    assert.equal(headers[0]["x-access-key"], "ask-abc123");
    await shot("guest");
    await page.getByRole("button", { name: "Forget" }).click();
    await page.getByLabel("Enter your access key:").waitFor();
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    assert.equal(await line.isVisible(), false);
    await close();
  });

  test("where a key is needed it is asked for, and a refusal asks again", async () => {
    let known = false;
    const health = async (route) => {
      const key = route.request().headers()["x-access-key"];
      await route.fulfill({ json: { status: "ok", ready: true, model: "m", provider: "compatible", access: "required", ...(known && key === "ask-right" && { guest: { name: "bo", tokens: 9, left: 9 } }) } });
    };
    const { page, context, box, button, asked, problem, close, shot } = await open({ routes: { "**/api/health": health } });
    const field = page.getByLabel("Enter your access key:");
    await field.fill("ask-wrong");
    await box.fill("a");
    assert.equal(await button.isDisabled(), true);
    await page.getByRole("button", { name: "Sign in" }).click();
    await eventually(() => field.inputValue(), "");
    assert.equal(await field.isVisible(), true);
    await shot("key-needed");
    known = true;
    await field.fill(" ask-right ");
    await page.keyboard.press("Enter");
    await page.getByText("Signed in as bo · 9 of 9 tokens left today").waitFor();
    await context.route("**/api/ask", refusal(401, "access_required"));
    await asked("b");
    assert.equal(await problem.getByRole("alert").textContent(), "This page is for invited guests. Your question is kept. Enter a valid access key below, then retry.");
    await field.waitFor();
    await close();
  });
}
