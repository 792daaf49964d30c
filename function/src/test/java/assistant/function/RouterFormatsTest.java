package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.stubs.StubScript;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouterFormatsTest extends FormatsContract {
  @Override
  protected Door open(Map<String, String> settings) {
    return RouterDoor.open(settings);
  }

  @Override
  protected boolean streams() {
    return false;
  }

  @ParameterizedTest
  @EnumSource
  void modelsFaultIsToldAndTheNextQuestionAnswered(Format format) throws Exception {
    Door hasty = open(settings("1s"));
    List<Fault> faults = Fault.faults().toList();
    // What both formats have in common lies below them: they take turns.
    for (int i = format.ordinal(); i < faults.size(); i += 2) {
      Fault fault = faults.get(i);
      Door way = fault.code().equals("model_timeout") ? hasty : door;
      Door.Heard heard = way.call(format.call(fault.accept().length() % 2 == 0, fault.question()));
      assertError(fault.status(), fault.code(), heard);
      String wait = fault.retryAfter();
      boolean soon = !wait.isEmpty() && Integer.parseInt(wait) <= 60;
      boolean budget = fault.code().equals("budget_used_up");
      assertEquals(soon && !budget ? wait : "", heard.header("retry-after"), fault.toString());
    }
    assertEquals(StubScript.ANSWER, whole(format, "And now?"));
  }
}
