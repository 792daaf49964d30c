// The assistant as `make run` starts it, over a stub of a model's server, with a relay between both that sees what reaches it.
import { createServer, request } from "node:http";
import { start } from "../../../web/test/browser/assistant.js";

/** Passes requests on to the model, and knows which of them were broken off before their end. */
async function relay(model) {
  const seen = [];
  const server = createServer((asked, answer) => {
    const one = { path: asked.url, brokenOff: false };
    seen.push(one);
    const on = request(model + asked.url.replace(/^\/v1/, ""), { method: asked.method, headers: asked.headers }, (from) => {
      answer.writeHead(from.statusCode, from.headers);
      from.pipe(answer);
      from.on("error", () => answer.destroy());
    });
    on.on("error", () => answer.destroy());
    answer.on("close", () => {
      one.brokenOff = !answer.writableFinished;
      on.destroy();
    });
    asked.pipe(on);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}/v1`, seen, close: () => server.closeAllConnections() || server.close() };
}

/** Whoever has no key is let in; a key that is not valid is not. */
export async function startAssistant() {
  const model = await start("stub");
  const between = await relay(model.url);
  const assistant = await start("run", {
    OPENAI_BASE_URL: between.url, OPENAI_API_KEY: "none", ACCESS: "optional", API_ORIGINS: "https://shop.example",
    ASKS_PER_FIVE_MINUTES: "100000", DAILY_TOKENS: "1000000000",
  });
  return {
    url: assistant.url,
    api: `${assistant.url}/api/v1`,
    model: between,
    close: async () => {
      between.close();
      await Promise.all([assistant.close(), model.close()]);
    },
  };
}
