package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Door;
import assistant.stubs.StubModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It measures time.")
class LambdaTest {
  private final StubModel stub = StubModel.start();
  private final Clouds clouds = new Clouds();
  private final Lambda lambda = clouds.lambda(settings(), Duration.ofSeconds(30));

  private Map<String, String> settings() {
    return Map.of("OPENAI_BASE_URL", stub.url().toString());
  }

  @AfterEach
  void close() throws Exception {
    clouds.close();
    stub.close();
  }

  @Test
  void processesAreKeptAndAddedOnlyWhenAllAreBusy() throws Exception {
    HttpDoor door = clouds.door(lambda);
    door.call(Door.Call.ask("One?"));
    door.call(Door.Call.ask("Two?"));
    assertEquals(1, lambda.pids().size());
    Callable<Door.Heard> slow = () -> door.call(Door.Call.ask("stub: tokens=10 every=100"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var heard : threads.invokeAll(List.of(slow, slow, slow, slow, slow, slow))) {
        assertEquals(200, heard.get().status());
      }
    }
    assertEquals(3, lambda.pids().size(), "and the fourth is for what is answered at once");
  }

  /// However many ask, whoever stops an answer or looks whether all is well gets through.
  @Test
  void whatIsAnsweredAtOnceDoesNotWaitBehindAnswers() throws Exception {
    HttpDoor door = clouds.door(lambda);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          Stream.generate(() -> threads.submit(() -> door.call(Door.Call.ask("stub: silent"))))
              .limit(8)
              .toList();
      while (stub.asked().size() < 3) {
        Thread.sleep(10);
      }
      assertEquals(
          200, door.call(new Door.Call("GET", "/api/health", Map.of(), new byte[0])).status());
      assertTrue(asked.stream().noneMatch(Future::isDone), "all asks wait still");
      assertEquals(3, stub.asked().size());
      clouds.close();
    }
  }

  @Test
  void processThatDiesTakesOneRequestAndIsReplaced() throws Exception {
    HttpDoor door = clouds.door(lambda);
    door.call(Door.Call.ask("One?"));
    long first = lambda.pids().getFirst();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = threads.submit(() -> door.call(Door.Call.ask("stub: silent")));
      while (stub.asked().size() < 2) {
        Thread.sleep(10);
      }
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      Door.Heard heard = asked.get();
      assertEquals(500, heard.status());
      assertTrue(heard.body().contains("\"code\":\"internal\""), heard.body());
    }
    assertEquals(200, door.call(Door.Call.ask("Three?")).status());
    assertNotEquals(first, lambda.pids().getFirst());
  }

  @Test
  void answerOfADyingProcessIsCut() throws Exception {
    HttpDoor door = clouds.door(lambda);
    HttpRequest request =
        HttpRequest.newBuilder(door.url().resolve("/api/ask"))
            .POST(BodyPublishers.ofString("stub: tokens=1000 every=100"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient();
        InputStream in = http.send(request, BodyHandlers.ofInputStream()).body()) {
      assertEquals('t', in.read());
      ProcessHandle.of(lambda.pids().getFirst()).orElseThrow().destroyForcibly();
      assertThrows(IOException.class, in::readAllBytes);
    }
    assertEquals(200, door.call(Door.Call.ask("Next?")).status());
  }

  @Test
  void callerWhoLeavesCostsNoProcess() throws Exception {
    HttpDoor door = clouds.door(lambda);
    try (var socket = new java.net.Socket("localhost", door.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 25\r\n\r\nstub: tokens=9 every=100 "
                  .getBytes());
      while (stub.asked().isEmpty() || stub.asked().getFirst().sent() < 2) {
        Thread.sleep(10);
      }
    }
    while (stub.asked().getFirst().sent() < 9) {
      Thread.sleep(10);
    }
    long pid = lambda.pids().getFirst();
    assertEquals(200, door.call(Door.Call.ask("Next?")).status());
    assertTrue(
        lambda.pids().contains(pid), "The process was ended although only its caller had left.");
  }

  @Test
  void functionThatRunsOutOfTimeIsEnded() throws Exception {
    Lambda hasty = clouds.lambda(settings(), Duration.ofSeconds(4));
    HttpDoor door = clouds.door(hasty);
    Door.Heard heard = door.call(Door.Call.ask("stub: silent"));
    assertEquals(504, heard.status(), heard.body());
    assertEquals(200, door.call(Door.Call.ask("Next?")).status());
  }

  @Test
  void malformedSettingStopsTheStart() throws Exception {
    Lambda broken = clouds.lambda(Map.of("MAX_OUTPUT_TOKENS", "many"), Duration.ofSeconds(20));
    assertEquals(500, clouds.door(broken).call(Door.Call.ask("Hello?")).status());
  }

  @Test
  void tokensArriveAsTheyAreMade() throws IOException, InterruptedException {
    HttpDoor door = clouds.door(lambda);
    door.call(Door.Call.ask("Warm?"));
    List<Long> arrivals = Arrivals.of(door.url(), "stub: tokens=4 every=400");
    assertEquals(4, arrivals.size());
    for (int i = 1; i < arrivals.size(); i++) {
      long pause = arrivals.get(i) - arrivals.get(i - 1);
      assertTrue(pause >= 200, "A token came only " + pause + " ms after the one before it.");
    }
  }
}
