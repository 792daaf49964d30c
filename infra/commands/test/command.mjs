// Runs a command of this folder as `make` would.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

// An owner who runs the tests may have documents.
const NO_DOCUMENTS = { DOCUMENTS_FOLDER: "/nowhere", DOCUMENTS_INDEX: "/nowhere" };

const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that is gone when the tests of this process have ended. */
export function temporary() {
  const folder = mkdtempSync(join(tmpdir(), "commands-"));
  folders.push(folder);
  return folder;
}

export const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

export async function run(name, env, { input = "", args = [] } = {}) {
  const child = spawn(process.execPath, [path(name), ...args], { env: { ...NO_DOCUMENTS, ...env } });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const exit = new Promise((done) => child.on("close", done));
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { out, err, status };
}

export const STACK = {
  Url: "https://d111.cloudfront.net",
  ApiUrl: "https://a1.execute-api.eu-central-1.amazonaws.com/prod/api/",
  SiteBucket: "site-bucket",
  KeySecret: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:Key-1",
  FunctionLogs: "function-logs",
};
