#!/usr/bin/env bash
# When Anthropic breaks off in the midst of an answer (`event: error`, overloaded_error), Portkey's gateway hands on no
# error to an OpenAI client: it sends a chunk whose finish_reason is the error's name, and `[DONE]`. A client that takes a
# finish reason and a `[DONE]` for the end of a whole answer shows half of one as if it were all.
# Needs Node 20 and npm; @hono/node-server is held at 1.14.0, as later ones keep this gateway from streaming.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
version=1.15.2
cat > package.json <<JSON
{ "private": true, "dependencies": { "@portkey-ai/gateway": "$version" }, "overrides": { "@hono/node-server": "1.14.0" } }
JSON
npm install --ignore-scripts --no-audit --no-fund --silent > log 2>&1 || { tail -n 20 log; exit 1; }

cat > anthropic.mjs <<'JS'
import { createServer } from "node:http";

const event = (type, more) => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
const said =
  event("message_start", { message: { id: "m", type: "message", role: "assistant", content: [], model: "claude", stop_reason: null, usage: { input_tokens: 9, output_tokens: 1 } } }) +
  event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }) +
  event("content_block_delta", { index: 0, delta: { type: "text_delta", text: "The three steps are: first" } }) +
  event("error", { error: { type: "overloaded_error", message: "Overloaded" } });
const server = createServer((_, answer) => answer.setHeader("content-type", "text/event-stream").end(said));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
JS
free='require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port); this.close() })'
port=$(node -e "$free")
node anthropic.mjs > anthropic.port &
node node_modules/@portkey-ai/gateway/build/start-server.js --headless --port="$port" > gateway.log 2>&1 &
for _ in $(seq 100); do
  [ -s anthropic.port ] && curl -s -o /dev/null "http://127.0.0.1:$port/" && break
  sleep 0.2
done
said=$(curl -s --max-time 20 "http://127.0.0.1:$port/v1/chat/completions" \
  -H 'content-type: application/json' -H 'authorization: Bearer any' -H 'x-portkey-provider: anthropic' \
  -H "x-portkey-custom-host: http://127.0.0.1:$(cat anthropic.port)/v1" \
  -d '{"model":"claude","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"How?"}]}')
echo "Portkey's gateway $version, of a stream that Anthropic broke off as overloaded:"
echo "$said"
ends=$(grep '^data: ' <<< "$said" | tail -n 2 | sed 's/.*"finish_reason":"\([a-z_]*\)".*/\1/')
[ "$ends" = 'overloaded_error
data: [DONE]' ] && ! grep -q '"error":' <<< "$said" || { echo "This gateway behaves otherwise."; exit 1; }
