// Finds a Chromium or Chrome to drive; gets one where there is none.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

// The shell is the same engine without windows: a tab takes a third of the time. It comes first where it is there.
const SHELL = "chromium-headless-shell";
const NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
];

const runs = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A browser's path: the one that a variable names, the search path, the usual places. */
export function find({ names, variable, paths }) {
  const { [variable]: own, PATH = "" } = process.env;
  if (own && !runs(own)) throw new Error(`${variable} names no program: ${own}`);
  const found = names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  return [...(own ? [own] : []), ...found, ...paths].find(runs);
}

/** Those, and what playwright has downloaded. */
const installed = () => find({ names: NAMES, variable: "CHROME_PATH", paths: [...PATHS, chromium.executablePath()] });

const cli = fileURLToPath(new URL("cli.js", import.meta.resolve("playwright-core/package.json")));
const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
const apt = (name) => `apt-get install -y --no-install-recommends --no-remove ${name}`;
const WAYS = [
  [process.execPath, cli, "install", "chromium"],
  [...sudo, "sh", "-c", `apt-get update && { ${apt(SHELL)} || ${apt("chromium")}; }`],
];

/** Beside Debian's whole browser its shell is got too, where that needs no question; without it the tests only take longer. */
function shellBeside(whole) {
  if (whole !== "/usr/bin/chromium" || process.env.CHROME_PATH) return whole;
  const [command, ...args] = [...sudo, "sh", "-c", apt(SHELL)];
  console.error(`${SHELL} would make the tests quicker; trying: ${apt(SHELL)}`);
  spawnSync(command, args, { stdio: "ignore", timeout: 120_000 });
  return installed();
}

/** The path of a browser; throws with what each way of getting one said. */
export function findChromium() {
  const present = installed();
  if (present) return shellBeside(present);
  const reasons = [];
  for (const [command, ...args] of WAYS) {
    console.error(`No Chromium here; trying: ${[command, ...args].join(" ")}`);
    const { status, error, stderr, stdout } = spawnSync(command, args, { encoding: "utf8", timeout: 600_000 });
    const path = status === 0 && installed();
    if (path) return path;
    reasons.push(`${command}: ${error?.message ?? (stderr.trim() || stdout.trim()).split("\n").slice(-4).join(" ")}`);
  }
  throw new Error(`The browser tests need Chromium or Chrome: install one, or set CHROME_PATH.\n${reasons.join("\n")}`);
}

export const launch = () =>
  chromium.launch({
    executablePath: findChromium(),
    // A stranger's name that was made to point to this machine.
    args: ["--host-resolver-rules=MAP stranger.test 127.0.0.1", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
