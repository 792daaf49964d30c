package assistant.bench;

import assistant.image.LocalAuthority;
import assistant.image.TlsFront;
import assistant.stubs.StubAws;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is measured side by side: this build, the build before TLS was looked at, a naive Java
/// function, the tutorial's chain, each over the same TLS and over plain HTTP.
final class Subjects {
  static final String BEFORE = "the build before (9262135)";

  private final Map<String, List<String>> commands;
  private final LocalAuthority authority;
  private final List<Subject> all = new ArrayList<>();

  Subjects(Map<String, List<String>> commands, LocalAuthority authority) {
    this.commands = commands;
    this.authority = authority;
  }

  List<Subject> of(URI stub, StubAws aws, List<Share> shares) throws Exception {
    URI awsUrl = URI.create(aws.environment().get("AWS_ENDPOINT_URL"));
    add(Subject.Part.PLAIN, Optional.empty(), whole(aws, stub, awsUrl), key(stub));
    TlsFront model = new TlsFront(authority, stub);
    TlsFront services = new TlsFront(authority, awsUrl);
    Map<String, String> whole = whole(aws, model.url(), services.url());
    Map<String, String> key = key(model.url());
    for (Share share : shares) {
      Subject.Part part = share.megabytes() == 1024 ? Subject.Part.TLS_1024 : Subject.Part.TLS_2048;
      add(part, Optional.of(share), whole, key);
    }
    add(Subject.Part.TLS, Optional.empty(), whole, key);
    return all.stream().sorted((a, b) -> a.part().compareTo(b.part())).toList();
  }

  /// As on Lambda: the key from its secret, the guard on.
  private static Map<String, String> whole(StubAws aws, URI model, URI services) {
    Map<String, String> settings = new HashMap<>(aws.environment());
    settings.put("OPENAI_BASE_URL", model.toString());
    settings.put("AWS_ENDPOINT_URL", services.toString());
    settings.put("OPENAI_API_KEY_SECRET", "bench");
    settings.put("GUARD_TABLE", "bench");
    return settings;
  }

  private Map<String, String> key(URI model) {
    return Map.of(
        "OPENAI_BASE_URL",
        model.toString(),
        "OPENAI_API_KEY",
        "bench",
        "SSL_CERT_FILE",
        authority.pem().toString());
  }

  private void add(
      Subject.Part part, Optional<Share> share, Map<String, String> whole, Map<String, String> key)
      throws Exception {
    add(part, share, "this build", "image", whole);
    add(part, share, BEFORE, "before", whole);
    add(part, share, "a naive Java function", "naive", key);
    if (part == Subject.Part.TLS || part == Subject.Part.PLAIN) {
      add(part, share, "the tutorial's Python chain", "python", key);
      add(part, share, "the same under Streamlit", "streamlit", key);
    }
    if (part == Subject.Part.PLAIN) {
      add(part, share, "this build's jars on a JDK, without an AOT cache", "function", whole);
    }
  }

  private void add(
      Subject.Part part,
      Optional<Share> share,
      String name,
      String command,
      Map<String, String> settings)
      throws Exception {
    if (!commands.containsKey(command)) {
      return;
    }
    boolean python = command.equals("python") || command.equals("streamlit");
    List<String> words = commands.get(command);
    if (command.equals("image")) {
      words = authority.trustedBy(words);
    } else if (!python) {
      words = new ArrayList<>(words);
      words.add(1, authority.trusted());
    }
    List<String> run = words;
    all.add(
        new Subject(part, name, share.map(one -> one.command(run)).orElse(run), settings, !python));
  }
}
