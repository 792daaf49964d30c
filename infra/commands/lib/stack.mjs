// What the commands know of the owner's options and of the deployed stack.
import { existsSync, readFileSync } from "node:fs";
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from "@aws-sdk/client-s3";
import { Trouble } from "./command.mjs";

export const STACK = "LlmAssistant";

const read = (file) => {
  const path = new URL(`../${file}`, import.meta.url);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
};

/** An option's value, from where the CDK takes it: OPTIONS="-c name=value", the owner's file, cdk.json. */
export function option(name) {
  const given = [...(process.env.OPTIONS ?? "").matchAll(/(?:^|\s)(?:-c|--context)[\s=]*(\w+)=(?:"([^"]*)"|'([^']*)'|(\S+))/g)];
  const last = given.findLast(([, key]) => key === name);
  return last ? (last[2] ?? last[3] ?? last[4]) : (read("cdk.context.json")[name] ?? read("cdk.json").context?.[name]);
}

// Node 20 serves; that a later SDK will not run on it is told by whoever raises the version.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

// The SDK for JavaScript knows only AWS_REGION, the CDK's option wins over all.
const region = option("region") ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
if (region) process.env.AWS_REGION = region;

/** Emulators know a bucket by its path, AWS by its host name. */
export const s3Client = () => new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL) });

/** The stack's outputs by name, or null when it is not there. */
export async function outputsIfDeployed() {
  try {
    const { Stacks } = await new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName: STACK }));
    return Object.fromEntries((Stacks[0].Outputs ?? []).map((output) => [output.OutputKey, output.OutputValue]));
  } catch (error) {
    if (error.name === "ValidationError" && /does not exist/.test(error.message)) return null;
    throw error;
  }
}

export async function outputs() {
  const found = await outputsIfDeployed();
  if (!found?.Url) {
    const where = process.env.AWS_REGION ? ` in ${process.env.AWS_REGION}` : "";
    throw new Trouble(`There is no deployed stack ${STACK}${where}. Run \`make deploy\` first, or set AWS_REGION to where it is.`);
  }
  return found;
}

/** Deletes what is in a bucket, and tells how much it was. */
export async function empty(Bucket, Prefix) {
  const s3 = s3Client();
  let deleted = 0;
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (!Objects.length) return deleted;
    const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    if (Errors?.length) throw new Trouble(`${Errors[0].Key} in ${Bucket} cannot be deleted: ${Errors[0].Message}`);
    deleted += Objects.length;
  }
}
