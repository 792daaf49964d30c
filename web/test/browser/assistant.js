// The whole assistant as `make run` starts it, asking the stub model: real processes on free ports.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const STUB = `include Makefile
stub-model: target/built
	@exec $(JAVA) -cp "function/target/function-$(VERSION)-tests.jar:function/target/function-$(VERSION).jar:$$(cat function/target/classpath.txt)" assistant.function.StubModel
`;

// Interrupted tests end what they started, too.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/** Starts both, or uses the one that ASSISTANT_URL names; `url` is the page's. */
export async function startAssistant() {
  if (process.env.ASSISTANT_URL) return { url: process.env.ASSISTANT_URL, close: () => {} };
  const model = make(["-f", "-", "stub-model"], {}, STUB);
  const assistant = make(["run"], { PORT: "0", OPENAI_BASE_URL: await model.prints(/http:\S+/), OPENAI_API_KEY: "none", ASKS_PER_FIVE_MINUTES: "100000", DAILY_TOKENS: "1000000000" });
  const url = await assistant.prints(/http:\/\/\S+/);
  return {
    url: url.replace(/\/$/, ""),
    close: () => Promise.all([assistant.end(), model.end()]),
  };
}

/** A target of the Makefile in a process group of its own, so that everything which it starts ends with it. */
function make(targets, settings, input = "") {
  const { MAKEFLAGS, MAKELEVEL, MFLAGS, ...inherited } = process.env;
  const child = spawn("make", ["-s", ...targets], { cwd: root, env: { ...inherited, ...settings }, detached: true });
  const kill = () => child.exitCode === null && child.signalCode === null && process.kill(-child.pid, "SIGTERM");
  process.on("exit", kill);
  child.stdin.end(input);
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
        closed.then((code) => reject(new Error(`make ${targets.join(" ")} ended with ${code}:\n${output}`)));
      }),
    async end() {
      kill();
      await closed;
    },
  };
}
