package io.odradek.ui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SaidTest {
    private static final Pattern HOLE = Pattern.compile("\\{\\d+}");
    private static Spoken spoken;
    private static Map<String, String> korean;

    @BeforeAll
    static void read() throws IOException {
        spoken = Spoken.byTheBackend();
        korean = Catalogue.of("ko").texts();
    }

    @Test
    void everySentenceOfTheBackendIsALiteralSoThatItCanBeLookedUp() {
        assertThat(spoken.strange).isEmpty();
        assertThat(spoken.patterns).contains("No such topic", "Brokers not in the cluster: {0}", "{0}: failed");
    }

    @Test
    void everySentenceHasAKoreanTextAndNoTextIsLeftOver() {
        Set<String> wordy = spoken.patterns.stream().filter(pattern -> HOLE.matcher(pattern).replaceAll("")
                .chars().anyMatch(Character::isLetter)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(korean.keySet())).isEqualTo(wordy);
    }

    @Test
    void everyKoreanTextIsOneAndHasTheHolesOfItsPattern() {
        korean.forEach((pattern, text) -> {
            assertThat(holes(text)).as(pattern).isEqualTo(holes(pattern));
            assertThat(text).as(pattern).isNotBlank();
            // Names of files, options and protocols alone are as they are in English.
            assertThat(text).as(pattern).isNotEqualTo(pattern).containsPattern("[가-힣]");
        });
    }

    private static List<String> holes(String text) {
        return HOLE.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    @Test
    void whatIsFilledInIsSaidInTheSameLanguage() {
        Problem problem = new Problem(Problem.Kind.NOT_FOUND, Sentence.of("{0}: it does not exist",
                Sentence.of("Create topic {0}", "orders")), Sentence.quoted("This server does not host it {0}"),
                Sentence.of("It may have been deleted meanwhile"), null);
        assertThat(Said.in(Locale.KOREAN, problem.said()))
                .isEqualTo("토픽 orders 생성: 존재하지 않습니다: This server does not host it {0}");
        assertThat(Said.in(Locale.KOREA, problem.remedy())).isEqualTo("그사이 삭제되었을 수 있습니다");
        assertThat(Said.in(Locale.ENGLISH, problem.said())).isEqualTo(problem.getMessage())
                .isEqualTo("Create topic orders: it does not exist: This server does not host it {0}");
    }

    @Test
    void whatNoCatalogueHasIsSaidInEnglish() {
        assertThat(Said.in(Locale.KOREAN, Sentence.of("nobody ever said {0}", 1))).isEqualTo("nobody ever said 1");
        assertThat(Said.in(Locale.KOREAN, Sentence.NONE)).isEmpty();
    }

    @Test
    void aCatalogueHasNothingTwiceAndNothingElse() {
        List<String> once = List.of("# a note", "", "msgid \"a \\\"b\\\" {0}\"", "msgstr \"가 {0}\"");
        assertThat(Catalogue.read(once).texts()).containsExactly(Map.entry("a \"b\" {0}", "가 {0}"));
        assertThatThrownBy(() -> Catalogue.read(List.of("msgid \"a\"", "msgstr \"가\"", "msgid \"a\"",
                "msgstr \"나\""))).hasMessageContaining("twice");
        assertThatThrownBy(() -> Catalogue.read(List.of("msgstr \"a\""))).hasMessageContaining("not a line");
        assertThatThrownBy(() -> Catalogue.read(List.of("msgid \"a"))).hasMessageContaining("closing quote");
    }
}
