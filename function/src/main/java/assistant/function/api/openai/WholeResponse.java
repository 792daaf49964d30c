package assistant.function.api.openai;

import assistant.function.api.WholeForm;
import assistant.function.chain.Reply;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// A response as one JSON object, sent when it is whole.
final class WholeResponse extends WholeForm {
  private final ResponseJson response;

  WholeResponse(Completion completion, Exchange exchange) {
    super(exchange, completion.headers(MediaType.JSON));
    this.response = new ResponseJson(completion);
  }

  @Override
  protected void write(JsonGenerator json, String text, Reply reply) throws IOException {
    response.whole(json, text, reply, sources());
  }
}
