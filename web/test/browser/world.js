// What the browser tests share: one assistant, one browser, and pages that are watched.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { test as nodeTest } from "node:test";
import { fileURLToPath } from "node:url";
import { startAssistant } from "./assistant.js";
import { launch } from "./chromium.js";
import { Tabs } from "./tabs.js";

const assistant = await startAssistant();
const browser = await launch();
const tabs = new Map();
export const origin = assistant.url;

/** What the page's processes do, task by task. */
export const startTracing = (page) => browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] });
export const stopTracing = async () => (await browser.stopTracing()).toString();

/** A page that nobody watches, for what is not the assistant's. */
export const unwatched = () => browser.newPage();

export async function close() {
  await browser.close();
  await assistant.close();
}

const screenshots = fileURLToPath(new URL("../../screenshots/", import.meta.url));
mkdirSync(screenshots, { recursive: true });

/** A test that ends by itself, at the latest after two minutes. */
export const test = (name, body) => nodeTest(name, { timeout: 120_000 }, body);

/** One that uses the clipboard, of which a machine has one: these run one after the other. */
export const clipboardTest = (name, body) => test(name, () => (clipboard = clipboard.then(body, body)));
let clipboard = Promise.resolve();

/**
 * A page as a visitor finds it who was never here. At its end, in `close`, nothing may have been written to the console, no dialog
 * opened, no error thrown, no policy violated, and no request have gone anywhere but to the assistant.
 */
export async function open({ at = origin, path = "/", routes = {}, health, ...options } = {}) {
  if (!tabs.has(at)) tabs.set(at, new Tabs(browser, at));
  const tab = await tabs.get(at).take(options);
  const { context, page, seen } = tab;
  if (health) await context.route("**/api/health", async (route) => route.fulfill({ json: { ...(await (await route.fetch()).json()), ...health } }));
  for (const [glob, handler] of Object.entries(routes)) await context.route(glob, handler);
  await page.goto(at + path);
  return {
    page,
    context,
    asks: seen.asks,
    stops: seen.stops,
    votes: seen.votes,
    headers: seen.headers,
    ...parts(page),
    async shot(name) {
      await page.screenshot({ path: `${screenshots}${name}.png` });
    },
    async close() {
      await tabs.get(at).giveBack(tab);
      assert.deepEqual(seen.faults, []);
    },
  };
}

/** The parts of the page, and what a visitor does with them. */
function parts(page) {
  const box = page.getByLabel("Enter your question:");
  const button = page.locator("#ask");
  const turns = page.getByRole("article");
  const last = turns.last();
  const ask = async (question) => {
    await box.fill(question);
    await button.click();
  };
  return {
    box,
    button,
    turns,
    last,
    answer: last.locator(".answer"),
    problem: last.locator(".problem"),
    figures: last.locator(".figures"),
    announcer: page.locator("#announcer"),
    ask,
    /** Asks and waits for the end, whatever it is. */
    async asked(question) {
      const before = await turns.count();
      await ask(question);
      await turns.nth(before).locator(".outcome > *").first().waitFor();
    },
    ended: () => last.locator(".outcome > *").first().waitFor(),
  };
}

/** Waits until the function gives an equal value: what is awaited is exact, how long it takes is not. */
export async function eventually(read, expected, timeout = 30_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await read();
    try {
      return assert.deepEqual(value, expected);
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** What sticks out of the column of text without being scrollable, and so cannot be read to its end. */
export const cutOff = (page) =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth + 1;
    const scrolled = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolled(element.parentElement));
    const out = document.documentElement.scrollWidth > room ? ["the page"] : [];
    for (const element of document.querySelectorAll("main *, footer *, header *")) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 1 && (right > room || left < -1) && !scrolled(element.parentElement)) out.push(element.localName);
    }
    return out;
  });

/**
 * An answer that comes piece by piece as the test says: `route` to put it in place, `send` to let events come, `end`; `left`
 * resolves to whether the page left before the end. A silent one sends not even its head; `reached` tells that it was asked.
 */
export async function stream(t, { silent = false } = {}) {
  let answering;
  let leaving;
  const answers = new Promise((resolve) => (answering = resolve));
  const left = new Promise((resolve) => (leaving = resolve));
  const server = createServer((request, response) => {
    response.setHeader("content-type", "text/event-stream");
    if (!silent) response.flushHeaders();
    answering(response);
    response.on("close", () => leaving(!response.writableFinished));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => (server.closeAllConnections(), server.close()));
  return {
    route: (route) => route.continue({ url: `http://127.0.0.1:${server.address().port}/` }),
    reached: answers,
    send: async (...pieces) => (await answers).write(events(...pieces)),
    comment: async () => (await answers).write(": still here\n\n"),
    end: async () => (await answers).end(),
    left,
  };
}

/** Server-sent events as a body, for what the assistant's own server never sends. */
export const events = (...pieces) => pieces.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join("");
export const sse = (...pieces) => (route) => route.fulfill({ contentType: "text/event-stream", body: events(...pieces) });

/** A problem of the assistant's that it would not have now. */
export const refusal = (status, code, detail = "Said by the server.", headers = {}) => (route) =>
  route.fulfill({ status, headers: { "content-type": "application/problem+json", ...headers }, body: JSON.stringify({ type: "about:blank", title: "T", status, detail, code, instance: "id-1" }) });
