import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startAssistant } from "./assistant.mjs";
import { clients } from "./clients.mjs";

const assistant = await startAssistant();
after(() => assistant.close());

const ANSWER = "Hello there, friend.";
let tries = 0;
const counting = (url, options) => {
  tries++;
  return fetch(url, options);
};
const all = clients(assistant.api, "none", counting, 0);

/** The status in whatever error, or in what it wraps. */
function status(error) {
  for (let at = error; at; at = at.cause ?? at.lastError) {
    const found = at.status ?? at.statusCode;
    if (found) return found;
  }
  return undefined;
}

async function fails(work) {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: "It did not fail." });
}

async function read(stream) {
  let text = "";
  for await (const piece of stream) text += piece;
  return text;
}

for (const client of all) {
  test(`${client.name}: a whole answer, with its tokens`, async () => {
    const { text, tokens } = await client.whole(`stub: text=${ANSWER}`);
    assert.equal(text, ANSWER);
    assert.ok(tokens > 0, `${tokens}`);
  });

  test(`${client.name}: a stream, as it comes`, async () => {
    const pieces = [];
    for await (const piece of client.stream(`stub: every=10 text=${ANSWER}`, undefined, () => {})) if (piece) pieces.push(piece);
    assert.equal(pieces.join(""), ANSWER);
    assert.ok(pieces.length > 2, `${pieces.length} pieces`);
  });

  test(`${client.name}: an answer that breaks off is an error`, async () => {
    await fails(() => read(client.stream("stub: tokens=9 cut=3", undefined, () => {})));
  });

  test(`${client.name}: a cancel, and a stop, which reaches the model`, async () => {
    const before = assistant.model.seen.length;
    const cancel = new AbortController();
    let id;
    await fails(async () => {
      for await (const piece of client.stream("stub: tokens=600 every=20", cancel.signal, (told) => (id ??= told))) {
        if (piece && id) cancel.abort();
      }
      if (cancel.signal.aborted) throw new Error("It ended without an error.");
    });
    assert.match(id, /^(chatcmpl-|resp_)[0-9a-f]{32}$/);
    const stopped = await fetch(`${assistant.url}/api/answers/${id}`, { method: "DELETE" });
    assert.equal(stopped.status, 204);
    const asked = assistant.model.seen[before];
    for (let waited = 0; !asked.brokenOff && waited < 500; waited++) await new Promise((soon) => setTimeout(soon, 10));
    assert.ok(asked.brokenOff, "The model wrote on.");
  });
}

// What no second try changes is tried once: OpenAI's client is told so, the others know it of 401 and 413 alone.
for (const [told, key, question] of [[401, "ask-0000000000000000000000000", "Hi"], [413, "none", "x".repeat(4001)], [503, "none", "stub: status=401"], [429, "none", "stub: status=429 code=insufficient_quota"]]) {
  for (const client of clients(assistant.api, key, counting, told < 429 ? 2 : 0)) {
    test(`${client.name}: ${told} is an error of its class, and is not tried again`, async () => {
      tries = 0;
      const error = await fails(() => client.whole(question));
      assert.equal(status(error), told, String(error));
      assert.equal(tries, 1);
      const streamed = await fails(() => read(client.stream(question, undefined, () => {})));
      assert.equal(status(streamed), told, String(streamed));
    });
  }
}

test("a browser is let in from the page that the owner names, and from no other", async () => {
  const ask = (origin) =>
    fetch(`${assistant.api}/chat/completions`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type,x-stainless-os" },
    });
  const named = await ask("https://shop.example");
  assert.equal(named.status, 204);
  assert.equal(named.headers.get("access-control-allow-origin"), "https://shop.example");
  assert.match(named.headers.get("access-control-allow-headers"), /authorization.*x-stainless-os/);
  const other = await ask("https://evil.example");
  assert.equal(other.headers.get("access-control-allow-origin"), null);
});
