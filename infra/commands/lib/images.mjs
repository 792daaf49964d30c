// This app's images in the repository that all CDK apps of an account share.
import { BatchDeleteImageCommand, ECRClient, paginateDescribeImages } from "@aws-sdk/client-ecr";

const PREFIX = "llm-assistant-";
const repository = (account, region) => `cdk-hnb659fds-container-assets-${account}-${region}`;

async function ours(ecr, repositoryName) {
  const images = [];
  for await (const page of paginateDescribeImages({ client: ecr }, { repositoryName, filter: { tagStatus: "TAGGED" } })) {
    for (const { imageTags = [], imagePushedAt } of page.imageDetails ?? []) {
      images.push(...imageTags.filter((tag) => tag.startsWith(PREFIX)).map((tag) => ({ tag, pushed: imagePushedAt })));
    }
  }
  return images.sort((a, b) => b.pushed - a.pushed).map(({ tag }) => tag);
}

/** Deletes all but those to keep, and the newest of the rest if one is to be kept to go back to. */
export async function deleteImages({ account, region, keep = [], spare = 0 }) {
  const ecr = new ECRClient({});
  const repositoryName = repository(account, region);
  const tags = (await ours(ecr, repositoryName)).filter((tag) => !keep.includes(tag)).slice(spare);
  for (let first = 0; first < tags.length; first += 100) {
    const imageIds = tags.slice(first, first + 100).map((imageTag) => ({ imageTag }));
    await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds }));
  }
  return tags.length;
}
