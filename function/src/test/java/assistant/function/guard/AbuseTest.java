package assistant.function.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("process")
class AbuseTest {
  static Stream<Abuse> abuses() {
    return Stream.of(Abuse.ofTheAddress(), Abuse.ofTheSize(), CostlyAbuse.ofTheBudget())
        .flatMap(abuses -> abuses);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("abuses")
  void comesToNothing(Abuse abuse) throws Exception {
    try (GuardedPage page = GuardedPage.of(100_000, 3)) {
      assertEquals(abuse.outcome(), abuse.attack().on(page));
    }
  }
}
