// What the reports of a test run say: how many tests, and which were the slowest. An error where a test class or file has
// left no report since the run began (the stamp target/tests/began), or where a test was skipped.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const began = statSync("target/tests/began").mtimeMs;
const fresh = (file) => (existsSync(file) && statSync(file).mtimeMs >= began ? readFileSync(file, "utf8") : "");
const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(folder, entry.name)] : entry.isDirectory() && !/^(\.(?!ci$).+|node_modules|target|dist|cdk\.out)$/.test(entry.name) ? files(join(folder, entry.name)) : [],
  );
const sources = files(".");

/** The tests in a report of surefire's. */
function classReport(file, room) {
  const attribute = (text, name) => new RegExp(` ${name}="([^"]*)"`).exec(text)[1];
  return [...fresh(file).matchAll(/<testcase((?:\s+[\w-]+="[^"]*")+)\s*(?:\/>|>([\s\S]*?)<\/testcase>)/g)].map(([, start, inner = ""]) => ({
    room,
    name: `${attribute(start, "classname").split(".").at(-1)}.${attribute(start, "name")}`,
    seconds: Number(attribute(start, "time").replaceAll(",", "")),
    skipped: inner.includes("<skipped"),
  }));
}

/** The tests in a report of reporter.mjs's. */
const lineReport = (file, room) => fresh(file).split("\n").filter(Boolean).map((line) => ({ room, ...JSON.parse(line) }));

const tests = [];
const faults = [];
for (const source of sources) {
  const [, module, type] = /^(.+)\/src\/test\/java\/(.+Test)\.java$/.exec(source) ?? [];
  if (!module) continue;
  const found = classReport(`${module}/target/surefire-reports/TEST-${type.replaceAll("/", ".")}.xml`, module);
  if (found.length === 0) faults.push(`${source} has left no report.`);
  tests.push(...found);
}
for (const [room, pattern] of [
  ["page", /^web\/test\/.+\.test\.js$/],
  ["clients", /^local\/clients\/.+\.test\.mjs$/],
  ["commands", /^(infra\/commands|\.ci)\/.+\.test\.mjs$/],
]) {
  const lines = lineReport(`target/tests/${room}.jsonl`, room);
  // A file may hold its suites alone, with the tests themselves in others.
  const reported = new Set(lines.map(({ file }) => relative(".", file)));
  const found = lines.filter(({ suite }) => !suite);
  for (const source of sources) if (pattern.test(source) && !reported.has(source)) faults.push(`${source} has left no report.`);
  tests.push(...found);
}
for (const { room, name } of tests.filter(({ skipped }) => skipped)) faults.push(`${room}: ${name} was skipped.`);

const rooms = [...new Set(tests.map(({ room }) => room))].map((room) => `${room} ${tests.filter((it) => it.room === room).length}`);
console.log(`${tests.length} tests (${rooms.join(", ")}). The slowest:`);
for (const { room, name, seconds } of tests.sort((a, b) => b.seconds - a.seconds).slice(0, 10)) {
  console.log(`${seconds.toFixed(1).padStart(7)} s  ${room}: ${name}`);
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
