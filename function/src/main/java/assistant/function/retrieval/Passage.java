package assistant.function.retrieval;

/// A piece of a document: at most about a thousand characters under one heading.
///
/// `title` is the path of headings down to it, `file` the document's name relative to the
/// documents' folder, `anchor` the section's place in it (empty: its beginning).
public record Passage(String title, String file, String anchor, String text) {}
