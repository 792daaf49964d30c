package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It measures time.")
class StormTest {
  private static final int INPUT = 7;
  private static final int OUTPUT = 10;

  @Test
  void budgetHoldsAndNothingIsLostButWhatTheDeadHadReserved() throws Exception {
    Storm storm = new Storm(6, 300, 8, 9_000, Duration.ofMillis(100), false);
    Storm.Aftermath after = storm.rage();
    Map<String, Long> day = after.day();
    String all = after.toString();
    assertTrue(
        after.most() <= storm.dailyTokens() && day.get("tokens") <= storm.dailyTokens(), all);
    assertTrue(after.killed() > 0 && after.count("200") > 0, all);
    assertTrue(after.count("429 budget_used_up") > 0, all);

    long settled = day.get("settled");
    assertEquals(settled * INPUT, day.get("inputTokens"), all);
    assertEquals(settled * OUTPUT, day.get("outputTokens"), all);
    long unsettled = day.get("asks") - settled;
    assertEquals(day.get("tokens"), settled * (INPUT + OUTPUT) + unsettled * after.reserved(), all);
    int lost = after.killed() + after.count("503 guard_unavailable");
    assertTrue(unsettled <= lost, all);
    // One more: the ask that showed what is reserved.
    assertTrue(Math.abs(after.count("200") + 1 - settled) <= lost, all);
  }
}
