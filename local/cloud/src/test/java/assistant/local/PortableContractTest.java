package assistant.local;

import assistant.function.Door;
import java.util.HashMap;
import java.util.Map;

/// Through the streaming loop on the portable Runtime API client, as on macOS; and without an AOT
/// cache, as `make run` starts it.
class PortableContractTest extends ProcessContract {
  PortableContractTest() {
    super(Clouds.plain());
  }

  @Override
  protected Door open(Map<String, String> settings) throws Exception {
    Map<String, String> portable = new HashMap<>(settings);
    portable.put("JAVA_TOOL_OPTIONS", "-Druntime.client=portable");
    return clouds.streaming(portable);
  }

  @Override
  protected boolean streams() {
    return true;
  }
}
