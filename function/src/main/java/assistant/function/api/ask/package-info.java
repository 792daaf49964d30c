/// The page's own API: reads a question in text, form or JSON, and writes the answer as text, JSON
/// or events.
///
/// Must not know: the guard, the provider, or Lambda.
package assistant.function.api.ask;
