package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ChainTest {
  @Test
  void tokensAndTheEndArrive() throws Exception {
    try (StubModel stub = StubModel.start()) {
      Asking asking = Asking.of(stub);
      assertEquals(
          new Asking.Told(
              StubScript.ANSWER, "done stub-1 STOP 7/" + StubScript.of("").pieces().size()),
          asking.ask("What is an LLM?"));
    }
  }
}
