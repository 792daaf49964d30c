// AWS's control plane at the wire protocol, as far as the commands use it, over a state that a test sets and reads.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

const xml = (action, inner) => `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`;

function query(state, action) {
  if (action === "GetCallerIdentity") {
    return [200, xml(action, "<Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/owner</Arn>")];
  }
  const stack = typeof state.stack === "function" ? state.stack() : state.stack;
  if (!stack) {
    return [400, "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id LlmAssistant does not exist</Message></Error></ErrorResponse>"];
  }
  const outputs = Object.entries(stack).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return [200, xml(action, `<Stacks><member><StackName>LlmAssistant</StackName><Outputs>${outputs.join("")}</Outputs></member></Stacks>`)];
}

const TARGETS = {
  GetSecretValue: (state) => ({ SecretString: state.secret }),
  PutSecretValue: (state, { SecretString }) => ((state.secret = SecretString), {}),
  DeleteSecret: (state) => ((state.secret = null), {}),
  GetParameter: (state) => state.bootstrap && { Parameter: { Value: state.bootstrap } },
  // The later in the list, the later pushed.
  DescribeImages: (state) => ({ imageDetails: state.images.map((tag, index) => ({ imageTags: [tag], imagePushedAt: index })) }),
  BatchDeleteImage: (state, { imageIds }) => {
    const gone = imageIds.map(({ imageTag }) => imageTag);
    state.images = state.images.filter((tag) => !gone.includes(tag));
    return {};
  },
  FilterLogEvents: (state) => ({ events: state.logs.map((message) => ({ message })) }),
  DeleteLogGroup: () => ({}),
};

function bucket(state, request, url, body) {
  const [, name, ...rest] = url.pathname.split("/");
  const objects = (state.buckets[name] ??= {});
  const key = decodeURIComponent(rest.join("/"));
  const prefix = url.searchParams.get("prefix") ?? "";
  const matching = Object.keys(objects).filter((it) => it.startsWith(prefix));
  if (request.method === "PUT") {
    objects[key] = { body, type: request.headers["content-type"], cache: request.headers["cache-control"] };
    (state.put ??= []).push(key);
    return [200, ""];
  }
  if (request.method === "POST") {
    for (const [, gone] of body.matchAll(/<Key>([^<]+)<\/Key>/g)) delete objects[gone];
    return [200, "<DeleteResult/>"];
  }
  if (url.searchParams.has("versions")) {
    const versions = matching.map((it) => `<Version><Key>${it}</Key><VersionId>null</VersionId></Version>`);
    return [200, `<ListVersionsResult><IsTruncated>false</IsTruncated>${versions.join("")}</ListVersionsResult>`];
  }
  if (!key) {
    const contents = matching.map((it) => `<Contents><Key>${it}</Key></Contents>`);
    return [200, `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join("")}</ListBucketResult>`];
  }
  return objects[key] ? [200, objects[key].body] : [404, "<Error><Code>NoSuchKey</Code></Error>"];
}

function respond(state, request, body) {
  const url = new URL(request.url, "http://aws");
  const target = request.headers["x-amz-target"]?.split(".").at(-1);
  if (target) {
    const answer = TARGETS[target]?.(state, JSON.parse(body));
    return answer ? [200, JSON.stringify(answer)] : [400, JSON.stringify({ __type: "ParameterNotFound" })];
  }
  if (url.pathname === "/account") {
    if (request.method === "PATCH") state.logRole = JSON.parse(body).patchOperations[0].value;
    return [200, JSON.stringify({ cloudwatchRoleArn: state.logRole })];
  }
  const action = new URLSearchParams(body).get("Action");
  return url.pathname === "/" && action ? query(state, action) : bucket(state, request, url, body);
}

/** Serves the state until the test ends; gives the environment in which a command finds it. */
export async function aws(test, given = {}) {
  const state = { buckets: {}, images: [], logs: [], calls: [], ...given };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    state.calls.push(request.headers["x-amz-target"]?.split(".").at(-1) ?? `${request.method} ${request.url.split("?")[0]}`);
    const [status, answer] = respond(state, request, body);
    response.writeHead(status).end(answer);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  test.after(() => server.close());
  const env = {
    PATH: process.env.PATH,
    HOME: "/nonexistent",
    AWS_ENDPOINT_URL: `http://127.0.0.1:${server.address().port}`,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "eu-central-1",
  };
  return { state, env };
}
