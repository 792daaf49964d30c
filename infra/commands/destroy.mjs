// Deletes the stack and what CloudFormation cannot take along: the page's files, the images and templates among the
// CDK's assets, and the account's setting that names a role of ours.
import { createInterface } from "node:readline/promises";
import { APIGatewayClient, UpdateAccountCommand } from "@aws-sdk/client-api-gateway";
import { CloudWatchLogsClient, DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DeleteSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { cdk } from "./lib/cdk.mjs";
import { accountLogRole } from "./deploy.mjs";
import { deleteImages } from "./lib/images.mjs";
import { run, Trouble } from "./lib/command.mjs";
import { empty, outputsIfDeployed, STACK } from "./lib/stack.mjs";

async function confirmed(where) {
  if (process.env.YES === STACK) return;
  if (!process.stdin.isTTY) throw new Trouble(`Nothing was deleted. To delete without being asked: make destroy YES=${STACK}`);
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const typed = await prompt.question(`This deletes the page, its key, its logs and counters ${where}. Type ${STACK} to go on: `);
  prompt.close();
  if (typed.trim() !== STACK) throw new Trouble("Nothing was deleted.");
}

/** Ignores that something is not there (any more). */
const unlessGone = async (promise) => {
  try {
    return await promise;
  } catch (error) {
    if (/NotFound|NoSuch/.test(error.name)) return null;
    throw error;
  }
};

async function main() {
  const sts = new STSClient({});
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  const region = await sts.config.region();
  const stack = await outputsIfDeployed();
  await confirmed(`from account ${Account} in ${region}`);
  if (stack) {
    for (const bucket of [stack.SiteBucket, stack.DocumentsBucket]) {
      if (bucket) await unlessGone(empty(bucket));
    }
    if ((await accountLogRole()).ours) {
      const patchOperations = [{ op: "replace", path: "/cloudwatchRoleArn", value: "" }];
      await new APIGatewayClient({}).send(new UpdateAccountCommand({ patchOperations }));
      // API Gateway makes it when it is first given a role.
      const logGroupName = "/aws/apigateway/welcome";
      await unlessGone(new CloudWatchLogsClient({}).send(new DeleteLogGroupCommand({ logGroupName })));
    }
    cdk("destroy", STACK, "--force");
    const SecretId = stack.KeySecret;
    if (SecretId) {
      await unlessGone(new SecretsManagerClient({}).send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })));
    }
  }
  const images = await unlessGone(deleteImages({ account: Account, region }));
  const files = await unlessGone(empty(`cdk-hnb659fds-assets-${Account}-${region}`, "llm-assistant/"));
  if (await outputsIfDeployed()) throw new Trouble(`The stack ${STACK} is still there; what CloudFormation said is above.`);
  console.log(`Deleted: ${stack ? "the stack, " : ""}${images ?? 0} images and ${files ?? 0} files among the CDK's assets.`);
  console.log("The CDK's bootstrap stays, for other apps of the account may use it; docs/deploy.md tells how to delete it.");
}

await run(import.meta.url, main);
