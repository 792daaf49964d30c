// Puts the index of the owner's documents where the deployed function looks for it; within a minute it answers from it.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { explain, run, Trouble } from "./lib/command.mjs";
import { outputsIfDeployed, s3Client } from "./lib/stack.mjs";

/** What the stack calls it as well (Documents.java). */
export const KEY = "documents.index";
export const INDEX = process.env.DOCUMENTS_INDEX ?? fileURLToPath(new URL("../../target/documents/documents.index", import.meta.url));

/** A function reads it whole when it starts. */
const MOST = 100 * 2 ** 20;

export async function upload(s3, Bucket, file) {
  const Body = readFileSync(file);
  if (Body.length > MOST) {
    throw new Trouble(`The index has ${Math.round(Body.length / 2 ** 20)} MB; a function can read at most 100 MB. Leave out documents.`);
  }
  await s3.send(new PutObjectCommand({ Bucket, Key: KEY, Body, ContentType: "application/octet-stream" }));
  return Body.length;
}

async function main() {
  if (!existsSync(INDEX)) return;
  let stack;
  try {
    stack = await outputsIfDeployed();
  } catch (error) {
    if (process.env.MUST) throw error;
    console.log(`Not uploaded. ${explain(error)}`);
    return;
  }
  if (!stack) {
    console.log("Not uploaded: the assistant is not deployed. `make run` uses them, `make deploy` takes them along.");
  } else if (!stack.DocumentsBucket) {
    console.log("Not uploaded: the assistant was deployed without documents. `make deploy` takes them along.");
  } else {
    const bytes = await upload(s3Client(), stack.DocumentsBucket, INDEX);
    console.log(`Uploaded the index, ${(bytes / 2 ** 20).toFixed(1)} MB; within a minute ${stack.Url} answers from it.`);
  }
}

await run(import.meta.url, main);
