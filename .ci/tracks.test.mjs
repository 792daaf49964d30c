import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import test from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("tracks.mjs", import.meta.url));

/** The program on these tracks, in a folder of its own that goes with the test. */
function run(t, ...tracks) {
  const folder = mkdtempSync(join(tmpdir(), "tracks-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, [program, ...tracks], { cwd: folder });
  const exit = new Promise((resolve) => child.on("exit", resolve));
  const ended = Promise.all([text(child.stdout), text(child.stderr), exit]).then(([out, err, status]) => ({ out, err, status }));
  return { folder, child, ended };
}

async function until(holds) {
  for (const end = Date.now() + 30_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 20))) assert.ok(Date.now() < end, `${holds}`);
}
const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("lanes run at once, and each one's output comes whole", async (t) => {
  // Each waits for the other.
  const meet = (mine, other) => `echo ${mine} begins; touch ${mine}; until [ -e ${other} ]; do sleep 0.05; done; echo ${mine} ends >&2`;
  const { folder, ended } = run(t, "a", meet("a", "b"), "--", "b", meet("b", "a"));
  const { out, err, status } = await ended;
  assert.deepEqual([status, err], [0, ""]);
  assert.match(out, /a begins\na ends\n── a passed after 0:\d\d/);
  assert.match(out, /b begins\nb ends\n── b passed after 0:\d\d/);
  assert.equal(readFileSync(join(folder, "target/tests/a.log"), "utf8"), "a begins\na ends\n");
});

test("a failing track is named and fails the run, and the others go on to their end", async (t) => {
  const { out, err, status } = await run(t, "good", "until [ -e bad ]; do sleep 0.05; done; echo went on", "--", "bad", "touch bad; exit 3", "worse", "kill -9 $$").ended;
  assert.match(out, /── bad failed \(3\)/);
  assert.match(out, /went on\n── good passed/);
  assert.deepEqual([status, err], [1, "Failed: bad, worse.\n"]);
});

test("in a lane one track follows the other", async (t) => {
  const { out, status } = await run(t, "first", "sleep 0.2; touch done", "second", "[ -e done ] && echo after it").ended;
  assert.match(out, /── first passed[^]+after it\n── second passed/);
  assert.equal(status, 0);
});

test("interrupted, it ends all that was started, and takes the temporary folder along", async (t) => {
  const { folder, child, ended } = run(t, "long", 'sleep 600 & echo "$TMPDIR" $! $$ > long; wait', "--", "other", "sleep 600");
  await until(() => existsSync(join(folder, "long")) && readFileSync(join(folder, "long"), "utf8").endsWith("\n"));
  const [temporary, ...pids] = readFileSync(join(folder, "long"), "utf8").trim().split(" ");
  assert.ok(existsSync(temporary) && pids.every((pid) => alive(Number(pid))));
  child.kill("SIGINT");
  assert.equal((await ended).status, 130);
  await until(() => !pids.some((pid) => alive(Number(pid))));
  assert.ok(!existsSync(temporary));
});
