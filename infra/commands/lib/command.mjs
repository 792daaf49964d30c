// How a command starts, and how it ends when something is wrong: with words that say what to do.
import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** A failure whose message says what to do; it is printed without a trace. */
export class Trouble extends Error {}

/** An AWS failure in words that say what to do. */
export function explain(error) {
  if (error instanceof Trouble) return error.message;
  if (error.name === "CredentialsProviderError" || /credential/i.test(error.name ?? "")) {
    return "No AWS credentials. Run `aws configure` or `aws sso login`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID.";
  }
  if (/Region is missing/.test(error.message)) return "No AWS region. Set AWS_REGION, for example AWS_REGION=eu-central-1.";
  if (/ExpiredToken|TokenRefresh|UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch/.test(error.name)) {
    return `AWS refuses the credentials (${error.name}). Log in again: \`aws sso login\` or \`aws configure\`.`;
  }
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT/.test(`${error.code} ${error.message}`)) {
    return `AWS cannot be reached (${error.code ?? error.message}). Check the network and AWS_REGION.`;
  }
  return `AWS says ${error.name}: ${error.message}`;
}

/** Runs a command if its module is the one that Node was started with, and not when a test imports it. */
export async function run(module, command) {
  if (!process.argv[1] || module !== pathToFileURL(realpathSync(process.argv[1])).href) return;
  try {
    await command();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
