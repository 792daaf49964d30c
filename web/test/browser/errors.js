import assert from "node:assert/strict";
import site from "../../site.config.mjs";
import { events, eventually, open, refusal, sse, test } from "./world.js";

const START = ["start", { id: "a" }];
const html = (status) => (route) => route.fulfill({ status, contentType: "text/html", body: "<!doctype html><h1>ERROR</h1>Request blocked." });

/** Through the assistant, from the model's own faults. */
const MODEL = {
  "the provider refuses the key": ["stub:status=401", "The model refused the key. The owner of this page has to renew it. Retry when that is done."],
  "the model is gone": ["stub:status=404 code=model_not_found", "The model is not available. The owner of this page may have to choose another. Retry later."],
  "the provider answers nonsense": ["stub:garbage", "The model refused how it was asked. The owner of this page has to change its settings. Retry when that is done."],
};

/** From the edges in front of the assistant, or states that it is not in. */
const EDGE = {
  "a firewall forbids": [html(403), "Too many requests. Your question is kept. Wait a minute, then retry."],
  "a gateway throttles": [(route) => route.fulfill({ status: 429, json: { message: "Too Many Requests" } }), "Too many requests. Your question is kept. Wait a minute, then retry."],
  "a gateway fails": [html(502), "The service has trouble. Your question is kept. Retry in a moment."],
  "the gateway reports the function": [(route) => route.fulfill({ status: 502, json: { message: "Internal server error" } }), "The service has trouble. Your question is kept. Retry in a moment."],
  "a page comes where an answer should": [html(200), "The service has trouble. Your question is kept. Retry in a moment."],
  "nobody answers": [(route) => route.abort("connectionrefused"), "The assistant cannot be reached. Your question is kept. Check your connection and retry."],
  "no model is connected": [refusal(503, "not_configured"), "No model is connected yet. The owner of this page has to connect one. Retry when that is done."],
  "the function fails": [refusal(500, "internal"), "Something went wrong on our side. Your question is kept. Retry. Reference: id-1."],
  "the model is slow": [refusal(504, "model_timeout"), "The model took too long. Retry, or ask something shorter."],
  "the stream is cut": [sse(START, ["token", { text: "Half an" }]), "The connection broke off. What has arrived stands above. Retry asks again from the start."],
  "the stream holds nonsense": [(route) => route.fulfill({ contentType: "text/event-stream", body: `${events(START)}event: token\ndata: {"te\n\n` }), "The connection broke off. What has arrived stands above. Retry asks again from the start."],
  "an error comes in the stream": [sse(START, ["token", { text: "Half" }], ["error", { status: 502, code: "model_failed", title: "T", detail: "D." }]), "The model had trouble answering. Retry; if it happens again, put the question differently."],
};

export default function errors() {
  for (const [name, [question, words]] of Object.entries(MODEL)) {
    test(`${name}: said in plain words, and the question is kept`, async () => {
      const { asked, problem, last, turns, close } = await open();
      await asked(question);
      assert.equal(await problem.locator("p").textContent(), words);
      assert.equal(await problem.getByRole("alert").count(), 1);
      assert.equal(await last.locator(".question").textContent(), question);
      assert.equal(await turns.count(), 1);
      await close();
    });
  }

  for (const [name, [answer, words]] of Object.entries(EDGE)) {
    test(`${name}: said in plain words, and Retry asks again`, async () => {
      const { context, asked, asks, problem, last, figures, close, shot } = await open({ routes: { "**/api/ask": answer } });
      await asked("stub:text=well");
      assert.equal(await problem.getByRole("alert").textContent(), words);
      await shot(`error-${name.replaceAll(" ", "-")}`);
      await context.unroute("**/api/ask");
      await problem.getByRole("button", { name: "Retry" }).click();
      await figures.filter({ hasText: "token" }).waitFor();
      assert.equal(await last.locator(".answer").textContent(), "well");
      assert.deepEqual(asks[1], { question: "stub:text=well", history: [] });
      assert.equal(await problem.count(), 0);
      await close();
    });
  }

  test("a cut answer keeps what arrived", async () => {
    const { answer, asked, problem, close, shot } = await open();
    await asked("stub:tokens=20 every=20 cut=8");
    assert.match(await answer.textContent(), /^token0 .*token7 ?$/);
    assert.equal(await problem.count(), 1);
    await shot("cut");
    await close();
  });

  test("offline: the question waits for the connection", async () => {
    const { context, asked, problem, figures, close } = await open();
    await context.setOffline(true);
    await asked("stub:text=well");
    assert.equal(await problem.getByRole("alert").textContent(), "You are offline. Your question is kept. Retry when the connection is back.");
    await context.setOffline(false);
    await problem.getByRole("button", { name: "Retry" }).click();
    await figures.filter({ hasText: "token" }).waitFor();
    await close();
  });

  test("a busy model: Retry counts down and opens by itself", async () => {
    const { page, asked, problem, close, shot } = await open({ clock: true, routes: { "**/api/ask": refusal(503, "model_overloaded", "D.", { "retry-after": "100" }) } });
    await asked("a");
    assert.equal(await problem.getByRole("alert").textContent(), "The model is busy. Your question is kept.");
    const retry = problem.getByRole("button");
    assert.match(await retry.textContent(), /^Retry in (100|\d\d) s$/);
    assert.equal(await retry.isDisabled(), true);
    await shot("countdown");
    await page.clock.fastForward(101_000);
    await eventually(() => retry.textContent(), "Retry");
    assert.equal(await retry.isEnabled(), true);
    assert.deepEqual(await page.getByRole("alert").allTextContents(), ["The model is busy. Your question is kept."]);
    await close();
  });

  test("a used-up budget names the time", async () => {
    const { asked, problem, close } = await open({ routes: { "**/api/ask": refusal(429, "budget_used_up", "D.", { "retry-after": "7200" }) } });
    await asked("a");
    assert.match(await problem.getByRole("button").textContent(), /^Retry after .*\d\d:\d\d/);
    await close();
  });

  test("too many questions: said with the wait", async () => {
    const { asked, problem, close } = await open({ routes: { "**/api/ask": refusal(429, "rate_limited", "D.", { "retry-after": "42" }) } });
    await asked("a");
    assert.equal(await problem.getByRole("alert").textContent(), "Too many questions for now. Your question is kept.");
    assert.match(await problem.getByRole("button").textContent(), /^Retry in (4[012]|[123]\d) s$/);
    await close();
  });

  test("a question that the server finds too long can be shortened", async () => {
    const { page, box, asked, problem, ended, answer, close } = await open({ health: { limits: { questionChars: 9000, historyTurns: 20, historyChars: 80_000 } } });
    await page.locator("#model").waitFor();
    await asked(`stub:text=${"a".repeat(4000)}`);
    assert.equal(await problem.getByRole("alert").textContent(), "The question is too long. Shorten it and ask again.");
    await problem.getByRole("button", { name: "Edit the question" }).click();
    assert.equal((await box.inputValue()).length, 4010);
    await box.fill("stub:text=short");
    await box.press("Enter");
    await ended();
    assert.equal(await answer.textContent(), "short");
    await close();
  });

  test("a history that the server refuses leads to a new chat", async () => {
    const { turns, asked, problem, close } = await open({ routes: { "**/api/ask": refusal(400, "history_invalid") } });
    await asked("a");
    await problem.getByRole("button", { name: "New chat" }).click();
    await eventually(() => turns.count(), 0);
    await close();
  });

  test("not configured: the page says so from the start", async () => {
    const { page, close, shot } = await open({ health: { ready: false, provider: "none", model: "" } });
    await page.getByText("No model is connected yet. Is this your page?").waitFor();
    assert.equal(await page.getByRole("link", { name: "How to connect one" }).getAttribute("href"), site.ownModel);
    await shot("not-configured");
    await close();
  });

  test("without a word from the server's health one can still ask", async () => {
    const { asked, answer, close } = await open({ routes: { "**/api/health": (route) => route.abort() } });
    await asked("stub:text=well");
    assert.equal(await answer.textContent(), "well");
    await close();
  });

  test("an error is said once, not again after a reload", async () => {
    const { page, asked, problem, close } = await open();
    await asked("stub:garbage");
    await page.reload();
    await problem.getByText("The model refused how it was asked.").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    assert.equal(await problem.getByRole("button", { name: "Retry" }).isEnabled(), true);
    await close();
  });
}

/** Last of all: the guard closes the assistant for an hour when the provider says that the money is spent. */
export function spent() {
  test("the money is spent: said in plain words, with the time to come back", async () => {
    const { asked, problem, last, close, shot } = await open();
    const question = "stub:status=429 code=project_spend_limit_exceeded";
    await asked(question);
    assert.equal(await problem.getByRole("alert").textContent(), "Today’s budget is used up. Your question is kept.");
    assert.match(await problem.getByRole("button").textContent(), /^Retry after .*\d\d:\d\d/);
    assert.equal(await last.locator(".question").textContent(), question);
    await shot("error-the-money-is-spent");
    await close();
  });
}
