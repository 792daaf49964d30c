import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { path, temporary } from "./command.mjs";

const ALL = {
  "jdk/bin/javac": "echo javac 25.0.1",
  "bin/mvn": "echo 'Apache Maven 3.9.11 (abc)'; echo 'Maven home: /usr'",
  "bin/node": 'case "$1" in --version) echo v22.4.0 ;; *) echo "  ok    AWS account" ;; esac',
  "bin/npm": "exit 0",
  "bin/docker": "exit 0",
};

/** The doctor's lines on a machine that has these tools and no others. */
function doctor(tools, ...words) {
  const machine = temporary();
  for (const folder of ["bin", "jdk", "jdk/bin"]) mkdirSync(join(machine, folder));
  for (const [name, script] of Object.entries(tools)) {
    if (!script) continue;
    writeFileSync(join(machine, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(machine, name), 0o755);
  }
  const env = { PATH: join(machine, "bin"), JAVA_HOME: join(machine, "jdk") };
  const { stdout, status } = spawnSync("/bin/sh", [path("../doctor"), ...words], { env, encoding: "utf8" });
  return { lines: stdout.replaceAll(machine, "").trimEnd().split("\n"), status };
}

test("a machine that has all", () => {
  assert.deepEqual(doctor(ALL), {
    lines: ["  ok    JDK 25.0.1: /jdk", "  ok    Maven 3.9.11", "  ok    Node 22.4.0", "  ok    docker: running", "  ok    AWS account"],
    status: 0,
  });
});

for (const [tool, script, said] of [
  ["jdk/bin/javac", "", "JDK 25: not found. Get one at https://adoptium.net, or set JAVA_HOME to yours."],
  ["jdk/bin/javac", "echo javac 17.0.15", "JDK 25: not found. Get one at https://adoptium.net, or set JAVA_HOME to yours."],
  ["bin/mvn", "", "Maven: not found. See https://maven.apache.org/install.html."],
  ["bin/mvn", "echo 'Apache Maven 3.6.3'", "Maven: version 3.8 or newer is needed, this is 3.6.3. See https://maven.apache.org/install.html."],
  ["bin/npm", "", "Node with npm: not found. Get version 20 or newer at https://nodejs.org."],
  ["bin/node", "echo v18.20.1", "Node: version 20 or newer is needed, this is 18.20.1. See https://nodejs.org."],
  ["bin/docker", "", "Docker or podman: not found. Get one at https://docs.docker.com/get-docker or https://podman.io."],
  ["bin/docker", "exit 1", "docker: there, but it does not answer. Start it, and see `docker info`."],
]) {
  test(`${tool} ${script ? `that says "${script}"` : "missing"}`, () => {
    const { lines, status } = doctor({ ...ALL, [tool]: script });
    assert.deepEqual(lines.filter((line) => line.startsWith("  mend")), [`  mend  ${said}`]);
    assert.equal(status, 1);
  });
}

test("what every build needs is looked for before it, in silence", () => {
  assert.deepEqual(doctor({ ...ALL, "bin/docker": "" }, "tools"), { lines: [""], status: 0 });
  const old = doctor({ ...ALL, "bin/mvn": "", "bin/node": "echo v18.1.0" }, "tools");
  assert.deepEqual(old.lines, [
    "  mend  Maven: not found. See https://maven.apache.org/install.html.",
    "  mend  Node: version 20 or newer is needed, this is 18.1.0. See https://nodejs.org.",
  ]);
  assert.equal(old.status, 1);
});

test("podman serves as well, and Maven 4", () => {
  const { lines, status } = doctor({ ...ALL, "bin/docker": "", "bin/podman": "exit 0", "bin/mvn": "echo 'Apache Maven 4.0.0-rc-5'" });
  assert.equal(lines[1], "  ok    Maven 4.0.0");
  assert.equal(lines[3], "  ok    podman: running");
  assert.equal(status, 0);
});

test("without Node nothing can be said of the account", () => {
  const { lines } = doctor({ ...ALL, "bin/node": "" });
  assert.equal(lines.at(-1), "  mend  AWS account: not looked at without Node.");
});
