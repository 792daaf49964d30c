package assistant.library;

/// A paragraph, an item of a list, a piece of code or a table: what is kept whole where it fits.
record Block(Kind kind, String text) {
  enum Kind {
    PROSE,
    ITEM,
    CODE,
    /// One row a line, its cells between ` | `; the first is taken for the head.
    TABLE
  }
}
