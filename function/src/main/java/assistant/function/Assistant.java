package assistant.function;

import assistant.function.api.Health;
import assistant.function.api.Router;
import assistant.function.api.ask.Ask;
import assistant.function.api.ask.QuestionReader;
import assistant.function.aws.Aws;
import assistant.function.base.Env;
import assistant.function.chain.Chain;
import assistant.function.chain.Parser;
import assistant.function.chain.Prompt;
import assistant.function.chain.Retry;
import assistant.function.provider.Providers;
import assistant.function.telemetry.Log;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The whole assistant, put together from the settings: the one place where the parts meet.
public final class Assistant {
  private Assistant() {}

  public static Router of(Map<String, String> environment) {
    return of(environment, new FileOutputStream(FileDescriptor.out));
  }

  /// `out` takes the log.
  public static Router of(Map<String, String> environment, OutputStream out) {
    Settings settings = Settings.of(environment);
    Aws aws = Aws.of(settings, new Env(environment));
    Providers provider = Providers.of(settings, aws.key(settings));
    Chain chain =
        new Chain(
            new Prompt(settings.systemPrompt()),
            provider.model(),
            new Parser(provider.modelName()),
            Retry.USUAL);
    Router router =
        new Router(
            new Ask(
                new QuestionReader(settings.limits()), aws.guard(), chain, settings.modelTimeout()),
            new Health(Build.read(), provider, aws.guard(), settings.limits()),
            new Log(out, provider, settings.logContent(), new AtomicBoolean(true)));
    // Lambda stops the process when it asks for its first event.
    aws.warm().join();
    return router;
  }
}
