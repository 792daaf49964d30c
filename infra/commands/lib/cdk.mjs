// Runs the pinned CDK command line, with the owner's options.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Trouble } from "./command.mjs";

const INFRA = fileURLToPath(new URL("../..", import.meta.url));

const has = (tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0;

export function cdk(...command) {
  const builder = process.env.CDK_DOCKER ?? ["docker", "podman", "finch"].find(has);
  const env = { ...process.env, ...(builder && { CDK_DOCKER: builder }), CDK_DISABLE_CLI_TELEMETRY: "true" };
  // Through a shell, so that quotes in OPTIONS hold an option together.
  const line = `exec "\${CDK:-node_modules/.bin/cdk}" "$@" ${process.env.OPTIONS ?? ""}`;
  const { status } = spawnSync("sh", ["-c", line, "cdk", ...command], { cwd: INFRA, env, stdio: "inherit" });
  if (status !== 0) throw new Trouble(`\`cdk ${command[0]}\` failed; what it said is above.`);
}
