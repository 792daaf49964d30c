/// What askers say of their answers: votes, and questions and answers that they send to the owner.
///
/// Must not know: HTTP, who asked, or the model.
package assistant.function.feedback;
