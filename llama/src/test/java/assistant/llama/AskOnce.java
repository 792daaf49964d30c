package assistant.llama;

/// A program that asks the model of its environment one question, prints the answer and ends.
final class AskOnce {
  private AskOnce() {}

  public static void main(String[] args) {
    Heard heard = Heard.of(new LlamaChatModel(), args[0]);
    System.out.println(heard.text());
    System.exit(0);
  }
}
