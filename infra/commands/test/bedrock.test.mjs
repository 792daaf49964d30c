import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import test from "node:test";
import { BEDROCK_MODEL, bedrockState, signed, verdict } from "../lib/bedrock.mjs";
import { path } from "./command.mjs";

const CREDENTIALS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", sessionToken: "token/of+this==session" };

test("the default model is the function's own", () => {
  const source = readFileSync(path("../../function/src/main/java/assistant/function/provider/Bedrock.java"), "utf8");
  assert.ok(source.includes(`"${BEDROCK_MODEL}"`));
  const stack = readFileSync(path("../src/main/java/assistant/infra/Bedrock.java"), "utf8");
  assert.ok(stack.includes(`"${BEDROCK_MODEL}"`));
});

for (const [status, said, level, words] of [
  [200, '{"choices":[]}', "ok", "answers"],
  [403, '{"error":{"message":"User: arn:aws:iam::1:user/x is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:*:1:project/default"}}', "mend", "you lack bedrock:InvokeModel on arn:aws:bedrock:*:1:project/default"],
  [403, '{"error":{"message":"You don\'t have access to the model with the specified model ID."}}', "mend", "Model access"],
  [403, '{"error":{"message":"... with an explicit deny in a service control policy"}}', "mend", "organization"],
  [401, '{"error":{"message":"The security token included in the request is expired"}}', "mend", "Credentials"],
  [429, '{"error":{"message":"Too many tokens, please wait"}}', "mend", "Quota"],
  [400, '{"error":{"message":"Invocation of model ID openai.gpt-6-luna with on-demand throughput isn\'t supported. Retry with an inference profile"}}', "mend", "inference profile"],
  [200, '{"Output":{"__type":"UnknownOperationException"}}', "note", "not understood"],
]) {
  test(`status ${status} ${said.slice(0, 60)}`, () => {
    const told = verdict(status, said, "eu-central-1");
    assert.equal(told.level, level);
    assert.ok(told.words.includes(words), told.words);
  });
}

test("a signature is what another program makes of the same request", () => {
  const url = new URL("https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1/chat/completions");
  const once = signed(url, "{}", "us-east-1", CREDENTIALS, new Date("2015-08-30T12:36:00Z"));
  assert.equal(once["x-amz-date"], "20150830T123600Z");
  assert.match(once.authorization, /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/bedrock\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=f273882f0dbd9fbec23ee5370ad4a27109f33a6c960cdfb01baefb84db94b17c$/);
  assert.notEqual(once.authorization, signed(url, "{} ", "us-east-1", CREDENTIALS, new Date("2015-08-30T12:36:00Z")).authorization);
});

test("it asks Bedrock once, signed, and without a key", async () => {
  let asked;
  const server = createServer((request, response) => {
    asked = request.headers;
    response.end('{"choices":[{"message":{"content":"Yes."}}]}');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = `http://127.0.0.1:${server.address().port}`;
  try {
    const state = await bedrockState("global.openai.gpt-6-luna", "eu-central-1", CREDENTIALS);
    assert.equal(state.level, "ok");
    assert.match(asked.authorization, /eu-central-1\/bedrock/);
  } finally {
    delete process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME;
    server.close();
  }
});
