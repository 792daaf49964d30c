// DynamoDB Local with the guard's table, as `make run` has it.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";

const { key } = JSON.parse(readFileSync(new URL("../../../function/table.json", import.meta.url), "utf8"));

/** A client, the name of a new, empty table, and the environment in which a command finds it. */
async function found(endpoint) {
  const table = `commands-${randomUUID()}`;
  const client = new DynamoDBClient({ endpoint, region: "eu-central-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } });
  const schema = { AttributeDefinitions: [{ AttributeName: key.name, AttributeType: key.type }], KeySchema: [{ AttributeName: key.name, KeyType: "HASH" }] };
  await client.send(new CreateTableCommand({ TableName: table, BillingMode: "PAY_PER_REQUEST", ...schema }));
  return { table, client, env: { AWS_ENDPOINT_URL_DYNAMODB: endpoint } };
}

/** The one that `make test` started for all, or one that runs until the test ends. */
export async function dynamoDb(test) {
  if (process.env.TEST_DYNAMODB_URL) return found(process.env.TEST_DYNAMODB_URL);
  const classPath = readFileSync(new URL("../../../local/dynamodb/target/run.classpath", import.meta.url), "utf8");
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  const flags = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", `-Djava.io.tmpdir=${tmpdir()}`, "--enable-native-access=ALL-UNNAMED", "-cp", classPath];
  const child = spawn(java, [...flags, "assistant.dynamodb.DynamoDb"], { stdio: ["ignore", "pipe", "ignore"] });
  test.after(() => child.kill());
  let said = "";
  for await (const piece of child.stdout) {
    const url = /AWS_ENDPOINT_URL_DYNAMODB=(.+)\n/.exec((said += piece));
    if (url) return found(url[1]);
  }
  throw new Error("DynamoDB Local did not start.");
}
