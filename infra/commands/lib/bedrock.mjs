// What Amazon Bedrock says of a model, asked once as the function asks it: a signed chat completion.
import { createHash, createHmac } from "node:crypto";
import { option } from "./stack.mjs";

/** The function's own default; a test holds the two together. */
export const BEDROCK_MODEL = "global.openai.gpt-6-luna";

/** Whether the assistant asks Bedrock. */
export const onBedrock = () => option("provider") === "bedrock";

const sha256 = (data) => createHash("sha256").update(data).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

/** The headers of Signature Version 4 for a POST of this body to a path without a query. */
export function signed(url, body, region, { accessKeyId, secretAccessKey, sessionToken }, now = new Date()) {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const headers = { "content-type": "application/json", host: url.host, "x-amz-date": time };
  if (sessionToken) headers["x-amz-security-token"] = sessionToken;
  const names = Object.keys(headers).sort();
  const request = ["POST", url.pathname, "", ...names.map((name) => `${name}:${headers[name]}`), "", names.join(";"), sha256(body)].join("\n");
  const scope = [time.slice(0, 8), region, "bedrock", "aws4_request"];
  const key = scope.reduce(hmac, `AWS4${secretAccessKey}`);
  const signature = createHmac("sha256", key).update(["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(request)].join("\n")).digest("hex");
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join("/")}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return headers;
}

const endpoint = (region) =>
  process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME ??
  `https://bedrock-runtime.${region}.${region.startsWith("cn-") ? "amazonaws.com.cn" : region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com"}`;

/** One line on the model: { level: "ok" | "note" | "mend", words }. */
export async function bedrockState(model, region, credentials) {
  const url = new URL(`${endpoint(region)}/openai/v1/chat/completions`);
  const body = JSON.stringify({ model, messages: [{ role: "user", content: "Say yes." }], max_completion_tokens: 64 });
  let response;
  try {
    response = await fetch(url, { method: "POST", body, headers: signed(url, body, region, credentials), signal: AbortSignal.timeout(30_000) });
  } catch (error) {
    return { level: "note", words: `Model ${model}: Bedrock in ${region} cannot be asked (${error.cause?.code ?? error.name}).` };
  }
  const said = (await response.text().catch(() => "")).slice(0, 20_000);
  return { ...verdict(response.status, said, region), model };
}

/** What the status and the words of Bedrock mean, and what to do. */
export function verdict(status, said, region) {
  if (status === 200 && said.includes('"choices"')) return { level: "ok", words: "Bedrock: the model answers, asked as you." };
  if (/service control polic|explicit deny/i.test(said)) {
    return { level: "mend", words: "Permission: a policy of your organization denies it. A global profile needs aws:RequestedRegion `unspecified` allowed." };
  }
  const denied = said.match(/not authorized to perform:? (bedrock:\w+)(?: on resource:? (arn:[\w:*/.-]+))?/i);
  if (denied) {
    return { level: "mend", words: `Permission: you lack ${denied[1]}${denied[2] ? ` on ${denied[2]}` : ""}. The function's role gets the profile, the model and project/default by option provider=bedrock.` };
  }
  if (/marketplace|model access|access to the model|accessdenied|access denied/i.test(said) || status === 403) {
    return { level: "mend", words: `Model access: the account may not use the model yet. Open it once in the Bedrock console of ${region} (that subscribes the account), or the project/default is denied.` };
  }
  if (status === 401 || /expired|signature|security token/i.test(said)) return { level: "mend", words: "Credentials: Bedrock refuses them as expired or another's. Sign in again." };
  if (status === 429 || /quota|throttl/i.test(said)) {
    return { level: "mend", words: "Quota: Bedrock throttles the first question already. New accounts have small quotas: raise the model's requests and tokens a minute in Service Quotas." };
  }
  if (/inference profile|on-demand|model identifier|model_not_found|not found/i.test(said) && status !== 200) {
    return { level: "mend", words: "Model: Bedrock wants the id of an inference profile, such as global.openai.gpt-6-luna. Set option model." };
  }
  return { level: "note", words: `Bedrock in ${region}: an answer that is not understood (status ${status}).` };
}
