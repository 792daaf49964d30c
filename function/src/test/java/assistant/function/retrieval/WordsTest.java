package assistant.function.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "ENGLISH, replicate replicates replicated replicating replication",
    "ENGLISH, policy policies",
    "ENGLISH, index indexes indexing indexed",
    "ENGLISH, stop stops stopped stopping",
    "ENGLISH, Class classes CLASS",
    "GERMAN, Einstellung Einstellungen einstellen",
    "GERMAN, Paket Pakete Paketen Paketes",
    "GERMAN, Schlüssel Schlüsseln schlüssels",
    "SPANISH, instalación instalaciones instalar instalado",
    "SPANISH, contraseña contraseñas",
    "FRENCH, installation installations installer installée installés",
    "FRENCH, journal journaux",
    "PORTUGUESE, instalação instalações instalar instalado",
    "PORTUGUESE, permissão permissões",
    "OTHER, Crème crème CRÈME crème",
    "OTHER, Straße STRASSE",
  })
  void formsOfAWordShareATerm(Language language, String forms) {
    List<String> first = terms(forms.substring(0, forms.indexOf(' ')), language);
    for (String form : forms.split(" ")) {
      assertEquals(first, terms(form, language), form);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "كتاب, والكتاب",
    "كتاب, بالكتاب",
    "مكتبة, المكتبات",
    "إعداد, اعداد",
    "مَكتَب, مكتب",
    "מחשב, המחשב",
    "ספר, ספרים",
    "הגדרה, ההגדרות",
  })
  void particlesAndPointsDoNotHideAWord(String word, String form) {
    List<String> shared = new ArrayList<>(terms(word, Language.OTHER));
    shared.retainAll(terms(form, Language.OTHER));
    assertFalse(shared.isEmpty(), terms(word, Language.OTHER) + " " + terms(form, Language.OTHER));
  }

  @ParameterizedTest
  @CsvSource({
    "policy police",
    "general generation",
    "universal number",
  })
  void differentWordsStayApart(String words) {
    assertEquals(2, terms(words, Language.ENGLISH).stream().distinct().count());
  }

  @Test
  void identifierIsFoundByItsPartsAndWhole() {
    assertEquals(
        List.of("max", "output", "token", "maxoutputtokens"),
        terms("MAX_OUTPUT_TOKENS", Language.ENGLISH));
    assertEquals(
        List.of("max", "output", "token", "maxoutputtokens"),
        terms("maxOutputTokens", Language.ENGLISH));
  }

  @Test
  void scriptsWithoutSpacesGivePairs() {
    assertEquals(List.of("数据", "据库"), terms("数据库", Language.OTHER));
    assertEquals(List.of("設定", "定を", "api", "猫"), terms("設定を API、猫", Language.OTHER));
    assertEquals(List.of("데이", "이터"), terms("데이터", Language.OTHER));
  }

  @Test
  void whatIsNoWordSeparates() {
    assertEquals(
        List.of("a", "b", "c3", "d"),
        terms("a\u200bb—c3…🙂d".replace("\u200b", " "), Language.OTHER));
    assertEquals(List.of(), terms(" … — 🙂 ", Language.OTHER));
    assertEquals(List.of("ab"), terms("a\u00adb", Language.OTHER));
  }

  @ParameterizedTest
  @CsvSource({
    "ENGLISH, The server is started by the owner of the machine and not by a user.",
    "GERMAN, Der Server wird vom Besitzer gestartet und nicht von einem Benutzer.",
    "SPANISH, El servidor se inicia por el dueño de la máquina y no por los usuarios.",
    "FRENCH, Le serveur est lancé par le propriétaire de la machine et pas par les clients.",
    "PORTUGUESE, O servidor não é iniciado pelo dono da máquina mas por uma conta do sistema.",
    "OTHER, データベースはサーバーで動きます。",
  })
  void languageIsToldByItsSmallWords(Language language, String text) {
    assertEquals(language, Language.of(text));
  }

  private static List<String> terms(String text, Language language) {
    return Words.of(text, language).stream().flatMap(word -> word.terms().stream()).toList();
  }
}
