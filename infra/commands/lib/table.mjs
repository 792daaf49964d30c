// Which table a command works on: the deployed page's, or that of the page which `make run` has running here.
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { Trouble } from "./command.mjs";
import { option, outputs, outputsIfDeployed } from "./stack.mjs";

/** Written by `make run` while it runs: `{url, access, table, endpoint, region, accessKeyId, secretAccessKey}`. */
const LOCAL = new URL("../../../target/local-table.json", import.meta.url);

const answers = (endpoint) =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(endpoint);
    const socket = connect({ host: hostname, port: Number(port) }, () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });

async function running(file) {
  if (!existsSync(file)) return null;
  try {
    const local = JSON.parse(readFileSync(file, "utf8"));
    return (await answers(local.endpoint)) ? local : null;
  } catch {
    return null; // Half written: it is just starting or ending.
  }
}

function ofLocal({ url, access, table, endpoint, region, accessKeyId, secretAccessKey }) {
  return { client: new DynamoDBClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } }), TableName: table, url, access };
}

const ofDeployed = ({ Url, GuardTable }) => ({ client: new DynamoDBClient({}), TableName: GuardTable, url: Url, access: option("access") ?? "open" });

/**
 * `{client, TableName, url, access}`. ON=local and ON=aws choose; else it is the deployed page's, and where none can be found the one
 * that runs here.
 */
export async function pageTable({ ON, GUARD_TABLE, LOCAL_TABLE = LOCAL } = process.env) {
  if (ON && ON !== "local" && ON !== "aws") throw new Trouble("ON must be aws (the deployed page) or local (the one that `make run` has running).");
  if (GUARD_TABLE) return ofDeployed({ Url: undefined, GuardTable: GUARD_TABLE });
  if (ON === "aws") return ofDeployed(await outputs());
  const local = await running(LOCAL_TABLE);
  if (ON === "local") {
    if (!local) throw new Trouble("No page runs here with a table of its own. Start it in another terminal: ACCESS=required make run");
    return ofLocal(local);
  }
  if (!local) return ofDeployed(await outputs());
  const deployed = await outputsIfDeployed().catch(() => null);
  return deployed?.GuardTable ? ofDeployed(deployed) : ofLocal(local);
}

export const plain = (item = {}) => Object.fromEntries(Object.entries(item).map(([name, { N, S }]) => [name, N ? Number(N) : S]));

/** A text from outside without what a terminal would obey or hide: controls, and marks that turn the direction around. */
export const printable = (text) => String(text).replaceAll("\r\n", "\n").replace(/[\p{Cc}\p{Bidi_C}\u2028\u2029]/gu, (mark) => (mark === "\n" || mark === "\t" ? mark : "\ufffd"));

/** All items whose key begins so. */
export async function items({ client, TableName }, prefix) {
  const found = [];
  let ExclusiveStartKey;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName,
        FilterExpression: "begins_with(pk, :prefix)",
        ExpressionAttributeValues: { ":prefix": { S: prefix } },
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    );
    found.push(...page.Items.map(plain));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
}
