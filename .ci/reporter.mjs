// For `node --test`: a JSON line for each test that ended, which report.mjs reads.
export default async function* reporter(events) {
  for await (const { type, data } of events) {
    if ((type !== "test:pass" && type !== "test:fail") || data.details?.type === "suite") continue;
    yield `${JSON.stringify({ file: data.file, name: data.name, seconds: data.details.duration_ms / 1000, skipped: data.skip !== undefined })}\n`;
  }
}
