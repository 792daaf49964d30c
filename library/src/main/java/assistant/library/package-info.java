/// Reads the owner's documents and makes the index that the function searches.
///
/// It runs on the owner's machine and is never deployed: parsers belong here, and nowhere else. It
/// does not know the chain, nor how an index gets to AWS.
package assistant.library;
