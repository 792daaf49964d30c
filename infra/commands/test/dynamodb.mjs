// DynamoDB Local with the guard's table, as `make run` has it.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** A client, the table's name, and the environment in which a command finds it. */
function found(endpoint, table) {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return { table, client: new DynamoDBClient({ endpoint, region: "eu-central-1", credentials }), env: { AWS_ENDPOINT_URL_DYNAMODB: endpoint } };
}

/** The one that `make test` started for all, or one that runs until the test ends. */
export async function dynamoDb(test) {
  if (process.env.TEST_DYNAMODB_URL) return found(process.env.TEST_DYNAMODB_URL, "commands");
  const classPath = readFileSync(new URL("../../../local/dynamodb/target/run.classpath", import.meta.url), "utf8");
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  const flags = ["-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", classPath];
  const child = spawn(java, [...flags, "assistant.dynamodb.DynamoDb"], { stdio: ["ignore", "pipe", "ignore"] });
  test.after(() => child.kill());
  let said = "";
  for await (const piece of child.stdout) if ((said += piece).includes("\n\n")) break;
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint, GUARD_TABLE: table } = Object.fromEntries(said.trim().split("\n").map((line) => line.split("=")));
  return found(endpoint, table);
}
