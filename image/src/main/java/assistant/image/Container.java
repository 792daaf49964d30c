package assistant.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An image and how its containers are run here: read-only but for `/tmp`, as on Lambda, with one
/// CPU; `flags` are those that the engine needs on this machine.
record Container(String engine, List<String> flags, String image) {
  /// A command that runs the image; the variables are passed on by their names.
  List<String> command(String name, int megabytes, String... variables) {
    List<String> command = new ArrayList<>(List.of(engine, "run", "--rm", "--name", name));
    command.addAll(flags);
    command.addAll(
        List.of("--read-only", "--tmpfs", "/tmp", "--cpus", "1", "--memory", megabytes + "m"));
    for (String variable : variables) {
      command.addAll(List.of("--env", variable));
    }
    command.add(image);
    return command;
  }

  /// The same with further flags of the engine's `run`.
  Container with(String... more) {
    return new Container(engine, Stream.concat(flags.stream(), Stream.of(more)).toList(), image);
  }

  /// What a program in a running container prints; null when it fails.
  String exec(String name, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(engine, "exec", name));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? output : null;
  }

  void removeVolume(String volume) throws IOException, InterruptedException {
    output(List.of(engine, "volume", "rm", "-f", volume));
  }

  String shell(String script) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(engine, "run", "--rm"));
    command.addAll(flags);
    command.addAll(List.of("--read-only", "--entrypoint", "/bin/sh", image, "-c", script));
    return output(command);
  }

  String inspect(String format) throws IOException, InterruptedException {
    return output(List.of(engine, "image", "inspect", "-f", format, image));
  }

  long bytes() throws IOException, InterruptedException {
    return Long.parseLong(inspect("{{.Size}}"));
  }

  /// The first process of a running container, as this machine numbers it.
  long pid(String name) throws IOException, InterruptedException {
    return Long.parseLong(output(List.of(engine, "inspect", "-f", "{{.State.Pid}}", name)));
  }

  void stop(String name) throws IOException, InterruptedException {
    output(List.of(engine, "rm", "-f", name));
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor(1, TimeUnit.MINUTES);
    return output;
  }
}
