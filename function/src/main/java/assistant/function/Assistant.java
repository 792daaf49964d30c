package assistant.function;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The whole assistant, put together from the settings: the one place where the parts meet.
final class Assistant {
  private Assistant() {}

  static Router of(Map<String, String> environment) {
    return of(environment, new FileOutputStream(FileDescriptor.out));
  }

  /// `out` takes the log.
  static Router of(Map<String, String> environment, OutputStream out) {
    Settings settings = Settings.of(environment);
    Provider provider = Provider.of(settings, Key.fixed(settings.apiKey()));
    Chain chain =
        new Chain(
            new Prompt(settings.systemPrompt()),
            provider.model(),
            new Parser(provider.modelName()),
            Retry.USUAL);
    return new Router(
        new Ask(new QuestionReader(settings.limits()), chain, settings.modelTimeout()),
        new Health(Build.read(), provider, settings.limits()),
        new Log(out, provider, settings.logContent(), new AtomicBoolean(true)));
  }
}
