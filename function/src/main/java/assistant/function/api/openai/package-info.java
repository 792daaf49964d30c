/// OpenAI's wire formats over the same chain and guard, so that any OpenAI client works with the
/// assistant's URL. It must not know a provider, Lambda or AWS: what it reads becomes a `Question`
/// with wishes, as the page's own API makes one.
package assistant.function.api.openai;
