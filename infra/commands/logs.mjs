// Prints the function's log lines of the last while, the oldest first.
import { CloudWatchLogsClient, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { run, Trouble } from "./lib/command.mjs";
import { outputs } from "./lib/stack.mjs";

const MILLISECONDS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export function since(text) {
  const [, number, unit] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  if (!unit) throw new Trouble(`SINCE must be a number and s, m, h or d, such as 15m; it is "${text}".`);
  return number * MILLISECONDS[unit];
}

async function main() {
  const startTime = Date.now() - since(process.env.SINCE || "15m");
  const { FunctionLogs: logGroupName } = await outputs();
  for await (const page of paginateFilterLogEvents({ client: new CloudWatchLogsClient({}) }, { logGroupName, startTime })) {
    for (const event of page.events ?? []) console.log(event.message.trimEnd());
  }
}

await run(import.meta.url, main);
