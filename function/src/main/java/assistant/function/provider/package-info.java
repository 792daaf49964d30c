/// Where answers come from: OpenAI-compatible servers in all their dialects, or a model in process.
///
/// Must not know: who asks, or the form of the answer.
package assistant.function.provider;
