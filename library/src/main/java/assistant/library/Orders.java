package assistant.library;

import java.util.regex.Pattern;

/// Finds sentences that address a model instead of a reader.
final class Orders {
  private static final Pattern ORDER =
      Pattern.compile(
          "\\b(ignore|disregard|forget|override)\\b.{0,40}\\b(instructions?|rules?|prompts?|above|previous)\\b|\\b(system|developer)"
              + " (prompt|message)\\b.{0,60}\\b(reveal|print|show|repeat|ignore)|\\b(reveal|print|show|repeat)\\b.{0,40}\\bsystem"
              + " prompt\\b|\\byou are (now|no"
              + " longer)\\b.{0,40}\\b(assistant|model|ai|chatgpt|dan)\\b|\\b(as|dear|hey|attention),?"
              + " (an? )?(ai|llm|language"
              + " model|assistant)\\b.{0,60}\\b(must|should|always|never|please|do)\\b|\\b(do"
              + " not|don't|never) (tell|inform|mention).{0,30}\\b(user|visitor|reader)s?\\b"
              + "|\\b(ignoriere|vergiss|missachte)\\b.{0,40}\\b(anweisung|regel|vorgabe)"
              + "|\\b(ignora|olvida|ignorez|oubliez|ignore|esqueça)\\b.{0,40}\\b(instrucci|reglas|instruções|regras|consignes|règles)"
              + "|(忽略|无视|無視).{0,12}(指令|规则|指示|提示|ルール)",
          Pattern.CASE_INSENSITIVE
              | Pattern.UNICODE_CASE
              | Pattern.UNICODE_CHARACTER_CLASS
              | Pattern.DOTALL);

  private Orders() {}

  static boolean in(String text) {
    return ORDER.matcher(text).find();
  }
}
