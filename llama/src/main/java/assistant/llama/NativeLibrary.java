package assistant.llama;

import de.kherud.llama.LlamaModel;
import de.kherud.llama.args.LogFormat;

/// llama.cpp's native library, extracted once to the private folder and loaded from there.
///
/// Left to itself the library writes a file of a fixed name into the temporary folder, where two
/// processes race and others could replace it, and deletes there whatever is named `llama…`.
final class NativeLibrary {
  private static final String PATH = "de.kherud.llama.lib.path";
  private static final String TEMPORARY = "de.kherud.llama.tmpdir";

  private NativeLibrary() {}

  /// An image that brings the library as a file names its folder in `de.kherud.llama.lib.path`.
  static synchronized void load(PrivateFolder folder) {
    System.setProperty(TEMPORARY, folder.path().toString());
    if (System.getProperty(PATH) == null) {
      folder.extract(resource(System.getProperty("os.name"), System.getProperty("os.arch")));
      System.setProperty(PATH, folder.path().toString());
    }
    try {
      LlamaModel.setLogger(LogFormat.TEXT, (level, message) -> {});
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "llama.cpp cannot be loaded from "
              + System.getProperty(PATH)
              + ": it needs glibc 2.27, libstdc++ and libgomp (packages libgomp1 or libgomp), and a folder that programs may run in (-Djava.io.tmpdir)",
          e);
    }
  }

  static String resource(String system, String machine) {
    String architecture =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch64";
          default ->
              throw new IllegalStateException(
                  "llama.cpp has no library here for " + machine + "; use a model server instead");
        };
    if (system.startsWith("Windows")) {
      return "/de/kherud/llama/Windows/" + architecture + "/jllama.dll";
    }
    return system.startsWith("Mac")
        ? "/de/kherud/llama/Mac/" + architecture + "/libjllama.dylib"
        : "/de/kherud/llama/Linux/" + architecture + "/libjllama.so";
  }
}
