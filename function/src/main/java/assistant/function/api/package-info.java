/// What every API shares: routes, and one question admitted, asked, written and stopped.
///
/// Must not know: the forms of questions and answers, the provider, or Lambda.
package assistant.function.api;
