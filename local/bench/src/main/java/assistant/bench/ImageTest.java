package assistant.bench;

import java.util.List;

/// Tests the built images as Lambda, or a visitor, would use them.
final class ImageTest {
  private ImageTest() {}

  /// `engine base function llama local flags…`: the base image, the three images, and the flags of
  /// the engine's `run`.
  public static void main(String[] args) throws Exception {
    List<String> flags = List.of(args).subList(5, args.length);
    Checks checks = new Checks();
    Container function = new Container(args[0], flags, args[2]);
    new FunctionImage(function, checks).test(new Container(args[0], flags, args[1]));
    new ModelImage(new Container(args[0], flags, args[3]), checks).test();
    new PageImage(new Container(args[0], flags, args[4]), checks).test();
    System.exit(checks.end());
  }
}
