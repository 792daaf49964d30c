package assistant.llama;

import assistant.llama.jinja.Template;
import assistant.llama.jinja.TemplateException;
import dev.langchain4j.exception.InvalidRequestException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Makes of a conversation the one text that the model goes on from, by the template of its file.
final class ChatTemplate {
  /// What a file without a template is given: the shape that most files know.
  private static final String USUAL =
      "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endfor %}{{ '<|im_start|>assistant\n' }}";

  private final Template template;
  private final Map<String, Object> values = new HashMap<>();
  final String source;

  /// Throws an [IllegalArgumentException] when the file's template cannot be read.
  ChatTemplate(LlamaModel model, Thinking thinking) {
    source = model.template().orElse(USUAL);
    try {
      template = Template.of(source);
    } catch (TemplateException e) {
      throw new IllegalArgumentException(
          "its chat template cannot be read, " + OneLine.of(e.getMessage()), e);
    }
    values.put("bos_token", model.beginning());
    values.put("eos_token", model.end());
    values.put("add_generation_prompt", true);
    values.put("tools", null);
    values.put("documents", null);
    values.putAll(thinking.values());
  }

  /// A system prompt that the template refuses or leaves out is put before the first question.
  String prompt(Conversation conversation) {
    if (conversation.system().isEmpty()) {
      return rendered(conversation);
    }
    try {
      String whole = rendered(conversation);
      if (whole.contains(conversation.system().strip())) {
        return whole;
      }
      return Optional.of(rendered(conversation.withoutSystem()))
          .filter(other -> other.contains(conversation.system().strip()))
          .orElse(whole);
    } catch (InvalidRequestException e) {
      return rendered(conversation.withoutSystem());
    }
  }

  private String rendered(Conversation conversation) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("messages", conversation.messages());
    try {
      return template.render(all, LocalDateTime.now());
    } catch (TemplateException e) {
      throw new InvalidRequestException(
          "The model's chat template refuses this conversation: " + OneLine.of(e.getMessage()), e);
    }
  }
}
