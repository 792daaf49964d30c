// DynamoDB Local with the guard's table, as `make run` has it.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Runs until the test ends; gives the environment in which a command finds it, and a client. */
export async function dynamoDb(test) {
  const classPath = readFileSync(new URL("../../../local/dynamodb/target/classpath.txt", import.meta.url), "utf8").trim();
  const port = await freePort();
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  const main = "software.amazon.dynamodb.services.local.main.ServerRunner";
  const flags = ["-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", classPath, main];
  const child = spawn(java, [...flags, "-inMemory", "-sharedDb", "-disableTelemetry", "-port", `${port}`], { stdio: "ignore" });
  test.after(() => child.kill());
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "eu-central-1", credentials, maxAttempts: 60 });
  await client.send(
    new CreateTableCommand({
      TableName: "guard-table",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    }),
  );
  return { client, env: { AWS_ENDPOINT_URL_DYNAMODB: endpoint } };
}
