package assistant.function.chain;

/// A passage of the owner's documents that an answer may cite by its number.
///
/// `title` is the path of headings down to it, `file` the document's name, `anchor` the section's
/// place in it, `url` where it can be read (each empty where there is none).
public record Source(
    int number, String title, String file, String anchor, String url, String text) {}
