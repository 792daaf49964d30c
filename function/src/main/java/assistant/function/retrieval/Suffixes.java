package assistant.function.retrieval;

/// Rules for the ends of words, of which the first that fits counts: `ending>replacement/n`, where
/// at least n letters must stay.
final class Suffixes {
  private final String[] endings;
  private final String[] replacements;
  private final int[] least;

  Suffixes(String rules) {
    String[] all = rules.strip().split(" +");
    endings = new String[all.length];
    replacements = new String[all.length];
    least = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      int arrow = all[i].indexOf('>');
      int slash = all[i].indexOf('/');
      endings[i] = all[i].substring(0, arrow);
      replacements[i] = all[i].substring(arrow + 1, slash);
      least[i] = all[i].charAt(slash + 1) - '0';
    }
  }

  String cut(String word) {
    for (int i = 0; i < endings.length; i++) {
      int stays = word.length() - endings[i].length();
      if (stays >= least[i] && word.endsWith(endings[i])) {
        return word.substring(0, stays).concat(replacements[i]);
      }
    }
    return word;
  }
}
