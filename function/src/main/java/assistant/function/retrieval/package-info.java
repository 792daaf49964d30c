/// Finds the passages of the owner's documents that a question is about: words, an index in one
/// file, and a search over it.
///
/// It does not know how documents are read, nor who asks, nor which model answers.
package assistant.function.retrieval;
