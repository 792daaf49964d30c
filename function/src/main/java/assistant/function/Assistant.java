package assistant.function;

import assistant.function.api.Answering;
import assistant.function.api.Health;
import assistant.function.api.OpenApi;
import assistant.function.api.Route;
import assistant.function.api.Router;
import assistant.function.api.Stop;
import assistant.function.api.StopFlags;
import assistant.function.api.ask.Ask;
import assistant.function.api.ask.QuestionReader;
import assistant.function.api.ask.Rate;
import assistant.function.api.ask.Share;
import assistant.function.api.openai.Completions;
import assistant.function.api.openai.Models;
import assistant.function.api.openai.OpenAiError;
import assistant.function.aws.Aws;
import assistant.function.aws.Secret;
import assistant.function.aws.Table;
import assistant.function.base.Env;
import assistant.function.chain.Chain;
import assistant.function.chain.Model;
import assistant.function.chain.Parser;
import assistant.function.chain.Prompt;
import assistant.function.chain.Retry;
import assistant.function.feedback.FeedbackSettings;
import assistant.function.feedback.Ratings;
import assistant.function.feedback.Receipts;
import assistant.function.feedback.SharedAnswers;
import assistant.function.guard.Access;
import assistant.function.guard.Guard;
import assistant.function.guard.TableGuard;
import assistant.function.http.Handler;
import assistant.function.net.Proxies;
import assistant.function.provider.AwsSigned;
import assistant.function.provider.BearerKey;
import assistant.function.provider.Providers;
import assistant.function.retrieval.Documents;
import assistant.function.retrieval.GroundedPrompt;
import assistant.function.retrieval.QuotedPassages;
import assistant.function.telemetry.Log;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The whole assistant, put together from the settings: the one place where the parts meet.
final class Assistant {
  private static final InstantSource CLOCK = InstantSource.system();

  private Assistant() {}

  static Handler of(Map<String, String> environment) {
    return of(environment, new FileOutputStream(FileDescriptor.out));
  }

  /// `out` takes the log.
  static Handler of(Map<String, String> environment, OutputStream out) {
    Env env = new Env(environment);
    Proxies.heed(env);
    Settings settings = Settings.of(env);
    Aws aws = new Aws(env);
    Optional<Secret> secret = settings.provider().apiKeySecret().map(aws::secret);
    Optional<Table> table = settings.guard().table().map(aws::table);
    CompletableFuture<?> fetched = fetched(secret);
    Guard guard = guard(settings, table, secret);
    Build build = Build.read();
    FeedbackSettings feedback = settings.feedback().where(table.isPresent());
    Receipts receipts =
        new Receipts(
            table.filter(any -> feedback.ratings() || feedback.sharing()), build.version(), CLOCK);
    CompletableFuture<?> connected = CompletableFuture.allOf(guard.warm(), receipts.warm());
    Model model = model(settings, env, secret);
    Optional<Documents> documents =
        settings
            .documents()
            .place()
            .map(place -> Documents.of(place, settings.documents(), aws, CLOCK));
    documents.ifPresent(Documents::warm);
    Chain chain = chain(settings, documents, model);
    StopFlags flags = new StopFlags(table, CLOCK);
    Answering answering = new Answering(guard, chain, flags, settings.modelTimeout());
    Router router =
        new Router(
            new Log(out, chain.model().name(), settings.logContent(), new AtomicBoolean(true)),
            routes(
                feedbackRoutes(feedback, guard, receipts, table),
                new Route(
                    "POST",
                    "/api/ask",
                    new Ask(
                        new QuestionReader(settings.limits()),
                        answering,
                        receipts,
                        settings.showThinking())),
                new Route("DELETE", "/api/answers/{id}", new Stop(flags)),
                new Route(
                    "POST",
                    "/api/v1/chat/completions",
                    new Completions(
                        Completions.Format.CHAT,
                        settings.limits(),
                        settings.api(),
                        answering,
                        CLOCK)),
                new Route(
                    "POST",
                    "/api/v1/responses",
                    new Completions(
                        Completions.Format.RESPONSES,
                        settings.limits(),
                        settings.api(),
                        answering,
                        CLOCK)),
                new Route("GET", "/api/openapi.json", new OpenApi()),
                new Route("GET", "/api/v1/models", new Models(true)),
                new Route("GET", "/api/v1/models/llm-assistant", new Models(false)),
                new Route(
                    "GET",
                    "/api/health",
                    new Health(
                        chain.model(),
                        guard,
                        settings.limits(),
                        documents.map(Assistant::extent),
                        feedback,
                        build.version(),
                        build.commit()))),
            Map.of("/api/v1/", new OpenAiError()),
            settings.api().origins());
    // Lambda stops the process when it asks for its first event.
    CompletableFuture.allOf(fetched, connected).join();
    return router;
  }

  private static List<Route> routes(List<Route> some, Route... others) {
    return Stream.concat(Stream.of(others), some.stream()).toList();
  }

  private static List<Route> feedbackRoutes(
      FeedbackSettings feedback, Guard guard, Receipts receipts, Optional<Table> table) {
    List<Route> routes = new ArrayList<>();
    if (feedback.ratings()) {
      Ratings ratings = new Ratings(table.orElseThrow());
      routes.add(new Route("POST", "/api/ratings", new Rate(guard, receipts, ratings)));
    }
    if (feedback.sharing()) {
      SharedAnswers shared = new SharedAnswers(table.orElseThrow(), CLOCK);
      routes.add(new Route("POST", "/api/shared", new Share(guard, receipts, shared)));
    }
    return routes;
  }

  private static CompletableFuture<?> fetched(Optional<Secret> secret) {
    return secret.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.runAsync(secret.get()::current);
  }

  private static Guard guard(Settings settings, Optional<Table> table, Optional<Secret> secret) {
    if (table.isEmpty() && settings.guard().access() != Access.OPEN) {
      throw new IllegalArgumentException(
          "ACCESS must be open where there is no GUARD_TABLE, which holds the guests' keys.");
    }
    return table
        .<Guard>map(counted ->
            new TableGuard(
                counted,
                settings.guard(),
                () ->
                    settings.guard().originVerify().or(() -> secret.flatMap(Secret::originVerify)),
                new TableGuard.Allowance(
                    settings.limits().outputTokens(), settings.provider().thinks()),
                CLOCK))
        .orElse(Guard.OPEN);
  }

  /// Where there are documents but no model that can use them, their passages are the answer.
  private static Chain chain(Settings settings, Optional<Documents> documents, Model model) {
    if (documents.isEmpty()) {
      return new Chain(
          new Prompt(settings.systemPrompt()), model, new Parser(model.name()), Retry.USUAL);
    }
    if (model.kind().equals("built-in") || model.kind().equals("none")) {
      QuotedPassages quoted = new QuotedPassages(documents.get(), model);
      return new Chain(documents.get(), quoted, quoted, new Parser(quoted.name()), Retry.USUAL);
    }
    return new Chain(
        documents.get(),
        new GroundedPrompt(settings.systemPrompt(), settings.documents().only()),
        model,
        new Parser(model.name()),
        Retry.USUAL);
  }

  private static Supplier<Optional<Health.Extent>> extent(Documents documents) {
    return () ->
        documents
            .extent()
            .map(all -> new Health.Extent(all.files(), all.sections(), all.passages()));
  }

  private static Model model(Settings settings, Env env, Optional<Secret> secret) {
    return Providers.of(
        settings.provider(),
        settings.limits().outputTokens(),
        settings.provider().bedrock().isPresent()
            ? AwsSigned.of(settings.provider(), env)
            : new BearerKey(settings.provider().apiKey(), secret));
  }
}
