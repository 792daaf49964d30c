// Asks a deployed or local assistant as a visitor would, and says loudly what is wrong.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { run, Trouble } from "./lib/command.mjs";

const HEADERS = JSON.parse(readFileSync(new URL("../../web/headers.json", import.meta.url), "utf8"));
const QUESTION = "Explain in about 150 words how a large language model chooses its next word.";
const WAIT = 150_000;

const expect = (holds, wrong) => {
  if (!holds) throw new Trouble(wrong);
};

const isLocal = (url) => /^(localhost|127\.|\[::1\])/.test(new URL(url).host);

function hasHeaders(response, expected) {
  for (const [name, value] of Object.entries(expected)) {
    const sent = response.headers.get(name);
    expect(sent === value, `${response.url}: header ${name} is "${sent}" and should be "${value}"`);
  }
}

async function problem(response, status, code) {
  const text = await response.text();
  expect(response.status === status, `status ${response.status}, not ${status}: ${text.slice(0, 300)}`);
  const type = response.headers.get("content-type") ?? "";
  expect(type.startsWith("application/problem+json"), `an error of type "${type}", not application/problem+json`);
  const found = JSON.parse(text);
  expect(found.code === code && found.status === status && found.title, `not the problem ${code}: ${text.slice(0, 300)}`);
  return found;
}

/** The server-sent events of a response, each with the milliseconds since the question was sent. */
async function events(response, start) {
  const found = [];
  let rest = "";
  const decoder = new TextDecoder();
  for await (const piece of response.body) {
    const at = performance.now() - start;
    const blocks = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const field = (name) => block.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1];
      if (field("event")) found.push({ event: field("event"), data: JSON.parse(field("data")), at });
    }
  }
  return found;
}

export function checks(base, question) {
  const get = (path) => fetch(base + path, { signal: AbortSignal.timeout(WAIT) });
  const ask = (body, accept) =>
    fetch(`${base}/api/ask`, {
      method: "POST",
      headers: { "content-type": "application/json", accept },
      body: JSON.stringify({ question: body }),
      signal: AbortSignal.timeout(WAIT),
    });
  let health;
  return {
    async "the page and its headers"() {
      const page = await get("/");
      const html = await page.text();
      expect(page.status === 200 && /<title[ >]/.test(html), `status ${page.status}: ${html.slice(0, 300)}`);
      // Over plain HTTP a browser would not heed it.
      const { "strict-transport-security": transport, ...all } = HEADERS.all;
      hasHeaders(page, { ...all, ...(base.startsWith("https:") && { "strict-transport-security": transport }), ...HEADERS.html });
      const assets = [...html.matchAll(/(?:src|href)="(\/?assets\/[^"]+)"/g)].map(([, path]) => path.replace(/^\/?/, "/"));
      expect(assets.length > 0, "the page names no script and no style");
      for (const path of assets) {
        const asset = await get(path);
        await asset.arrayBuffer();
        expect(asset.status === 200, `${path}: status ${asset.status}`);
        hasHeaders(asset, HEADERS.assets);
      }
    },
    async health() {
      const response = await get("/api/health");
      const text = await response.text();
      expect(response.status === 200, `status ${response.status}: ${text.slice(0, 300)}`);
      health = JSON.parse(text);
      expect(["ok", "paused"].includes(health.status), `status "${health.status}"`);
      return `version ${health.version}, commit ${health.commit}, model ${health.model}`;
    },
    async "one question, streamed"() {
      if (health?.status === "paused") return "not asked: the page is paused. `make resume` opens it";
      const start = performance.now();
      const response = await ask(question, "text/event-stream");
      if (health && !health.ready) {
        await problem(response, 503, "not_configured");
        expect(!["llama", "built-in"].includes(health.provider), "the model in the function does not load; a log line at its start says why");
        return "not asked: there is no key yet. Next: `make set-key`, then `make smoke`";
      }
      if (response.status !== 200) throw new Trouble(`status ${response.status}: ${(await response.text()).slice(0, 300)}`);
      const all = await events(response, start);
      const end = performance.now() - start;
      const last = all.at(-1);
      expect(all[0]?.event === "start" && last.event === "done", `the stream ended with ${JSON.stringify(last?.data)}`);
      const tokens = all.filter(({ event }) => event === "token");
      // Its whole answer takes less time than the network's own whims.
      if (health?.provider === "built-in") {
        expect(tokens.length > 0, "the answer is empty");
        return `answered in ${ms(end)}, too quick to tell whether it came token by token`;
      }
      expect(tokens.length > 1, `the answer came in ${tokens.length} pieces`);
      const first = tokens[0].at;
      const spread = tokens.at(-1).at - first;
      expect(spread > end / 10, `all at once: the first token after ${ms(first)}, the last only ${ms(spread)} later`);
      return `first token after ${ms(first)}, ${tokens.length} pieces in ${ms(end)}`;
    },
    async "a question that is too long"() {
      const limit = health?.limits?.questionChars ?? 4000;
      await problem(await ask("x".repeat(limit + 1), "application/json"), 413, "question_too_long");
    },
    async "a wrong method"() {
      const response = await fetch(`${base}/api/ask`, { method: "PUT", body: "x", signal: AbortSignal.timeout(WAIT) });
      await problem(response, 405, "method_not_allowed");
      expect(/POST/.test(response.headers.get("allow") ?? ""), "without an Allow header that names POST");
    },
  };
}

const ms = (time) => `${Math.round(time)} ms`;

/** A new distribution's name takes a while to be known everywhere. */
async function reachable(base) {
  for (let tries = isLocal(base) ? 1 : 24; ; tries--) {
    try {
      return await (await fetch(`${base}/`, { signal: AbortSignal.timeout(WAIT) })).arrayBuffer();
    } catch (error) {
      if (tries === 1) throw new Trouble(`${base} cannot be reached: ${error.cause?.message ?? error.message}`);
      await sleep(5_000);
    }
  }
}

async function address() {
  if (process.env.URL) return process.env.URL.replace(/\/+$/, "");
  const { outputs } = await import("./lib/stack.mjs");
  return (await outputs()).Url;
}

async function main() {
  const base = await address();
  console.log(`Trying ${base}`);
  await reachable(base);
  let failed = 0;
  for (const [name, check] of Object.entries(checks(base, process.env.QUESTION || QUESTION))) {
    try {
      const said = await check();
      console.log(`  ok    ${name}${said ? `: ${said}` : ""}`);
    } catch (error) {
      failed++;
      console.error(`  FAIL  ${name}: ${error.message}`);
    }
  }
  if (failed) {
    const logs = isLocal(base) ? "look where `make run` runs" : "`make logs` prints the function's";
    throw new Trouble(`${failed} of these failed. The log lines: ${logs}.`);
  }
}

await run(import.meta.url, main);
