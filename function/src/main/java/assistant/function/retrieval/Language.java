package assistant.function.retrieval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A language whose words are brought to their stems by light rules. Arabic and Hebrew are told by
/// their letters in a text of any language; a language without rules of its own keeps its words.
public enum Language {
  ENGLISH(
      "the of and to in is that for it with as be on not are by this or an from at which but have"
          + " has had was were will would can could should may might must do does did done how what"
          + " when where why who whom whose there their they them these those its it's i i'm my me"
          + " we our you your he she his her if then than so such some any no all also been being"
          + " into about a am s t re ve ll don doesn isn get got",
      "sses>ss/2 ies>y/2 xes>x/2 ches>ch/2 shes>sh/2 zes>z/3 ss>ss/0 us>us/0 is>is/0 s>/3",
      "ingly>/3 edly>/3 ing>/3 eed>ee/1 ed>/3",
      "ization>iz/3 isation>is/3 ational>/4 ations>/4 ation>/4 ators>/4 ator>/4 atory>/4 ative>/4"
          + " ating>/4 ate>/4 ability>/3 ibility>/3 ness>/3 ment>/4 able>/4 ible>/4 ously>/4 ous>/4"
          + " ful>/4 ally>/3 ly>/3 ity>/4 ive>/4 ance>/4 ence>/4 ant>/4 ent>/4 at>/5 sion>s/3"
          + " tion>t/3 ical>ic/3 al>/6 er>/4 or>/4 est>/4",
      "e>/3 y>i/2"),
  GERMAN(
      "der die das und in zu den ist nicht von mit dem des ein eine einer eines einem einen im auf"
          + " fur als auch an wird werden bei oder aus nach wie sich so zum zur um es wenn kann"
          + " konnen sie er ich wir man mein meine ihr ihre sein seine was wer wo wann warum welche"
          + " welcher welches sind war hat haben wurde durch uber noch nur dass daruber dies diese"
          + " dieser dieses muss soll kein keine mir mich dich dir vom ob denn da dann",
      "erinnen>/3 innen>/4 heiten>/4 keiten>/4 ungen>/3 ionen>ion/3 ern>/3 em>/3 er>/3 en>/3 es>/3"
          + " e>/3 s>/3 n>/4",
      "ierung>ier/3 ung>/3 heit>/4 keit>/4 isch>/4 lich>/4 est>/4 et>/4 st>/4 t>/4 end>/4"),
  SPANISH(
      "de la que el en y a los se del las un por con no una su para es al lo como mas o pero sus le"
          + " ha me si sin sobre este ya entre cuando todo esta ser son dos tambien fue habia era"
          + " muy anos hasta desde esto cual cuales quien donde porque estos estas puede puedo debe"
          + " hay mi yo tu nos que cuanto cuanta unos unas",
      "aciones>/3 acion>/3 adoras>/3 adores>/3 adora>/3 ador>/3 amientos>/3 amiento>/3 imientos>/3"
          + " imiento>/3 amente>/3 mente>/4 idades>/3 idad>/3 iendo>/3 ando>/3 ados>/3 adas>/3"
          + " ado>/3 ada>/3 idos>/3 idas>/3 ido>/3 ida>/3 arse>/3 erse>/3 irse>/3 arlo>/3 erlo>/3"
          + " arla>/3 aron>/3 ieron>/3 aria>/3 ara>/3 iones>ion/3 ces>z/2 ar>/3 er>/3 ir>/3 os>/3"
          + " as>/3 es>/3 an>/4 en>/4 o>/3 a>/3 e>/3 s>/3"),
  FRENCH(
      "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il"
          + " sont avec ou son sa ses aux cette ces comme mais on peut d l qu n s c j m t je tu"
          + " nous vous ils elle mon ma mes quel quelle quels quelles quand comment pourquoi leur"
          + " leurs etre avoir ont si meme sans sous fait faut dois doit puis ai as",
      "issements>/3 issement>/3 ements>/3 ement>/3 ations>/3 ation>/3 ateurs>/3 ateur>/3 euses>/3"
          + " euse>/3 eurs>/3 eur>/3 ances>/3 ance>/3 ences>/3 ence>/3 ites>/4 ite>/4 aux>al/2"
          + " eaux>eau/2 ions>ion/3 ives>if/3 ive>if/3 antes>/3 ante>/3 ants>/3 ant>/3 irait>/3"
          + " erait>/3 aient>/3 ait>/3 era>/3 ees>/3 ee>/3 ent>/4 ez>/3 er>/3 ir>/3 es>/3 e>/3 s>/3"
          + " x>/3"),
  PORTUGUESE(
      "de a o que e do da em um para com nao uma os no se na por mais as dos como mas ao ele das"
          + " tem seu sua ou quando muito nos ja eu tambem so pelo pela ate isso ela entre depois"
          + " sem mesmo aos seus quem nas me esse eles voce essa num nem suas meu minha foi sao ser"
          + " esta qual quais onde porque pode posso deve ha",
      "oes>ao/2 aes>ao/2 ais>al/2 eis>el/2 ns>m/2 ores>or/3 ses>s/3 s>/3",
      "acao>/3 adora>/3 ador>/3 amento>/3 imento>/3 amente>/3 mente>/4 idade>/3 icao>ic/2 endo>/3"
          + " ando>/3 indo>/3 ado>/3 ada>/3 ido>/3 ida>/3 aram>/3 eram>/3 iram>/3 ar>/3 er>/3 ir>/3"
          + " am>/4 em>/4 o>/3 a>/3 e>/3"),
  OTHER("");

  private static final Affixes ARABIC =
      new Affixes(
          "وال بال كال فال لل ال و ب ل ف ك", "هما كما تما ها هم كم نا ات ان ون ين تي يه ه ي");
  private static final Affixes HEBREW =
      new Affixes("וה שה כש מה בה לה ו ה ב ל מ ש כ", "ימ ות ית ה ת י");

  private final String small;
  private final String[] rules;
  private Set<String> stopWords;
  private Suffixes[] passes;

  Language(String small, String... rules) {
    this.small = small;
    this.rules = rules;
  }

  /// A language is read when its first word comes: most processes know one.
  private synchronized Suffixes[] passes() {
    if (passes == null) {
      Suffixes[] read = new Suffixes[rules.length];
      for (int i = 0; i < rules.length; i++) {
        read[i] = new Suffixes(rules[i]);
      }
      passes = read;
    }
    return passes;
  }

  private synchronized Set<String> stopWords() {
    if (stopWords == null) {
      stopWords = new HashSet<>(List.of(small.split(" ")));
    }
    return stopWords;
  }

  /// The terms that stand for a folded word: its stem, or in a Semitic script the word and what is
  /// left of it without its particles, since these cannot be told from its first letters.
  public List<String> terms(String word) {
    char first = word.charAt(0);
    if (first < 0x250) {
      return List.of(stem(word));
    }
    if (Letters.hebrew(first)) {
      return HEBREW.without(word);
    }
    return Letters.arabic(first) ? ARABIC.without(word) : List.of(word);
  }

  private String stem(String word) {
    if (word.charAt(0) <= '9') {
      return word;
    }
    String stem = word;
    for (Suffixes pass : passes()) {
      stem = pass.cut(stem);
    }
    return this == ENGLISH ? undoubled(stem) : stem;
  }

  /// An English word without the endings of number and tense, by which its near words are found:
  /// the stem would take "server" for "service".
  public static String uninflected(String word) {
    Suffixes[] passes = ENGLISH.passes();
    return undoubled(passes[3].cut(passes[1].cut(passes[0].cut(word))));
  }

  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    return last > 2 && stem.charAt(last) == stem.charAt(last - 1) && stem.charAt(last) != 's'
        ? stem.substring(0, last)
        : stem;
  }

  /// A word that says how a sentence is built, not what it is about.
  public boolean stopWord(String folded) {
    return stopWords().contains(folded);
  }

  /// The language that most of the text's small words belong to.
  public static Language of(String text) {
    List<Words.Word> words = Words.of(text, OTHER);
    Language best = OTHER;
    int most = words.size() / 25;
    for (Language language : List.of(ENGLISH, GERMAN, SPANISH, FRENCH, PORTUGUESE)) {
      int count = 0;
      for (Words.Word word : words) {
        if (language.stopWord(word.folded())) {
          count++;
        }
      }
      if (count > most) {
        most = count;
        best = language;
      }
    }
    return best;
  }

  /// The languages of a set of bits, the first of them at bit 0.
  static List<Language> of(int bits) {
    List<Language> languages = new ArrayList<>();
    for (Language language : values()) {
      if ((bits >> language.ordinal() & 1) != 0) {
        languages.add(language);
      }
    }
    return languages;
  }
}
