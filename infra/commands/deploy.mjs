// Deploys the stack: prepares the account if it never had a CDK app, then leaves the rest to the CDK.
import { existsSync, readFileSync } from "node:fs";
import { APIGatewayClient, GetAccountCommand } from "@aws-sdk/client-api-gateway";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { cdk } from "./lib/cdk.mjs";
import { explain, run } from "./lib/command.mjs";
import { INDEX } from "./documents.mjs";
import { deleteImages } from "./lib/images.mjs";
import { empty, option, outputsIfDeployed, STACK } from "./lib/stack.mjs";

/** The version of the account's CDK bootstrap in this region, or null. */
export async function bootstrapVersion() {
  try {
    const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: "/cdk-bootstrap/hnb659fds/version" }));
    return Number(Parameter.Value);
  } catch (error) {
    if (error.name === "ParameterNotFound") return null;
    throw error;
  }
}

/** The role by which API Gateway writes logs: one for all APIs of the account, so another's must stay. */
export async function accountLogRole() {
  const { cloudwatchRoleArn } = await new APIGatewayClient({}).send(new GetAccountCommand({}));
  return { arn: cloudwatchRoleArn, ours: Boolean(cloudwatchRoleArn?.includes(`:role/${STACK}-`)) };
}

/** The tags of the images that the stack was just deployed with. */
function currentTags() {
  const file = process.env.ASSETS ?? new URL(`../cdk.out/${STACK}.assets.json`, import.meta.url);
  const { dockerImages } = JSON.parse(readFileSync(file, "utf8"));
  return Object.values(dockerImages).flatMap(({ destinations }) => Object.values(destinations).map(({ imageTag }) => imageTag));
}

/** Whether the owner has documents; a bucket that is no longer needed is emptied, for CloudFormation deletes no full one. */
async function withDocuments() {
  if (option("documents")) return [];
  if (existsSync(INDEX)) return ["-c", "documents=true"];
  const before = (await outputsIfDeployed())?.DocumentsBucket;
  if (before) {
    console.log("There are no documents any more: their index is deleted.");
    await empty(before);
  }
  return [];
}

async function main() {
  const { Account } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  const region = await new STSClient({}).config.region();
  console.log(`Deploying to account ${Account} in ${region}.`);
  if (((await bootstrapVersion()) ?? 0) < 6) {
    console.log("This account and region have no CDK bootstrap yet: creating it.");
    cdk("bootstrap", `aws://${Account}/${region}`);
  }
  const role = await accountLogRole();
  const keep = role.arn && !role.ours && !option("accountLogRole") ? ["-c", "accountLogRole=keep"] : [];
  cdk("deploy", STACK, ...keep, ...(await withDocuments()));
  try {
    // One image stays beside the new one, to go back to.
    await deleteImages({ account: Account, region, keep: currentTags(), spare: 1 });
  } catch (error) {
    console.error(`Images of earlier deployments are still there. ${explain(error)}`);
  }
}

await run(import.meta.url, main);
