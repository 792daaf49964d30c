// For `node --test`: a JSON line for each test and each suite that ended, which report.mjs reads.
export default async function* reporter(events) {
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    const suite = data.details?.type === "suite";
    yield `${JSON.stringify({ file: data.file, name: data.name, suite, seconds: data.details.duration_ms / 1000, skipped: data.skip !== undefined })}\n`;
  }
}
