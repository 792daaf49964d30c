import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { explain, waiting } from "../../src/problems.js";
import { words } from "./speak.js";

const of = (problem, online) => {
  const { title, action, wait } = explain(problem, online);
  return [title, action, ...(wait ? [wait] : [])];
};
const ours = (status, code, more) => ({ status, code, title: "T", detail: "D.", ...more });

const CASES = [
  [[{ code: "unreachable" }, false], ["You are offline.", "retry"]],
  [[{ code: "unreachable" }, true], ["The assistant cannot be reached.", "retry"]],
  [[{ code: "stream_cut" }], ["The connection broke off.", "retry"]],
  [[ours(413, "question_too_long")], ["The question is too long.", "edit"]],
  [[ours(413, "body_too_large")], ["The question is too long.", "edit"]],
  [[{ status: 413 }], ["The question is too long.", "retry"]],
  [[{ status: 401 }], ["This page is for invited guests.", "retry"]],
  [[ours(401, "access_required", { retryAfter: 9 })], ["This page is for invited guests.", "retry"]],
  [[ours(401, "access_required", { keyed: true })], ["Your access key is not valid, or no longer.", "retry"]],
  [[ours(429, "budget_used_up", { budget: "guest", retryAfter: 60 })], ["Your tokens for today are used up.", "retry", 60]],
  [[ours(409, "answer_id_used")], ["The question had already been sent.", "retry"]],
  [[ours(422, "content_filtered")], ["The model’s content filter refused the question.", "edit"]],
  [[ours(502, "model_misconfigured", { retryAfter: 9 })], ["The model refused how it was asked.", "retry"]],
  [[ours(502, "answer_empty")], ["The model wrote no answer.", "retry"]],
  [[{ code: "toString", status: 500 }], ["The service has trouble.", "retry"]],
  [[ours(429, "rate_limited", { retryAfter: 12.4 })], ["Too many questions for now.", "retry", 13]],
  [[ours(429, "budget_used_up", { retryAfter: 7200 })], ["Today’s budget is used up.", "retry", 7200]],
  [[ours(503, "not_configured")], ["No model is connected yet.", "retry"]],
  [[ours(503, "paused")], ["The assistant is closed for now.", "retry"]],
  [[ours(503, "guard_unavailable", { retryAfter: 5 })], ["No question can be taken right now.", "retry", 5]],
  [[ours(503, "model_auth_failed", { retryAfter: 300 })], ["The model refused the key.", "retry"]],
  [[ours(503, "model_overloaded", { retryAfter: 20 })], ["The model is busy.", "retry", 20]],
  [[ours(502, "model_unavailable")], ["The model is not available.", "retry"]],
  [[ours(502, "model_failed")], ["The model had trouble answering.", "retry"]],
  [[ours(504, "model_timeout")], ["The model took too long.", "retry"]],
  [[{ status: 504 }], ["The model took too long.", "retry"]],
  [[ours(500, "internal")], ["Something went wrong on our side.", "retry"]],
  [[ours(400, "history_invalid")], ["This chat cannot be continued.", "new"]],
  [[ours(418, "teapot")], ["T", "retry"]],
  [[{ status: 403 }], ["Too many requests.", "retry"]],
  [[{ status: 429, retryAfter: 5 }], ["Too many requests.", "retry", 5]],
  [[{ status: 502 }], ["The service has trouble.", "retry"]],
  [[{ status: 200 }], ["The service has trouble.", "retry"]],
  [[{}], ["The service has trouble.", "retry"]],
];

for (const [[problem, online], expected] of CASES) {
  test(`${JSON.stringify(problem)} is put in plain words`, () => assert.deepEqual(of(problem, online), expected));
}

test("an unknown code of ours speaks for itself", () => assert.equal(explain(ours(418, "teapot")).detail, "D."));
test("our own failure names its log line", () => assert.equal(explain(ours(500, "internal", { instance: "id-7" })).reference, "id-7"));

test("a short wait is counted, a long one named by its end", () => {
  const now = new Date(2026, 10, 23, 14, 30);
  assert.equal(waiting(90, now), "Retry in 90 s");
  assert.match(waiting(3600, now), /^Retry after (15:30|03:30 PM)$/);
  assert.match(waiting(12 * 3600, now), /^Retry after Tuesday,? (at )?(02:30|02:30 AM)$/);
});

test("every code of the function has words", () => {
  const api = readFileSync(new URL("../../../docs/api.md", import.meta.url), "utf8");
  const table = api.slice(api.indexOf("| status | code |"));
  const codes = [...table.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code);
  assert.ok(codes.includes("internal"), `${codes}`);
  const spoken = words("en");
  for (const code of codes) assert.equal(spoken[`problem.${code}`]?.length, 2, code);
});

// Where no code of the function's stands behind what is said: the page's own words, by the names that problems.js gives them.
const OF_THE_PAGE = ["offline", "unreachable", "stream_cut", "edge", "edge_busy", "access_required.key", "budget_used_up.guest"];
const ofFunction = readFileSync(new URL("../../../function/src/main/java/assistant/function/problem/Code.java", import.meta.url), "utf8");
const CODES = [...ofFunction.matchAll(/^ {2}([A-Z_]+)\(\d{3}, /gm)].map(([, code]) => code.toLowerCase());
const folder = new URL("../../src/words/", import.meta.url);

test("the function's codes are read from the function itself", () => {
  assert.ok(CODES.length >= 24 && CODES.includes("body_invalid") && CODES.includes("internal"), `${CODES}`);
});

for (const language of readdirSync(folder).map((name) => name.replace(".json", ""))) {
  test(`${language} has words for every code of the function, and none without a code`, () => {
    const own = words(language);
    const said = Object.keys(own).filter((key) => key.startsWith("problem.")).map((key) => key.slice("problem.".length));
    assert.deepEqual(said.toSorted(), [...CODES, ...OF_THE_PAGE].toSorted());
    for (const name of said) assert.ok(own[`problem.${name}`].length === 2 && own[`problem.${name}`].every((part) => part.trim()), name);
  });
}

test("each of the page's own words is one that is told", () => {
  const told = readdirSync(new URL("../../src/", import.meta.url)).filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(new URL(`../../src/${name}`, import.meta.url), "utf8")).join("\n");
  for (const name of OF_THE_PAGE) assert.ok(told.includes(`"${name}"`), name);
});
