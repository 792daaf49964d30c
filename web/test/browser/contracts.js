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

const chance = (text, chance, ...others) => ({ text, chance, others: others.map(([text, chance]) => ({ text, chance })) });
const CHANCES = [
  chance("An", 0.62, ["The", 0.2], ["<b>A</b>", 0.012], ["\n\n", 0.0004]),
  chance(" answer", 0.99999, [" reply", 0.00001]),
  chance(" مرحبا", 0.5, ["<|im_end|>", 0.4], [" ", 0.05]),
  chance(".\n", 1),
];

export const CHOSEN = sse(START, ["token", { text: "An answer" }], ["chances", { tokens: CHANCES.slice(0, 2) }], ["token", { text: " مرحبا.\n" }], ["chances", { tokens: [...CHANCES.slice(2), { text: 7 }, null] }], done());

export default function contracts() {
  test("who turns it on sees how each answer was chosen, by keyboard, as a table", async () => {
    const { page, context, asked, asks, last, close, shot } = await open({ routes: { "**/api/ask": CHOSEN } });
    const toggle = page.getByRole("button", { name: "Show how it chooses" });
    await asked("a");
    assert.deepEqual(asks[0], { question: "a", history: [] });
    assert.equal(await toggle.getAttribute("aria-pressed"), "false");
    await toggle.focus();
    await page.keyboard.press("Enter");
    assert.equal(await toggle.getAttribute("aria-pressed"), "true");
    await page.getByText("From the next answer on").waitFor();
    await asked("b");
    assert.equal(asks[1].explain, true);
    const open1 = last.getByRole("button", { name: "How it chose" });
    assert.equal(await open1.getAttribute("aria-expanded"), "false");
    await open1.focus();
    await page.keyboard.press("Enter");
    const region = last.getByRole("region", { name: "How it chose" });
    await region.waitFor();
    assert.equal(await open1.getAttribute("aria-expanded"), "true");
    const rows = region.locator("tbody tr");
    assert.deepEqual(await region.getByRole("columnheader").allTextContents(), ["Token", "Chance", "What else might have come"]);
    assert.deepEqual(await rows.evaluateAll((all) => all.map(({ cells }) => [...cells].map(({ textContent }) => textContent))), [
      ["An", "62%", "The 20%<b>A</b> 1%line break 0.04%"],
      [" answer", ">99.99%", " reply <0.01%"],
      [" مرحبا", "50%", "end of the answer 40%space 5%"],
      [".⏎", "100%", ""],
    ]);
    assert.equal(await rows.first().locator("b").count(), 0);
    await shot("chose");
    await region.getByRole("checkbox", { name: "Only where the chance was below 90%" }).check();
    assert.deepEqual(await rows.evaluateAll((all) => all.map((row) => row.checkVisibility())), [true, false, true, false]);
    await page.emulateMedia({ media: "print" });
    assert.equal(await region.isVisible(), true);
    assert.equal(await region.locator("label").isVisible(), false);
    await page.emulateMedia({ media: "screen" });
    await open1.click();
    await eventually(() => region.count(), 0);
    await page.reload();
    assert.equal(await toggle.getAttribute("aria-pressed"), "true");
    await last.getByRole("button", { name: "How it chose" }).click();
    await rows.first().waitFor();
    assert.equal(await rows.count(), 4);
    await context.unroute("**/api/ask");
    await context.route("**/api/ask", sse(START, ["token", { text: "Bare." }], done()));
    await asked("c");
    await last.getByText("This model does not tell its chances.").waitFor();
    await toggle.click();
    await asked("d");
    assert.equal(asks.at(-1).explain, undefined);
    assert.equal(await last.getByText("This model does not tell its chances.").count(), 0);
    assert.equal(await page.evaluate(() => localStorage.getItem("explain")), null);
    await close();
  });

  test("of a long answer the first tokens are shown, and all on a press", async () => {
    const tokens = Array.from({ length: 450 }, (_, i) => chance(` t${i}`, i % 2 ? 1 : 0.4));
    const { page, asked, last, close } = await open({ routes: { "**/api/ask": sse(START, ["token", { text: "Long." }], ["chances", { tokens }], done()) } });
    await asked("a");
    await last.getByRole("button", { name: "How it chose" }).click();
    const rows = last.locator(".chose tbody tr");
    await rows.first().waitFor();
    assert.equal(await rows.count(), 200);
    await last.getByRole("button", { name: "Show all (450)" }).press("Enter");
    assert.equal(await rows.count(), 450);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), " t200");
    await close();
  });

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
    assert.equal(await problem.getByRole("alert").textContent(), "Your access key is not valid, or no longer. Your question is kept. Enter a valid access key below, then retry.");
    await field.waitFor();
    await close();
  });

  test("where keys are optional, one that is refused can be forgotten, and the page goes on without", async () => {
    const health = (route) => route.fulfill({ json: { status: "ok", ready: true, model: "m", provider: "compatible", access: "optional" } });
    const { page, box, button, close, shot } = await open({ path: "/#key=ask-ended", routes: { "**/api/health": health } });
    await page.getByText("This access key is not valid, or no longer.").waitFor();
    await box.fill("a");
    assert.equal(await button.isDisabled(), true);
    await shot("key-refused");
    await page.getByRole("button", { name: "Forget" }).click();
    await eventually(() => page.locator("#access").isVisible(), false);
    await eventually(() => button.isDisabled(), false);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await close();
  });

  test("a question and its answer go to the owner only where the page offers it, and only after a word on it", async () => {
    const sent = [];
    const shared = async (route) => (sent.push(route.request().postDataJSON()), route.fulfill({ status: 204 }));
    const answer = sse(START, ["token", { text: "So." }], done({ receipt: "r-2" }));
    const tab = await open({ health: { sharing: false }, routes: { "**/api/ask": answer } });
    await tab.asked("Why?");
    assert.equal(await tab.last.getByRole("button", { name: /Send to the owner/ }).count(), 0);
    await tab.close();
    const { page, asked, last, close, shot } = await open({ health: { sharing: true }, routes: { "**/api/ask": answer, "**/api/shared": shared } });
    await asked("Why?");
    const send = last.getByRole("button", { name: "Send to the owner: this question and its answer" });
    await send.click();
    await last.getByText("The owner of this page will be able to read this question and its answer for 30 days.").waitFor();
    await shot("sending");
    await last.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(sent, []);
    await send.click();
    await last.getByRole("button", { name: "Send", exact: true }).click();
    await last.getByText("Sent. The owner can read it for 30 days.").waitFor();
    assert.deepEqual(sent, [{ receipt: "r-2", question: "Why?", answer: "So." }]);
    assert.equal(await send.count(), 0);
    await page.reload();
    await last.locator(".answer").getByText("So.").waitFor();
    assert.equal(await send.count(), 0);
    await close();
  });
}
