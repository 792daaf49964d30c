// Each client as its documentation has it, changed in nothing but its address and key; `fetch` counts its tries.
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { ChatOpenAI } from "@langchain/openai";
import { generateText, streamText } from "ai";
import OpenAI from "openai";

const MODEL = "llm-assistant";
const messages = (question) => [{ role: "system", content: "Be brief." }, { role: "user", content: question }];

/** `whole` gives text and tokens, `stream` the texts as they come; `id` is told once it is known. */
export function clients(baseURL, apiKey, fetch, retries) {
  const openai = new OpenAI({ baseURL, apiKey, fetch });
  const langchain = (more) => new ChatOpenAI({ model: MODEL, apiKey, maxRetries: retries, configuration: { baseURL, fetch }, ...more });
  const sdk = createOpenAI({ baseURL, apiKey, fetch });
  const compatible = createOpenAICompatible({ name: "assistant", baseURL, apiKey, fetch, includeUsage: true });
  return [
    {
      name: "openai chat.completions",
      async whole(question) {
        const { choices, usage } = await openai.chat.completions.create({ model: MODEL, messages: messages(question) });
        return { text: choices[0].message.content, tokens: usage.total_tokens };
      },
      async *stream(question, signal, id) {
        for await (const chunk of await openai.chat.completions.create({ model: MODEL, messages: messages(question), stream: true }, { signal })) {
          id(chunk.id);
          yield chunk.choices[0]?.delta.content ?? "";
        }
      },
    },
    {
      name: "openai chat.completions, .stream()",
      async whole(question) {
        const all = await openai.chat.completions.stream({ model: MODEL, messages: messages(question), stream_options: { include_usage: true } }).finalChatCompletion();
        return { text: all.choices[0].message.content, tokens: all.usage.total_tokens };
      },
      async *stream(question, signal, id) {
        for await (const chunk of openai.chat.completions.stream({ model: MODEL, messages: messages(question) }, { signal })) {
          id(chunk.id);
          yield chunk.choices[0]?.delta.content ?? "";
        }
      },
    },
    {
      name: "openai responses",
      async whole(question) {
        const { output_text, usage } = await openai.responses.create({ model: MODEL, instructions: "Be brief.", input: question });
        return { text: output_text, tokens: usage.total_tokens };
      },
      async *stream(question, signal, id) {
        for await (const event of await openai.responses.create({ model: MODEL, input: question, stream: true }, { signal })) {
          if (event.type === "response.created") id(event.response.id);
          if (event.type === "response.output_text.delta") yield event.delta;
        }
      },
    },
    {
      name: "openai responses, .stream()",
      async whole(question) {
        const all = await openai.responses.stream({ model: MODEL, input: question }).finalResponse();
        return { text: all.output_text, tokens: all.usage.total_tokens };
      },
      async *stream(question, signal, id) {
        for await (const event of openai.responses.stream({ model: MODEL, input: question }, { signal })) {
          if (event.type === "response.created") id(event.response.id);
          if (event.type === "response.output_text.delta") yield event.delta;
        }
      },
    },
    ...[{}, { useResponsesApi: true }].map((more) => ({
      name: `@langchain/openai${more.useResponsesApi ? ", responses" : ""}`,
      async whole(question) {
        const said = await langchain(more).invoke(messages(question));
        return { text: said.text, tokens: said.usage_metadata.total_tokens };
      },
      async *stream(question, signal, id) {
        for await (const chunk of await langchain(more).stream(messages(question), { signal })) {
          if (chunk.id) id(chunk.response_metadata?.id ?? chunk.id);
          yield chunk.text;
        }
      },
    })),
    ...[
      ["@ai-sdk/openai", sdk(MODEL)],
      ["@ai-sdk/openai, .chat()", sdk.chat(MODEL)],
      ["@ai-sdk/openai-compatible", compatible(MODEL)],
    ].map(([name, model]) => ({
      name,
      async whole(question) {
        const { text, usage } = await generateText({ model, instructions: "Be brief.", prompt: question, maxRetries: retries });
        return { text, tokens: usage.totalTokens };
      },
      async *stream(question, signal, id) {
        let failure;
        const { fullStream } = streamText({ model, prompt: question, abortSignal: signal, maxRetries: retries, includeRawChunks: true, onError: () => {} });
        for await (const part of fullStream) {
          if (part.type === "raw") id(part.rawValue.response?.id ?? part.rawValue.id);
          if (part.type === "text-delta") yield part.text;
          if (part.type === "error") failure = part.error;
        }
        if (failure) throw failure;
      },
    })),
  ];
}
