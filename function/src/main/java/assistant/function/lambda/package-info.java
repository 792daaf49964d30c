/// Lambda's ways in and out: its Runtime API, API Gateway's proxy events, streamed or whole.
///
/// Must not know: the chain, the guard or the routes.
package assistant.function.lambda;
