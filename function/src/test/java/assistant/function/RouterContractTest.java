package assistant.function;

import java.util.Map;

class RouterContractTest extends WireContract {
  @Override
  protected Door open(Map<String, String> settings) {
    return RouterDoor.open(settings);
  }

  @Override
  protected boolean streams() {
    return false;
  }
}
