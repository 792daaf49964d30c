import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { run } from "./command.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const HEADERS = JSON.parse(readFileSync(new URL("../../../web/headers.json", import.meta.url), "utf8"));
const CHECKS = ["the page and its headers", "health", "one question, streamed", "a question that is too long", "a wrong method"];

async function serve(t, handler) {
  const server = createServer(handler);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  t.after(() => (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${server.address().port}`;
}

/** OpenAI's wire format: ten tokens, 40 ms apart. */
const model = (t) =>
  serve(t, async (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const chunk = (delta, finish_reason = null) =>
      response.write(`data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", model: "m", choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
    for (let token = 1; token <= 10; token++) {
      chunk({ role: "assistant", content: `word${token} ` });
      await sleep(40);
    }
    chunk({}, "stop");
    response.end("data: [DONE]\n\n");
  });

async function localCloud(t, env) {
  const cloud = spawn("make", ["-s", "run"], { cwd: ROOT, env: { ...process.env, ...env, PORT: "0" }, detached: true });
  t.after(async () => {
    process.kill(-cloud.pid, "SIGTERM");
    await once(cloud, "close");
  });
  return new Promise((started, failed) => {
    let said = "";
    const listen = (piece) => {
      const [url] = /http:\/\/localhost:\d+/.exec((said += piece)) ?? [];
      if (url) started(url);
    };
    cloud.stdout.on("data", listen);
    cloud.stderr.on("data", listen);
    cloud.on("close", () => failed(new Error(`The local cloud did not start: ${said}`)));
  });
}

const ok = ({ out }) => [...out.matchAll(/^ {2}ok {4}([^:\n]+)/gm)].map(([, name]) => name);

test("the local cloud passes, every check", async (t) => {
  const URL = await localCloud(t, { OPENAI_BASE_URL: `${await model(t)}/v1`, OPENAI_API_KEY: "x" });
  const result = await run("smoke.mjs", { PATH: process.env.PATH, URL });
  assert.deepEqual([result.err, result.status], ["", 0]);
  assert.deepEqual(ok(result), CHECKS);
  assert.match(result.out, /one question, streamed: first token after \d+ ms, \d+ pieces in \d+ ms/);
});

/** An assistant that does all as it should, but for what a test replaces. */
function assistant(t, replaced = {}) {
  const problem = (response, status, code, headers = {}) =>
    response
      .writeHead(status, { "content-type": "application/problem+json", ...headers })
      .end(JSON.stringify({ type: "about:blank", title: "No", status, code }));
  const routes = {
    "GET /": (response) =>
      response
        .writeHead(200, { "content-type": "text/html", ...HEADERS.all, ...HEADERS.html })
        .end('<title>T</title><script src="/assets/a.js"></script>'),
    "GET /assets/a.js": (response) => response.writeHead(200, { ...HEADERS.all, ...HEADERS.assets }).end(""),
    "GET /api/health": (response) =>
      response.end(JSON.stringify({ status: "ok", version: "1", commit: "c", model: "m", ready: true, limits: { questionChars: 10 } })),
    "PUT /api/ask": (response) => problem(response, 405, "method_not_allowed", { allow: "POST" }),
    long: (response) => problem(response, 413, "question_too_long"),
    async "POST /api/ask"(response) {
      response.write('event: start\ndata: {"id":"1"}\n\n');
      for (const text of ["a", "b", "c"]) {
        response.write(`event: token\ndata: {"text":"${text}"}\n\n`);
        // Whoever is slow to read the first must not find them all.
        await sleep(400);
      }
      response.end('event: done\ndata: {"finishReason":"stop"}\n\n');
    },
    unready: (response) => problem(response, 503, "not_configured"),
    ...replaced,
  };
  return serve(t, async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const long = request.method === "POST" && JSON.parse(body).question.length > 10;
    await (long ? routes.long : routes[`${request.method} ${request.url}`])(response, routes);
  });
}

const smoke = async (t, replaced) =>
  run("smoke.mjs", { PATH: process.env.PATH, URL: `${await assistant(t, replaced)}/`, QUESTION: "Why?" });

test("an assistant as it should be passes", async (t) => {
  const result = await smoke(t);
  assert.equal(result.err, "");
  assert.deepEqual(ok(result), CHECKS);
});

for (const [name, replaced, said] of [
  [
    "an answer that comes all at once",
    {
      async "POST /api/ask"(response) {
        await sleep(300);
        response.end('event: start\ndata: {}\n\nevent: token\ndata: {}\n\nevent: token\ndata: {}\n\nevent: done\ndata: {}\n\n');
      },
    },
    /FAIL {2}one question, streamed: all at once: the first token after \d{3,} ms/,
  ],
  [
    "an answer that ends in an error",
    { "POST /api/ask": (response) => response.end('event: start\ndata: {}\n\nevent: error\ndata: {"code":"model_failed"}\n\n') },
    /FAIL {2}one question, streamed: the stream ended with {"code":"model_failed"}/,
  ],
  [
    "a model in the function that does not load",
    {
      "GET /api/health": (response) =>
        response.end(JSON.stringify({ status: "ok", model: "none", provider: "llama", ready: false, limits: { questionChars: 10 } })),
      "POST /api/ask": (response, routes) => routes.unready(response),
    },
    /FAIL {2}one question, streamed: the model in the function does not load; a log line at its start says why/,
  ],
  [
    "a page without its content security policy",
    { "GET /": (response) => response.writeHead(200, HEADERS.html).end("<title>T</title>") },
    /FAIL {2}the page and its headers: \S+ header content-security-policy is "null"/,
  ],
  [
    "a script that is not there",
    { "GET /assets/a.js": (response) => response.writeHead(403).end("AccessDenied") },
    /FAIL {2}the page and its headers: \/assets\/a\.js: status 403/,
  ],
  ["a function that does not start", { "GET /api/health": (response) => response.writeHead(502).end("{}") }, /FAIL {2}health: status 502/],
  [
    "a long question that is answered",
    { long: (response) => response.end("Sure.") },
    /FAIL {2}a question that is too long: status 200, not 413/,
  ],
  [
    "an error that is not a problem",
    { "PUT /api/ask": (response) => response.writeHead(405).end("Forbidden") },
    /FAIL {2}a wrong method: an error of type "", not application\/problem\+json/,
  ],
]) {
  test(`${name} fails, and the log is named`, async (t) => {
    const { err, status } = await smoke(t, replaced);
    assert.match(err, said);
    assert.match(err, /1 of these failed\. The log lines: look where `make run` runs\.\n$/);
    assert.equal(status, 1);
  });
}

test("the built-in model's answer may come at once: it is made quicker than that can be told", async (t) => {
  const { out, err, status } = await smoke(t, {
    "GET /api/health": (response) =>
      response.end(JSON.stringify({ status: "ok", model: "built-in", provider: "built-in", ready: true, limits: { questionChars: 10 } })),
    "POST /api/ask": (response) =>
      response.end('event: start\ndata: {}\n\nevent: token\ndata: {}\n\nevent: token\ndata: {}\n\nevent: done\ndata: {}\n\n'),
  });
  assert.equal(err, "");
  assert.match(out, /ok {4}one question, streamed: answered in \d+ ms, too quick to tell whether it came token by token/);
  assert.equal(status, 0);
});

test("before the key is set all else is tried, and the next step said", async (t) => {
  const { out, status } = await smoke(t, {
    "GET /api/health": (response) => response.end(JSON.stringify({ status: "ok", ready: false, limits: { questionChars: 10 } })),
    "POST /api/ask": (response, routes) => routes.unready(response),
  });
  assert.match(out, /ok {4}one question, streamed: not asked: there is no key yet\. Next: `make set-key`/);
  assert.equal(status, 0);
});

test("a paused page is not asked", async (t) => {
  const { out, status } = await smoke(t, {
    "GET /api/health": (response) => response.end(JSON.stringify({ status: "paused", ready: true, limits: { questionChars: 10 } })),
  });
  assert.match(out, /not asked: the page is paused/);
  assert.equal(status, 0);
});

test("an address where nobody listens", async () => {
  const { err, status } = await run("smoke.mjs", { PATH: process.env.PATH, URL: "http://127.0.0.1:9999" });
  assert.match(err, /^http:\/\/127\.0\.0\.1:9999 cannot be reached: connect ECONNREFUSED/);
  assert.equal(status, 1);
});
