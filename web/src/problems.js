// What to tell the visitor of a problem: a title, what to do, and what the button below does.

const WORDS = {
  offline: ["You are offline.", "Your question is kept. Retry when the connection is back."],
  unreachable: ["The assistant cannot be reached.", "Your question is kept. Check your connection and retry."],
  stream_cut: ["The connection broke off.", "What has arrived stands above. Retry asks again from the start."],
  question_too_long: ["The question is too long.", "Shorten it and ask again."],
  body_too_large: ["The question is too long.", "Shorten it, or start a new chat, and ask again."],
  history_invalid: ["This chat cannot be continued.", "Start a new chat and ask there."],
  rate_limited: ["Too many questions for now.", "Your question is kept."],
  budget_used_up: ["Today’s budget is used up.", "Your question is kept."],
  not_configured: ["No model is connected yet.", "The owner of this page has to connect one. Retry when that is done."],
  paused: ["The assistant is closed for now.", "Your question is kept. Try again later."],
  guard_unavailable: ["No question can be taken right now.", "Your question is kept. Retry in a moment."],
  model_auth_failed: ["The model refused the key.", "The owner of this page has to renew it. Retry when that is done."],
  model_overloaded: ["The model is busy.", "Your question is kept."],
  model_unavailable: ["The model is not available.", "The owner of this page may have to choose another. Retry later."],
  model_failed: ["The model had trouble answering.", "Retry; if it happens again, put the question differently."],
  model_timeout: ["The model took too long.", "Retry, or ask something shorter."],
  internal: ["Something went wrong on our side.", "Your question is kept. Retry."],
};

/** Without a code of ours the answer came from an edge (CDN, firewall, proxy): only its status speaks. */
const byStatus = (status) => {
  if (status === 403 || status === 429) return ["Too many requests.", "Your question is kept. Wait a minute, then retry."];
  if (status === 413) return WORDS.body_too_large;
  if (status === 504) return WORDS.model_timeout;
  return ["The service has trouble.", "Your question is kept. Retry in a moment."];
};

/** Codes whose end only their owner knows: the server's guess at it would keep Retry shut for too long. */
const OPEN_ENDED = new Set(["model_auth_failed", "not_configured", "paused"]);

/** Codes that shortening or rewriting can mend, and asking the same again cannot. */
const EDIT = new Set(["question_too_long", "body_too_large"]);

/** `{title, detail, action: "retry"|"edit"|"new", wait?: seconds, reference?}` */
export function explain({ code, status, title, detail, retryAfter, instance }, online = true) {
  const known = code === "unreachable" && !online ? WORDS.offline : WORDS[code];
  const ours = typeof code === "string" && typeof detail === "string";
  const [heading, advice] = known ?? (ours ? [title ?? "The question was refused.", detail] : byStatus(status));
  return {
    title: heading,
    detail: code === "question_too_long" && ours ? detail : advice,
    action: EDIT.has(code) ? "edit" : code === "history_invalid" ? "new" : "retry",
    ...(retryAfter > 0 && !OPEN_ENDED.has(code) && { wait: Math.ceil(retryAfter) }),
    ...(code === "internal" && instance && { reference: instance }),
  };
}

/** How long to wait, in words: seconds are counted down, longer waits name the time of day. */
export function waiting(seconds, now = new Date()) {
  if (seconds <= 120) return `Retry in ${seconds} s`;
  const time = new Date(now.getTime() + seconds * 1000);
  const sameDay = time.toDateString() === now.toDateString();
  const day = sameDay ? "" : `${time.toLocaleDateString(undefined, { weekday: "long" })}, `;
  return `Retry after ${day}${time.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })}`;
}
