// The whole assistant as `make run` starts it: real processes on free ports.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

// Interrupted tests end what they started, too.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/** With the stub model, or the one that ASSISTANT_URL names; `url` is the page's. */
export async function startAssistant() {
  if (process.env.ASSISTANT_URL) return { url: process.env.ASSISTANT_URL, close: () => {} };
  const model = await start("stub");
  const assistant = await start("run", { OPENAI_BASE_URL: model.url, OPENAI_API_KEY: "none", ASKS_PER_FIVE_MINUTES: "100000", DAILY_TOKENS: "1000000000" });
  return { url: assistant.url, close: () => Promise.all([assistant.close(), model.close()]) };
}

/** Without any setting, so that the built-in model answers. */
export const startBuiltIn = () => start("run");

/** What `make run` or `make stub` starts, on a free port; `url` is the address that it prints. */
export async function start(target, settings = {}) {
  const started = make(target, target === "run" ? { PORT: "0", ...settings } : settings);
  const url = await started.prints(/http:\/\/\S+/);
  return { url: url.replace(/\/$/, ""), close: () => started.end() };
}

/** A target of the Makefile in a process group of its own, so that everything which it starts ends with it. */
function make(target, settings = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(MAKEFLAGS|MAKELEVEL|MFLAGS|PORT|OPENAI_.*|LLAMA_.*)$/.test(name));
  const child = spawn("make", ["-s", target], { cwd: root, env: { ...Object.fromEntries(inherited), ...settings }, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.exitCode === null && child.signalCode === null && process.kill(-child.pid, "SIGTERM");
  process.on("exit", kill);
  let output = "";
  const closed = new Promise((resolve) => child.on("close", resolve));
  child.stderr.on("data", (text) => (output += text));
  return {
    /** The first match in what it prints; an error when it ends before. */
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        child.stdout.on("data", (text) => {
          output += text;
          const match = pattern.exec(output);
          if (match) resolve(match[0]);
        });
        child.on("error", reject);
        closed.then((code) => reject(new Error(`make ${target} ended with ${code}:\n${output}`)));
      }),
    async end() {
      kill();
      await closed;
    },
  };
}
