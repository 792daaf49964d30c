// A conversation in a link: compressed, in the fragment, which no server sees. What comes out of one is anybody's, and is checked.
/** A link may hold more than it should: so much text is read of it, and no more. */
const MAX_CHARS = 2_000_000;

/** The link to these turns; only what is needed to read them, and to carry on. */
export async function link(turns) {
  const kept = turns.map(({ question, answer, state, model, finishReason, sources, cited }) => ({
    question, answer, model, finishReason, cited,
    state: state === "done" ? undefined : "stopped",
    sources: sources?.filter(({ n }) => !Array.isArray(cited) || cited.includes(n)),
  }));
  const bytes = new Blob([JSON.stringify(kept)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return `${location.origin}${location.pathname}#chat=${base64(new Uint8Array(await new Response(bytes).arrayBuffer()))}`;
}

/** The turns that a link holds, their sources checked by `sourcesOf`; undefined when there are none that can be read. */
export async function turnsOf(text, sourcesOf) {
  try {
    const bytes = new Blob([Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0))]).stream();
    const turns = JSON.parse(await limited(bytes.pipeThrough(new DecompressionStream("deflate-raw")))).map((turn) => turnOf(turn, sourcesOf));
    return turns.length ? turns : undefined;
  } catch {
    return undefined;
  }
}

function turnOf({ question, answer, state, model, finishReason, sources, cited }, sourcesOf) {
  if (typeof question !== "string" || typeof answer !== "string") throw new TypeError();
  return {
    question, answer,
    state: state === undefined ? "done" : "stopped",
    ...(typeof model === "string" && { model }),
    ...(typeof finishReason === "string" && { finishReason }),
    ...(sources && { sources: sourcesOf(sources) }),
    ...(Array.isArray(cited) && { cited: cited.filter(Number.isInteger) }),
  };
}

async function limited(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let piece; !(piece = await reader.read()).done; ) {
    text += piece.value;
    if (text.length > MAX_CHARS) throw new RangeError();
  }
  return text;
}

function base64(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
