/// `prompt | model | parser`: from a question to an answer, piece by piece, and what it used.
///
/// Must not know: HTTP, AWS or Lambda, or which provider the model has.
package assistant.function.chain;
