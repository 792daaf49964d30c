// What to tell the visitor of a problem: a title, what to do, and what the button below does.
// The words of a code are `problem.CODE` in src/words; a test holds them against the function's codes.
import { has, t, time } from "./words.js";

/** Codes whose end only their owner knows: the server's guess at it would keep Retry shut for too long. */
const OPEN_ENDED = new Set(["model_auth_failed", "model_misconfigured", "not_configured", "paused", "access_required"]);

/** Codes that shortening or rewriting can mend, and asking the same again cannot. */
const EDIT = new Set(["question_too_long", "body_too_large", "body_invalid", "question_missing", "content_filtered"]);

/** The words' name. Without a code of ours the answer came from an edge (CDN, firewall, proxy): only its status speaks. */
function nameOf({ code, status, detail, budget, keyed }, online) {
  if (code === "unreachable" && !online) return "offline";
  if (code === "budget_used_up" && budget === "guest") return "budget_used_up.guest";
  if (status === 401 && keyed) return "access_required.key";
  if (typeof code === "string" && has(`problem.${code}`)) return code;
  if (typeof code === "string" && typeof detail === "string") return undefined;
  if (status === 401) return "access_required";
  if (status === 403 || status === 429) return "edge_busy";
  if (status === 413) return "body_too_large";
  return status === 504 ? "model_timeout" : "edge";
}

/** `{title, detail, action: "retry"|"edit"|"new", wait?: seconds, reference?}`; an unknown code of ours speaks for itself. */
export function explain(problem, online = true) {
  const { code, title, detail, retryAfter, instance } = problem;
  const name = nameOf(problem, online);
  const [heading, advice] = name ? t(`problem.${name}`) : [title, detail];
  return {
    title: heading,
    detail: advice,
    action: EDIT.has(code) ? "edit" : code === "history_invalid" ? "new" : "retry",
    ...(retryAfter > 0 && !OPEN_ENDED.has(code) && { wait: Math.ceil(retryAfter) }),
    ...(code === "internal" && instance && { reference: instance }),
  };
}

/** How long to wait, in words: seconds are counted down, longer waits name the time of day. */
export function waiting(seconds, now = new Date()) {
  if (seconds <= 120) return t("retry.in", { n: seconds });
  return t("retry.after", { time: time(new Date(now.getTime() + seconds * 1000), now) });
}
