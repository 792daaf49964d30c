package assistant.function;

import java.util.Map;

class RouterDocumentsTest extends DocumentsContract {
  @Override
  protected Door open(Map<String, String> settings) {
    return RouterDoor.open(settings);
  }
}
