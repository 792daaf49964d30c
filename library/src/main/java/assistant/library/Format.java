package assistant.library;

import java.io.IOException;
import java.util.List;

/// Reads the files of one kind into sections.
interface Format {
  /// `name` is the file's, relative to the documents' folder.
  List<Section> read(String name, byte[] bytes) throws IOException, Unreadable;
}
