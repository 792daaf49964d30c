// soak URL COUNT: that many answers, eight askers side by side; every fifth is stopped on the way, every tenth is left by its
// asker. Prints what became of each, and fails when one was wrong.
import http from "node:http";
import { randomBytes } from "node:crypto";

const url = new URL(process.argv[2]);
const count = Number(process.argv[3]);
const agent = new http.Agent({ keepAlive: true });
const counts = {};
const add = (word) => (counts[word] = (counts[word] ?? 0) + 1);

function call(method, path, body, headers, read) {
  return new Promise((resolve) => {
    const request = http.request(new URL(path, url), { method, agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (some) => read?.((text += some), request));
      response.on("end", () => resolve({ status: response.statusCode, text }));
      response.on("error", () => resolve({ status: 0, text }));
    });
    request.on("error", () => resolve({ status: 0, text: "" }));
    request.end(body);
  });
}

function end(text) {
  const done = /event: done\ndata: (.*)/.exec(text);
  return done ? JSON.parse(done[1]).finishReason : "none";
}

async function ask(number) {
  const way = number % 10 === 3 ? "left" : number % 5 === 1 ? "stopped" : "whole";
  const tokens = way === "whole" ? 5 + (number % 40) : 100;
  const id = randomBytes(16).toString("hex");
  let acted = false;
  const heard = await call(
    "POST",
    "/api/ask",
    `stub: tokens=${tokens} every=${way === "whole" ? 0 : 10}`,
    { accept: "text/event-stream", "x-answer-id": id },
    (text, request) => {
      if (way === "whole" || acted || !text.includes("event: token")) return;
      acted = true;
      if (way === "left") request.destroy();
      else call("DELETE", `/api/answers/${id}`).then(({ status }) => status === 204 || add(`stop was told ${status}`));
    },
  );
  const text = [...heard.text.matchAll(/event: token\ndata: (.*)/g)].map(([, data]) => JSON.parse(data).text).join("");
  const right = Array.from({ length: tokens }, (_, i) => `token${i} `).join("");
  if (way === "left") return add(heard.status === 0 ? "left" : "left, yet ended");
  if (way === "stopped") return add(end(heard.text) === "stopped" && right.startsWith(text) ? "stopped" : `stopped wrong: ${heard.status} ${end(heard.text)}`);
  add(heard.status === 200 && end(heard.text) === "stop" && text === right ? "whole" : `whole wrong: ${heard.status} ${end(heard.text)}`);
}

const began = performance.now();
let next = 0;
await Promise.all(
  Array.from({ length: 8 }, async () => {
    while (next < count) await ask(next++);
  }),
);
console.log(`${count} answers:  ${JSON.stringify(counts)}, in ${((performance.now() - began) / 1000).toFixed(0)} s`);
if (Object.keys(counts).some((word) => !["whole", "stopped", "left"].includes(word))) {
  process.exitCode = 1;
}
