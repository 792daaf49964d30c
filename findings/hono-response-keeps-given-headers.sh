#!/usr/bin/env bash
# A Response copies the headers that it is made with (Fetch standard), so one may be made of another's and added to. Once
# @hono/node-server has made a listener, the global Response is its own, and keeps the very object that it was given: what
# is added to an answer is added to whatever it was made of, and an answer made of a fetched one cannot be added to at all.
# Older versions copied. Met in Portkey's gateway 1.15.2, whose range of versions brings it: every stream is a 500.
# Needs Node 20 and npm.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/finding.mjs" <<'JS'
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";

const server = createServer((_, answer) => answer.end("Hello")).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const fetched = await fetch(`http://127.0.0.1:${server.address().port}`);

function tried(name) {
  const given = new Headers({ one: "1" });
  new Response("x", { headers: given }).headers.append("two", "2");
  let relayed = "added to";
  try {
    new Response("x", { headers: fetched.headers }).headers.append("two", "2");
  } catch (error) {
    relayed = `${error.constructor.name}: ${error.message}`;
  }
  console.log(`${name}: given ${[...given.keys()]}; made of a fetched one: ${relayed}`);
}

tried("Node");
getRequestListener(() => new Response("x"));
tried("Hono");
server.close();
server.closeAllConnections();
JS
try() {
  mkdir "$folder/$1"
  cp "$folder/finding.mjs" "$folder/$1/"
  cd "$folder/$1"
  npm install --no-save --no-audit --no-fund --silent "@hono/node-server@$1" hono@4.9.7 > log 2>&1 || { tail -n 20 log; exit 1; }
  echo "@hono/node-server $1"
  node finding.mjs
}
said=$(try 1.14.0; try 1.19.19)
echo "$said"
[ "$said" = '@hono/node-server 1.14.0
Node: given one; made of a fetched one: added to
Hono: given one; made of a fetched one: added to
@hono/node-server 1.19.19
Node: given one; made of a fetched one: added to
Hono: given one,two; made of a fetched one: TypeError: immutable' ] || { echo "It behaves otherwise."; exit 1; }
