// The HTTP interface: ask a question as server-sent events, stop an answer, rate it, read the server's health.
import { createParser } from "eventsource-parser";
import { accessKey } from "./access.js";

/** Milliseconds without a byte after which the stream counts as cut; the server comments every 10 s. */
const SILENCE = 60_000;

const headers = (more) => {
  const key = accessKey();
  return key ? { ...more, "x-access-key": key } : more;
};

/** 128 random bits as 32 hex digits. */
const drawId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Asks; with `explain`, for the chances of the answer's tokens, too. `on.begun()` is called when the server first says something, then `on.sources(list)`, `on.thinking(text)`, `on.token(text)`
 * and `on.chances(list)` for each piece. `finished` resolves, and never rejects, to `{kind: "done", model, finishReason, usage, cited?, receipt?}`,
 * `{kind: "stopped"}` or `{kind: "failed", problem}`. The answer's id is drawn here, so that `stop()` reaches the model at any moment.
 */
export function ask(question, history, on, explain = false) {
  const connection = new AbortController();
  let id = drawId();
  let ended, heard, silence;
  let settle;
  const finished = new Promise((resolve) => (settle = resolve));
  const awake = () => {
    clearTimeout(silence);
    silence = setTimeout(() => connection.abort(), SILENCE);
  };
  const end = (outcome) => {
    ended = true;
    clearTimeout(silence);
    settle(outcome);
  };
  const leave = (outcome) => {
    end(outcome);
    connection.abort();
  };

  const parser = createParser({
    onEvent({ event, data }) {
      if (ended) return;
      const value = JSON.parse(data);
      if (event === "start") id = value.id ?? id;
      else if (event === "done") end({ kind: "done", ...value });
      else if (event === "error") end({ kind: "failed", problem: value });
      else if (event === "chances") on.chances?.(value.tokens);
      else if (event === "sources") on.sources?.(value.sources);
      else if (event === "token" || event === "thinking") on[event]?.(value.text);
    },
  });

  const stop = () => {
    if (ended) return;
    fetch(`/api/answers/${encodeURIComponent(id)}`, { method: "DELETE", headers: headers({}), keepalive: true }).catch(() => {});
    leave({ kind: "stopped" });
  };

  (async () => {
    awake();
    const response = await fetch("/api/ask", {
      method: "POST",
      headers: headers({ "content-type": "application/json", accept: "text/event-stream", "x-answer-id": id }),
      body: JSON.stringify({ question, history, ...(explain && { explain }) }),
      signal: connection.signal,
    });
    if (!response.ok || !/^text\/event-stream/.test(response.headers.get("content-type"))) {
      return leave({ kind: "failed", problem: await problemOf(response) });
    }
    heard = true;
    on.begun?.();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let piece; !(piece = await reader.read()).done; ) {
      awake();
      parser.feed(decoder.decode(piece.value, { stream: true }));
    }
    end({ kind: "failed", problem: { code: "stream_cut" } });
  })().catch(() => leave({ kind: "failed", problem: { code: heard ? "stream_cut" : "unreachable" } }));

  return { finished, stop };
}

/** The response as a problem. An edge (CDN, firewall, proxy) answers in HTML or with nothing: its status must do. */
async function problemOf(response) {
  const type = response.headers.get("content-type") ?? "";
  const body = type.includes("json") ? await response.json().catch(() => ({})) : {};
  const retryAfter = Number(response.headers.get("retry-after")) || undefined;
  return { status: response.status, ...body, retryAfter, ...(response.status === 401 && accessKey() && { keyed: true }) };
}

/** Whether the server took it. */
async function tell(path, said) {
  try {
    return (await fetch(path, { method: "POST", headers: headers({ "content-type": "application/json" }), body: JSON.stringify(said) })).ok;
  } catch {
    return false;
  }
}

/** A vote; the last one for an answer counts. */
export const rate = (vote) => tell("/api/ratings", vote);

/** A question and its answer for the owner to read: `{receipt, question, answer}`. */
export const send = (turn) => tell("/api/shared", turn);

/** The server's health, or undefined when it cannot be had. */
export async function health() {
  try {
    const response = await fetch("/api/health", { headers: headers({ accept: "application/json" }) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
