/// What keeps the page from running up a bill: switch, rate and budget, in a table.
///
/// Must not know: the provider, the answer's form, or the log.
package assistant.function.guard;
