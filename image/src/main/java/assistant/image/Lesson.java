package assistant.image;

import java.util.ArrayList;
import java.util.List;

/// One event of the training run, and the status that it must be answered with. What a lesson
/// reaches starts fast in the image; what no lesson reaches is loaded slowly, on first use.
record Lesson(Event event, int status) {
  private static final List<String> FORMS =
      List.of("text/event-stream", "text/plain", "application/json");

  /// Everything that a visitor may do, and every way in which the model may fail.
  static List<Lesson> all() {
    List<Lesson> lessons = new ArrayList<>();
    lessons.add(new Lesson(Event.get("/api/health"), 200));
    for (String form : FORMS) {
      asked(lessons, 200, Event.ask(form, "What is an LLM?"));
      asked(lessons, 200, Event.ask(form, "stub: tokens=2000"));
    }
    Event page = Event.question("");
    asked(lessons, 200, page.with("application/json", conversation()));
    asked(lessons, 200, page.with("application/x-www-form-urlencoded", "question=Why%3F"));
    for (String dialect : List.of("ollama", "llama_server", "vllm", "bare")) {
      asked(lessons, 200, Event.question("stub: dialect=" + dialect + " text=Grüße 👋"));
    }
    asked(lessons, 400, page);
    asked(lessons, 400, page.with("application/json", "{\"question\": 1}"));
    asked(lessons, 400, page.with("application/json", "{"));
    asked(lessons, 413, Event.question("x".repeat(4001)));
    asked(lessons, 415, page.with("image/png", "x"));
    lessons.add(new Lesson(Event.get("/api/nothing"), 404));
    lessons.add(new Lesson(Event.get("/api/ask"), 405));
    asked(lessons, 502, Event.question("stub: status=404 code=model_not_found"));
    asked(lessons, 503, Event.question("stub: status=401 code=invalid_api_key"));
    asked(lessons, 503, Event.question("stub: status=429 retry-after=60"));
    asked(lessons, 429, Event.question("stub: status=429 code=project_spend_limit_exceeded"));
    asked(lessons, 502, Event.question("stub: status=400"));
    asked(lessons, 502, Event.question("stub: garbage"));
    asked(lessons, 502, Event.question("stub: empty"));
    lessons.add(new Lesson(Event.question("stub: status=500 fail=1"), 200));
    lessons.add(new Lesson(Event.question("stub: tokens=5 cut=3"), 200));
    lessons.add(new Lesson(Event.ask("text/plain", "stub: tokens=5 cut=3"), 200));
    lessons.add(new Lesson(Event.question("stub: first=200 tokens=5 every=20"), 200));
    return lessons;
  }

  /// What is asked, in short.
  String name() {
    String body = event.body() == null ? "" : event.body().replaceAll("\\s+", " ");
    return event.method()
        + " "
        + event.path()
        + (event.streams() ? ", streamed: " : ", buffered: ")
        + body.substring(0, Math.min(60, body.length()));
  }

  /// Streamed and buffered.
  private static void asked(List<Lesson> lessons, int status, Event event) {
    lessons.add(new Lesson(event, status));
    lessons.add(new Lesson(event.buffered(), status));
  }

  private static String conversation() {
    return """
    {"question": "And what is a token?", "history": [
      {"role": "user", "content": "What is an LLM?"},
      {"role": "assistant", "content": "A program that writes token after token."}]}\
    """;
  }
}
