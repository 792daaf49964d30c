// A stand-in for the local cloud while none runs: the page with its headers, and the HTTP interface with scripted answers.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";

const root = new URL("../", import.meta.url);
const headers = JSON.parse(await readFile(new URL("headers.json", root)));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml" };
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const stopped = new Set();
let next = 1;

const problem = (response, status, code, detail, extra = {}) => {
  response.writeHead(status, { "content-type": "application/problem+json", ...extra });
  response.end(JSON.stringify({ type: "about:blank", title: code, status, detail, code, instance: "id-1" }));
};

function script(question) {
  const body = question.replace(/^stub:/, "");
  const text = /(?:^|\s)text=([^]*)$/.exec(body)?.[1];
  const words = Object.fromEntries((text === undefined ? body : body.slice(0, body.length - text.length - 5)).split(/\s+/).filter(Boolean).map((w) => w.split("=")));
  return { every: 20, first: 0, ...words, text };
}

async function ask(request, response) {
  let body = "";
  for await (const piece of request) body += piece;
  const { question } = JSON.parse(body);
  const s = question.startsWith("stub:") ? script(question) : { every: 20, first: 200, text: "A language model predicts the next token of a text." };
  if (s.status) {
    await sleep(Number(s.first));
    return problem(response, Number(s.status), s.code ?? "model_failed", "Said by the fake.", s["retry-after"] ? { "retry-after": s["retry-after"] } : {});
  }
  const id = `answer-${next++}`;
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event, data) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  await sleep(Number(s.first));
  send("start", { id });
  const pieces = s.text !== undefined ? s.text.match(/[^]{1,4}/g) : Array.from({ length: Number(s.tokens ?? 10) }, (_, i) => `token${i} ${i % 50 === 49 ? "\n\n" : ""}`);
  const begin = performance.now();
  for (const [i, text] of pieces.entries()) {
    if (stopped.has(id) || response.destroyed) return response.end();
    if (s.cut === String(i)) return response.destroy();
    send("token", { text });
    const ahead = begin + (i + 1) * Number(s.every) - performance.now();
    if (ahead > 1) await sleep(ahead);
  }
  send("done", { model: "stub-model", finishReason: "stop", usage: { inputTokens: 12, outputTokens: pieces.length } });
  response.end();
}

export const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  for (const [name, value] of Object.entries(headers.all)) response.setHeader(name, value);
  if (pathname === "/api/ask") return ask(request, response);
  if (pathname.startsWith("/api/answers/")) {
    stopped.add(pathname.split("/").pop());
    return response.writeHead(204).end();
  }
  if (pathname === "/api/health") {
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify({ status: "ok", version: "0", commit: "0", model: "stub-model", ready: true, provider: "compatible", limits: { questionChars: 4000, historyTurns: 20, historyChars: 80000, outputTokens: 1000 } }));
  }
  const path = pathname === "/" ? "/index.html" : pathname;
  try {
    const file = await readFile(new URL(`dist${path}`, root));
    response.writeHead(200, { "content-type": TYPES[extname(path)], "content-encoding": "gzip", ...headers[path.startsWith("/assets/") ? "assets" : "html"] });
    response.end(gzipSync(file));
  } catch {
    response.writeHead(404).end();
  }
});

if (process.argv[1] === import.meta.filename) {
  server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
}
