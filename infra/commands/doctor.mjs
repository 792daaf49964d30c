// The account's part of `make doctor`: credentials, region, bootstrap, the key and the model.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { BEDROCK_MODEL, bedrockState, onBedrock } from "./lib/bedrock.mjs";
import { explain, run } from "./lib/command.mjs";
import { bootstrapVersion } from "./deploy.mjs";
import { INDEX } from "./documents.mjs";
import { DEFAULT_MODEL, chosenModel, modelState, ownModel, providerUrl } from "./lib/provider.mjs";
import { option, outputsIfDeployed } from "./lib/stack.mjs";

function say({ level, words }) {
  console.log(`  ${level.padEnd(5)} ${words}`);
  if (level === "mend") process.exitCode = 1;
}

async function deployedKey() {
  const stack = await outputsIfDeployed();
  if (!stack?.KeySecret) {
    say({ level: "note", words: "Page: not deployed yet. `make deploy` does it." });
    return null;
  }
  say({ level: "ok", words: `Page: ${stack.Url}` });
  const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: stack.KeySecret }));
  try {
    const { apiKey, originVerify } = JSON.parse(SecretString);
    if (!originVerify) {
      say({ level: "mend", words: "Secret: the token originVerify is missing; `make destroy` and `make deploy` make a new one." });
    }
    if (!apiKey && !ownModel() && !onBedrock()) say({ level: "mend", words: "Key: not set. Run `make set-key`." });
    return apiKey || null;
  } catch {
    say({ level: "mend", words: "Secret: a plain text, without the token originVerify; `make destroy` and `make deploy` make a new one." });
    return SecretString;
  }
}

async function account() {
  const sts = new STSClient({});
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
  const region = await sts.config.region();
  say({ level: "ok", words: `AWS account ${Account} as ${Arn.split(":").at(-1)}, region ${region}` });
  const version = await bootstrapVersion();
  if (version === null) say({ level: "note", words: "CDK bootstrap: not there yet. `make deploy` creates it." });
  else if (version < 6) say({ level: "note", words: `CDK bootstrap: version ${version} is old. \`make deploy\` renews it.` });
  else say({ level: "ok", words: `CDK bootstrap: version ${version}` });
}

const DOCUMENTS = process.env.DOCUMENTS_FOLDER ?? fileURLToPath(new URL("../../documents/", import.meta.url));

/** Documents that were never indexed are in no answer, and nothing else says so. */
function documents() {
  if (!existsSync(DOCUMENTS)) return;
  const files = readdirSync(DOCUMENTS, { recursive: true })
    .map((name) => statSync(join(DOCUMENTS, name)))
    .filter((file) => file.isFile());
  if (!files.length) return;
  if (!existsSync(INDEX)) {
    say({ level: "mend", words: "Documents: the folder documents/ was never indexed. Run `make documents`." });
  } else if (files.some((file) => file.mtimeMs > statSync(INDEX).mtimeMs)) {
    say({ level: "note", words: "Documents: changed since they were indexed. `make documents` or `make deploy` does it." });
  } else {
    say({ level: "ok", words: `Documents: ${files.length} files, indexed.` });
  }
}

async function bedrock() {
  const model = option("model") ?? BEDROCK_MODEL;
  try {
    const { config } = new STSClient({});
    say(await bedrockState(model, await config.region(), await config.credentials()));
  } catch (error) {
    say({ level: "mend", words: explain(error) });
  }
}

/** What `make run` asks on this machine; a deployment has options of its own. */
async function here(url) {
  if (url === "bedrock") {
    await bedrock();
    say({ level: "note", words: "OPENAI_BASE_URL=bedrock is for `make run`; a deployment asks Bedrock with option provider=bedrock." });
    return;
  }
  say(await modelState(url.replace(/\/+$/, ""), process.env.OPENAI_MODEL ?? DEFAULT_MODEL, process.env.OPENAI_API_KEY));
  say({ level: "note", words: "OPENAI_BASE_URL is for `make run`; a deployment asks what option baseUrl names." });
}

async function main() {
  documents();
  const local = option("baseUrl") || onBedrock() ? null : process.env.OPENAI_BASE_URL;
  if (local) await here(local);
  // A key beside another server's address is that server's, and nobody else's.
  let key = local ? null : process.env.OPENAI_API_KEY;
  try {
    await account();
    key = (await deployedKey()) ?? key;
  } catch (error) {
    say({ level: "mend", words: explain(error) });
  }
  if (onBedrock()) await bedrock();
  else if (ownModel()) say({ level: "ok", words: `Model ${ownModel()}: runs in the function; no key is needed.` });
  else if (key) say(await modelState(providerUrl(), chosenModel(), key));
  else say({ level: "note", words: `Model ${chosenModel()}: not asked, there is no key. With OPENAI_API_KEY set it is.` });
}

await run(import.meta.url, main);
