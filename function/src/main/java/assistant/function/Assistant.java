package assistant.function;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The whole assistant, put together from the settings: the one place where the parts meet.
final class Assistant {
  private Assistant() {}

  static Router of(Map<String, String> environment) {
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
        new Log(
            new FileOutputStream(FileDescriptor.out),
            provider,
            settings.logContent(),
            new AtomicBoolean(true)));
  }
}
