package assistant.library;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/// A PDF's bookmarks by its pages.
final class PdfBookmarks {
  private static final int MOST_BOOKMARKS = 5_000;

  private PdfBookmarks() {}

  /// The path of bookmarks that holds on a page: the last that leads there.
  static Map<Integer, List<String>> of(PDDocument document) throws IOException {
    Map<Integer, List<String>> bookmarks = new HashMap<>();
    PDOutlineNode root = document.getDocumentCatalog().getDocumentOutline();
    if (root != null) {
      collect(document, root, List.of(), bookmarks, new int[1]);
    }
    return bookmarks;
  }

  private static void collect(
      PDDocument document,
      PDOutlineNode parent,
      List<String> path,
      Map<Integer, List<String>> bookmarks,
      int[] seen)
      throws IOException {
    for (PDOutlineItem item : parent.children()) {
      if (seen[0]++ > MOST_BOOKMARKS || path.size() > 5) {
        return;
      }
      List<String> here = new ArrayList<>(path);
      here.add(item.getTitle() == null ? "" : item.getTitle());
      PDPage page = item.findDestinationPage(document);
      int number = page == null ? -1 : document.getPages().indexOf(page);
      if (number >= 0) {
        bookmarks.put(number, here);
      }
      collect(document, item, here, bookmarks, seen);
    }
  }
}
