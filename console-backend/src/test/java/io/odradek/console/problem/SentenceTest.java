package io.odradek.console.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {

    @Test
    void holesAreFilledAndOtherBracesStay() {
        assertThat(Sentence.of("{0} of {1}, {0}", 2, Sentence.of("topic {0}", "a{1}")))
                .hasToString("2 of topic a{1}, 2");
        assertThat(Sentence.of("{\"id\": {}} {7} {").toString()).isEqualTo("{\"id\": {}} {7} {");
    }

    @Test
    void whatIsQuotedIsNeverTakenForAPattern() {
        assertThat(Sentence.quoted("{0} and {1}")).hasToString("{0} and {1}");
        assertThat(Sentence.quoted("")).isEqualTo(Sentence.NONE);
        assertThat(Sentence.quoted(null)).hasToString("null");
        assertThat(Sentence.of("{0}", new Object[] {null})).hasToString("null");
    }

    @Test
    void whatIsFilledInIsAsItWasThen() {
        List<Integer> brokers = new ArrayList<>(List.of(1, 2));
        Sentence sentence = Sentence.of("{0}", brokers);
        brokers.clear();
        assertThat(sentence).hasToString("[1, 2]").isEqualTo(Sentence.of("{0}", "[1, 2]"));
    }

    @Test
    void manyAreJoinedAndNothingAddsNothing() {
        assertThat(Sentence.joined("; ", List.of(Sentence.of("a {0}", 1), Sentence.of("b"))))
                .hasToString("a 1; b");
        assertThat(Sentence.joined("; ", List.of()).isEmpty()).isTrue();
        assertThat(Sentence.of("a").with(Sentence.NONE)).hasToString("a");
        assertThat(Sentence.of("a").with(Sentence.of("b"))).hasToString("a: b");
    }
}
