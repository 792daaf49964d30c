// crowd URL: 1,000 open connections, 40 bodies of 10 MB and 200 answers at once, while somebody asks whether all is well.
// Prints what became of each, and fails when an answer was neither whole nor refused with a problem.
import http from "node:http";
import net from "node:net";

const url = new URL(process.argv[2]);
const ANSWER = Array.from({ length: 50 }, (_, i) => `token${i} `).join("");
const QUESTION = "stub: tokens=50 every=20";
const agent = new http.Agent({ keepAlive: false, maxSockets: Infinity });

function send(method, path, body, headers = {}) {
  return new Promise((resolve) => {
    const began = performance.now();
    const done = (told) => resolve({ milliseconds: performance.now() - began, ...told });
    const request = http.request(new URL(path, url), { method, agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (some) => (text += some));
      response.on("end", () => done({ status: response.statusCode, text, type: response.headers["content-type"] ?? "" }));
      response.on("error", (error) => done({ error: error.code }));
    });
    request.on("error", (error) => done({ error: error.code }));
    request.end(body);
  });
}

const isProblem = ({ status, type, text }) => status >= 400 && type.startsWith("application/problem+json") && Boolean(JSON.parse(text).code);

function tally(told) {
  const counts = {};
  for (const one of told) {
    const word = one.error ? `broken (${one.error})` : isProblem(one) ? `${one.status} ${JSON.parse(one.text).code}` : one.status === 200 && one.text === ANSWER ? "whole" : `${one.status} wrong`;
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

const idle = [];
let closed = 0;
for (let i = 0; i < 1000; i++) {
  idle.push(net.connect(Number(url.port), url.hostname).on("error", () => {}).on("close", () => closed++));
}
let running = true;
const health = [];
const watch = (async () => {
  while (running) {
    health.push(await send("GET", "/api/health"));
    await new Promise((next) => setTimeout(next, 200));
  }
})();
const large = Buffer.alloc(10 * 1024 * 1024, "x");
const bodies = Array.from({ length: 40 }, () => send("POST", "/api/ask", large));
const answers = Array.from({ length: 200 }, () => send("POST", "/api/ask", QUESTION));
const told = { answers: tally(await Promise.all(answers)), bodies: tally(await Promise.all(bodies)) };
running = false;
await watch;
for (const one of idle) one.destroy();
const slowest = Math.max(...health.map((one) => one.milliseconds));
console.log(`200 answers:  ${JSON.stringify(told.answers)}`);
console.log(`40 bodies:    ${JSON.stringify(told.bodies)}`);
console.log(`/api/health:  ${health.length} times, all well: ${health.every((one) => one.status === 200)}, slowest ${slowest.toFixed(0)} ms`);
const wrong = [...Object.keys(told.answers), ...Object.keys(told.bodies)].filter((word) => /broken|wrong/.test(word));
if (wrong.length > 0 || slowest > 1000 || health.some((one) => one.status !== 200)) {
  process.exitCode = 1;
}
