package io.odradek.wire.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    @Test
    void rangesAreReadAsSchemasWriteThem() {
        assertThat(Versions.parse("3")).isEqualTo(new Versions(3, 3));
        assertThat(Versions.parse("3-5")).isEqualTo(new Versions(3, 5));
        assertThat(Versions.parse("3+")).isEqualTo(new Versions(3, Short.MAX_VALUE));
        assertThat(Versions.parse("none").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "5-3", "-1", "3-", "+", "1-99999"})
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> Versions.parse(text)).isInstanceOf(SchemaException.class);
    }

    @Test
    void theirTextCanBeReadAgain() {
        for (String text : new String[] {"none", "0", "0-7", "12+"}) {
            assertThat(Versions.parse(text)).hasToString(text);
        }
    }

    @Test
    void intersectionsAndCovers() {
        assertThat(Versions.parse("2-6").intersect(Versions.parse("4+"))).isEqualTo(new Versions(4, 6));
        assertThat(Versions.parse("2-3").intersect(Versions.parse("4+")).isEmpty()).isTrue();
        assertThat(Versions.parse("2+").covers(Versions.parse("4+"))).isTrue();
        assertThat(Versions.parse("4+").covers(Versions.parse("2+"))).isFalse();
        assertThat(Versions.parse("4+").covers(Versions.NONE)).isTrue();
    }

    @Test
    void aFieldStandsInPlainFormBelowItsTaggedVersions() {
        assertThat(Versions.parse("0+").below(Versions.parse("5+"))).isEqualTo(new Versions(0, 4));
        assertThat(Versions.parse("5+").below(Versions.parse("5+")).isEmpty()).isTrue();
        assertThat(Versions.parse("0+").below(Versions.NONE)).isEqualTo(Versions.parse("0+"));
        assertThatThrownBy(() -> Versions.parse("0+").below(Versions.parse("3-4"))).isInstanceOf(SchemaException.class);
    }

    @Test
    void conditionsAskOnlyForWhatTheScopeLeavesOpen() {
        Versions scope = Versions.parse("3-9");
        assertThat(Versions.parse("0+").condition(scope)).isEqualTo("true");
        assertThat(Versions.parse("5+").condition(scope)).isEqualTo("version >= 5");
        assertThat(Versions.parse("0-5").condition(scope)).isEqualTo("version <= 5");
        assertThat(Versions.parse("4-5").condition(scope)).isEqualTo("version >= 4 && version <= 5");
        assertThat(Versions.parse("0-2").condition(scope)).isEqualTo("false");
    }
}
