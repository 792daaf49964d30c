package assistant.function.retrieval;

/// The index's file is not what was written; nothing of it is used.
final class DamagedIndex extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedIndex(String how) {
    super("The documents' index is damaged: ".concat(how));
  }
}
