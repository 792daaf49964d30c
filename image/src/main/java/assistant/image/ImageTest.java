package assistant.image;

import java.util.List;

/// Tests the built images as Lambda, or a visitor, would use them.
final class ImageTest {
  private ImageTest() {}

  /// `engine base function again llama local flags…`: the base image, the function's image and the
  /// same built anew, the two others, and the flags of the engine's `run`.
  public static void main(String[] args) throws Exception {
    List<String> flags = List.of(args).subList(6, args.length);
    Checks checks = new Checks();
    Container function = new Container(args[0], flags, args[2]);
    new FunctionImage(function, checks).test(new Container(args[0], flags, args[1]));
    // Docker's builder gives some folders the time of the build.
    if (args[0].equals("podman")) {
      checks.check(
          "a second build gives the same layers but for the AOT cache",
          sources(function).equals(sources(new Container(args[0], flags, args[3]))));
    }
    new ModelImage(new Container(args[0], flags, args[4]), checks).test();
    new PageImage(new Container(args[0], flags, args[5]), checks).test();
    System.exit(checks.end());
  }

  /// The layers that are made of the sources alone: the last one holds what the training saw.
  private static List<String> sources(Container image) throws Exception {
    List<String> layers =
        image.inspect("{{range .RootFS.Layers}}{{println .}}{{end}}").lines().toList();
    return layers.subList(0, layers.size() - 1);
  }
}
