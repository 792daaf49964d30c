// Puts the model's API key into the secret: from the terminal without echo, or from a pipe or file. Never from an
// argument, which the shell's history and the process list would keep.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { run, Trouble } from "./lib/command.mjs";
import { outputs } from "./lib/stack.mjs";

export function valid(text) {
  const key = text.trim();
  if (!key) throw new Trouble("No key was given. Nothing was changed.");
  if (!/^[\x21-\x7e]{1,4096}$/.test(key)) {
    throw new Trouble("A key is one line without spaces. Nothing was changed.");
  }
  // As the function would leave them unheeded.
  if (/^(<.*>|\.*|x+|(change|replace|fill)[-_]?me.*|your[-_].*|placeholder|todo|none|null|dummy|sk-\.{3})$/i.test(key)) {
    throw new Trouble("That is a placeholder, not a key. Nothing was changed.");
  }
  return key;
}

/** The secret with another key and all else as it was. */
export function withKey(secret, apiKey) {
  try {
    const fields = JSON.parse(secret);
    if (fields && typeof fields === "object" && !Array.isArray(fields)) return { ...fields, apiKey };
  } catch {
    // A plain text: said below.
  }
  console.error("The secret was a plain text and has lost the token by which CloudFront is known: limits per visitor");
  console.error("count everyone behind CloudFront as one. `make destroy` and `make deploy` make a new token.");
  return { apiKey };
}

function fromTerminal() {
  const silent = new Writable({ write: (_piece, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write("API key (not shown): ");
  return new Promise((resolve, reject) => {
    prompt.on("SIGINT", () => {
      prompt.close();
      process.stderr.write("\n");
      reject(new Trouble("Nothing was changed."));
    });
    prompt.question("", (line) => {
      prompt.close();
      process.stderr.write("\n");
      resolve(line);
    });
  });
}

function given() {
  if (process.env.FILE) return readFileSync(process.env.FILE, "utf8");
  return process.stdin.isTTY ? fromTerminal() : text(process.stdin);
}

async function main() {
  if (process.argv.length > 2) throw new Trouble("The key is not an argument: type it when asked, or pipe it in.");
  const { KeySecret, Url } = await outputs();
  const key = valid(await given());
  const secrets = new SecretsManagerClient({});
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: KeySecret }));
  const SecretValue = JSON.stringify(withKey(SecretString, key));
  await secrets.send(new PutSecretValueCommand({ SecretId: KeySecret, SecretString: SecretValue }));
  console.log(`The key is set. ${Url} uses it within five minutes.`);
}

await run(import.meta.url, main);
