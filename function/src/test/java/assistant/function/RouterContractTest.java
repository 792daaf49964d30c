package assistant.function;

import java.util.Map;

class RouterContractTest extends Contract {
  @Override
  protected Door open(Map<String, String> settings) {
    return RouterDoor.open(settings);
  }

  @Override
  protected boolean streams() {
    return false;
  }
}
