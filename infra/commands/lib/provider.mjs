// What the model's provider says of a key and of a model.
import { option } from "./stack.mjs";

/** The function's own default; a test holds the two together. */
export const DEFAULT_MODEL = "gpt-6-luna";
const DAY = 86_400_000;

export const chosenModel = () => option("model") ?? DEFAULT_MODEL;
/** The model that runs in the function itself, if one was chosen. */
export const ownModel = () => option("llamaModel");
export const providerUrl = () => (option("baseUrl") ?? "https://api.openai.com/v1").replace(/\/+$/, "");

/** One line on the model: { level: "ok" | "note" | "mend", words }. */
export async function modelState(url, model, key, today = Date.now()) {
  let response;
  try {
    response = await fetch(`${url}/models`, { headers: key ? { authorization: `Bearer ${key}` } : {}, signal: AbortSignal.timeout(15_000) });
  } catch (error) {
    return { level: "note", words: `Model ${model}: ${url} cannot be asked (${error.cause?.code ?? error.name}).` };
  }
  if (response.status === 401 || response.status === 403) {
    return { level: "mend", words: `Key: ${url} refuses it. Make another there and run \`make set-key\`.` };
  }
  const models = response.ok ? (await response.json().catch(() => ({}))).data : null;
  if (!Array.isArray(models)) {
    return { level: "note", words: `Model ${model}: ${url} gives no list of models (status ${response.status}).` };
  }
  const found = models.find(({ id }) => id === model);
  if (!found) {
    const ids = models.slice(0, 8).map(({ id }) => id).join(", ");
    return { level: "mend", words: `Model ${model}: ${url} does not have it. Choose another with option model; some that it has: ${ids}.` };
  }
  if (!found.shutdown_date) return { level: "ok", words: `Model ${model}: there, no end announced.` };
  const days = Math.floor((Date.parse(found.shutdown_date) - today) / DAY);
  if (days < 0) return { level: "mend", words: `Model ${model}: shut down on ${found.shutdown_date}. Choose another with option model.` };
  const level = days < 30 ? "mend" : "note";
  return { level, words: `Model ${model}: shuts down on ${found.shutdown_date}, in ${days} days. Choose another with option model before then.` };
}
