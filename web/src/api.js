// The HTTP interface: ask a question as server-sent events, stop an answer, read the server's health.
import { createParser } from "eventsource-parser";

/** Milliseconds without a byte after which the stream counts as cut; the server comments every 10 s. */
const SILENCE = 60_000;

/**
 * Asks; `on.token(text)` is called for each piece. `finished` resolves, and never rejects, to
 * `{kind: "done", model, finishReason, usage}`, `{kind: "stopped"}` or `{kind: "failed", problem}`.
 */
export function ask(question, history, on) {
  const connection = new AbortController();
  let id, stopped, silence;
  let settle;
  const finished = new Promise((resolve) => (settle = resolve));
  const awake = () => {
    clearTimeout(silence);
    silence = setTimeout(() => connection.abort(), SILENCE);
  };
  const end = (outcome) => {
    clearTimeout(silence);
    settle(outcome);
  };
  const leave = (outcome) => {
    end(outcome);
    connection.abort();
  };

  const parser = createParser({
    onEvent({ event, data }) {
      const value = JSON.parse(data);
      if (event === "start") {
        id = value.id;
        if (stopped) tellServer();
      } else if (stopped) return;
      else if (event === "token") on.token(value.text);
      else if (event === "done") end({ kind: "done", ...value });
      else if (event === "error") end({ kind: "failed", problem: value });
    },
  });

  // Until the server has said which answer this is, nothing can be stopped there: keep reading, unseen, until it does.
  const tellServer = () => {
    fetch(`/api/answers/${encodeURIComponent(id)}`, { method: "DELETE", keepalive: true }).catch(() => {});
    leave({ kind: "stopped" });
  };
  const stop = () => {
    stopped = true;
    settle({ kind: "stopped" });
    if (id) tellServer();
  };

  (async () => {
    awake();
    const response = await fetch("/api/ask", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ question, history }),
      signal: connection.signal,
    });
    if (!response.ok || !/^text\/event-stream/.test(response.headers.get("content-type"))) {
      return leave({ kind: "failed", problem: await problemOf(response) });
    }
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let piece; !(piece = await reader.read()).done; ) {
      awake();
      parser.feed(decoder.decode(piece.value, { stream: true }));
    }
    end({ kind: "failed", problem: { code: "stream_cut" } });
  })().catch(() => leave({ kind: "failed", problem: { code: id ? "stream_cut" : "unreachable" } }));

  return { finished, stop };
}

/** The response as a problem. An edge (CDN, firewall, proxy) answers in HTML or with nothing: its status must do. */
async function problemOf(response) {
  const type = response.headers.get("content-type") ?? "";
  const body = type.includes("json") ? await response.json().catch(() => ({})) : {};
  const retryAfter = Number(response.headers.get("retry-after")) || undefined;
  return { status: response.status, ...body, retryAfter };
}

/** The server's health, or undefined when it cannot be had. */
export async function health() {
  try {
    const response = await fetch("/api/health", { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
