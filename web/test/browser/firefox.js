// Firefox for the main path, driven by its own Marionette protocol over a plain socket: playwright drives only a Firefox of its own, or newer ones than Debian's.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { words } from "../unit/speak.js";
import { find } from "./chromium.js";
import { eventually, origin, test } from "./world.js";

const PREFERENCES = {
  "marionette.port": 0, "intl.accept_languages": "de, en", "browser.shell.checkDefaultBrowser": false, "datareporting.policy.dataSubmissionEnabled": false,
  "app.update.disabledForTesting": true, "browser.startup.page": 0, "browser.aboutwelcome.enabled": false, "network.captive-portal-service.enabled": false, "network.connectivity-service.enabled": false, "toolkit.telemetry.enabled": false,
};

const installed = () => find({ names: ["firefox-esr", "firefox"], variable: "FIREFOX_PATH", paths: ["/Applications/Firefox.app/Contents/MacOS/firefox", `${process.env.PROGRAMFILES}\\Mozilla Firefox\\firefox.exe`] });

/** Firefox's path; it is got where there is none, as Chromium is. */
function path() {
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (!installed()) spawnSync(...splitOff([...sudo, "sh", "-c", "apt-get update && apt-get install -y --no-install-recommends firefox-esr"]), { timeout: 600_000 });
  return installed() ?? assert.fail("The browser tests need Firefox: install it, or set FIREFOX_PATH.");
}
const splitOff = ([command, ...args]) => [command, args];

/** A Firefox with a profile of its own: `send(command, parameters)` resolves to Marionette's value. */
async function launch(t) {
  const home = mkdtempSync(join(tmpdir(), "firefox-"));
  const profile = join(home, "profile");
  mkdirSync(profile);
  writeFileSync(join(profile, "user.js"), Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`).join("\n"));
  const child = spawn(path(), ["--headless", "--marionette", "--no-remote", "--profile", profile], { env: { ...process.env, HOME: home, MOZ_CRASHREPORTER_DISABLE: "1" }, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  t.after(async () => {
    child.kill();
    await ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  let port;
  await eventually(() => {
    try {
      port = Number(readFileSync(join(profile, "MarionetteActivePort"), "utf8"));
    } catch {
      assert.equal(child.exitCode, null, "Firefox ended");
    }
    return port > 0;
  }, true, 60_000);

  const socket = connect(port, "127.0.0.1");
  let rest = Buffer.alloc(0);
  const waiting = new Map();
  socket.on("data", (data) => {
    rest = Buffer.concat([rest, data]);
    for (let colon; (colon = rest.indexOf(58)) > 0; ) { // "length:[type, id, error, value]"
      const end = colon + 1 + Number(rest.toString("latin1", 0, colon));
      if (rest.length < end) return;
      const [type, id, error, value] = [JSON.parse(rest.toString("utf8", colon + 1, end))].flat();
      rest = rest.subarray(end);
      if (type === 1) waiting.get(id)(error ? Promise.reject(new Error(`${error.error}: ${error.message}`)) : value);
    }
  });
  let last = 0;
  const send = (command, parameters = {}) => new Promise((resolve) => {
    const message = JSON.stringify([0, ++last, command, parameters]);
    waiting.set(last, resolve);
    socket.write(`${Buffer.byteLength(message)}:${message}`);
  });
  await send("WebDriver:NewSession", { capabilities: { alwaysMatch: { unhandledPromptBehavior: "dismiss" } } });
  return send;
}

export default function firefox() {
  test("Firefox: ask, read, stop, undo, share and reload, in the visitor's language", async (t) => {
    const send = await launch(t);
    const de = words("de");
    const run = async (script, ...args) => (await send("WebDriver:ExecuteScript", { script, args })).value;
    const element = async (selector) => Object.values((await send("WebDriver:FindElement", { using: "css selector", value: selector })).value)[0];
    const click = async (selector) => send("WebDriver:ElementClick", { id: await element(selector) });
    const type = async (text) => send("WebDriver:ElementSendKeys", { id: await element("#question"), text });
    const text = (selector) => run("return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)", selector);
    const ENTER = "\ue007";
    const ESCAPE = "\ue00c";

    await send("WebDriver:Navigate", { url: `${origin}/?q=stub:text=Ein **fettes** Wort.` });
    await eventually(() => run("return [document.documentElement.lang, document.querySelector('#ask').textContent, document.querySelector('#question').value]"), ["de", de.ask, "stub:text=Ein **fettes** Wort."]);
    await run("window.violated = []; document.addEventListener('securitypolicyviolation', (event) => window.violated.push(event.violatedDirective))");
    await type(ENTER);
    await eventually(() => text(".answer strong"), ["fettes"]);
    await eventually(async () => (await text(".outcome .actions button"))[0], de.copy);

    await type(`stub:tokens=200 every=50${ENTER}`);
    await eventually(async () => /token2/.test((await text(".answer"))[1]), true);
    await type(ESCAPE);
    await eventually(() => text(".end .note"), [de["end.stopped"]]);
    assert.match((await text(".answer"))[1], /^token0 token1 token2/);

    await click("#new-chat");
    await eventually(() => text(".question"), []);
    await click("#note button");
    await eventually(async () => (await text(".question")).length, 2);
    assert.equal(await run("return document.querySelector('#note').hidden"), true);

    await run("window.copied = ''; document.addEventListener('copy', () => (window.copied = String(document.getSelection()) || document.activeElement.value)); Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => (window.copied = text) } })");
    await click("#share");
    await eventually(async () => /#chat=[\w-]+$/.test(await run("return window.copied")), true);
    const link = await run("return window.copied");
    assert.deepEqual(await run("return window.violated"), []);

    await send("WebDriver:Refresh");
    await eventually(() => text(".answer strong"), ["fettes"]);
    await send("WebDriver:Navigate", { url: `${origin}/own-model.html` });
    await send("WebDriver:Navigate", { url: link });
    await eventually(() => text(".shared p"), [de.shared]);
    assert.deepEqual(await text(".answer strong"), ["fettes"]);
    await click(".shared .main");
    await eventually(async () => [await run("return location.hash"), (await text(".question")).length, await run("return document.querySelector('#composer').offsetHeight > 0")], ["", 2, true]);
  });
}
