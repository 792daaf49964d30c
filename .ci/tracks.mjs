// Runs tracks of tests: `node tracks.mjs NAME COMMAND NAME COMMAND -- NAME COMMAND …`, each command by a shell. Those between two
// `--` run one after the other, as a lane; the lanes run side by side. A track's output is printed whole when it ends, and kept in
// target/tests/NAME.log. One that fails fails the run, which names it; the others go on to their end. Ctrl-C ends all of them, and
// what they started. They share a temporary folder, which goes with the run, and one DynamoDB Local where it has been built.
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TABLES = "local/dynamodb/target/run.classpath";
const lanes = [[]];
for (let words = process.argv.slice(2); words.length > 0; ) {
  const [name, command] = words;
  if (name === "--") lanes.push([]);
  else lanes.at(-1).push({ name, command });
  words = words.slice(name === "--" ? 1 : 2);
}
const logs = "target/tests";
mkdirSync(logs, { recursive: true });
const temporary = mkdtempSync(join(tmpdir(), "assistant-tests-"));
const began = Date.now();
const passed = (since) => {
  const seconds = Math.round((Date.now() - since) / 1000);
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
};

// Each in a process group of its own, so that all which it starts can be ended with it.
const groups = new Set();
function start(command, args, options) {
  const child = spawn(command, args, { detached: true, ...options });
  groups.add(child.pid);
  return child;
}
const end = (signal) => groups.forEach((group) => {
  try {
    process.kill(-group, signal);
  } catch {
    groups.delete(group);
  }
});
process.on("exit", () => {
  end("SIGTERM");
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
});
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, async () => {
    interrupted = true;
    end("SIGTERM");
    for (let tries = 0; groups.size > 0 && tries < 100; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      end(0);
    }
    end("SIGKILL");
    process.exit(130);
  });
}

/** The environment in which the tests find DynamoDB Local: their tables are their own. */
async function tables() {
  if (!existsSync(TABLES)) return {};
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  const flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m", `-Djava.io.tmpdir=${temporary}`, "--enable-native-access=ALL-UNNAMED"];
  const child = start(java, [...flags, "-cp", readFileSync(TABLES, "utf8"), "assistant.dynamodb.DynamoDb"], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  for await (const piece of child.stdout) {
    const url = /AWS_ENDPOINT_URL_DYNAMODB=(.+)\n/.exec((said += piece));
    if (url) return { TEST_DYNAMODB_URL: url[1] };
  }
  return {};
}

async function run({ name, command }, env) {
  const since = Date.now();
  const file = join(logs, `${name}.log`);
  const log = openSync(file, "w");
  const child = start("sh", ["-c", command], { env, stdio: ["ignore", log, log] });
  const code = await new Promise((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));
  closeSync(log);
  if (interrupted) return new Promise(() => {});
  process.stdout.write(`\n── ${name}: ${command}\n${readFileSync(file, "utf8")}── ${name} ${code === 0 ? "passed" : `failed (${code})`} after ${passed(since)}\n`);
  return { name, failed: code !== 0 };
}

async function runAll(lane, env) {
  const ended = [];
  for (const track of lane) ended.push(await run(track, env));
  return ended;
}

console.log(`Testing side by side: ${lanes.map((lane) => lane.map(({ name }) => name).join(", then ")).join("; ")}. Each prints when it ends; until then: ${logs}/NAME.log`);
const env = { ...process.env, ...(await tables()), TMPDIR: temporary };
const failed = (await Promise.all(lanes.map((lane) => runAll(lane, env)))).flat().filter(({ failed }) => failed).map(({ name }) => name);
console.log(`\nAll tracks have ended after ${passed(began)}.`);
if (failed.length > 0) console.error(`Failed: ${failed.join(", ")}.`);
process.exit(failed.length > 0 ? 1 : 0);
