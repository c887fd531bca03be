package io.odradek.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeedleTest {
    private static final int CASES = 20_000;

    @Test
    void findsWhatASimpleSearchFinds() {
        Random random = new Random(7);
        for (int i = 0; i < CASES; i++) {
            // Few letters, so that beginnings of a match are everywhere.
            String text = letters(random, random.nextInt(40));
            String wanted = letters(random, 1 + random.nextInt(5));
            int from = random.nextInt(text.length() + 1);
            int to = from + random.nextInt(text.length() - from + 1);
            String part = text.substring(from, to);
            assertThat(new Needle(bytes(wanted), false).in(bytes(text), from, to)).as(wanted + " in " + part)
                .isEqualTo(part.contains(wanted));
            assertThat(new Needle(bytes(wanted), true).in(bytes(text), from, to)).as(wanted + " in any case " + part)
                .isEqualTo(part.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void bytesAboveAsciiAreTakenAsTheyAre() {
        Needle needle = new Needle(bytes("Öl"), true);
        assertThat(needle.in(bytes("das ÖL"), 0, 7)).isTrue();
        assertThat(needle.in(bytes("das öl"), 0, 7)).as("no letter of ASCII").isFalse();
        assertThatThrownBy(() -> new Needle(new byte[0], false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String letters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append("abAB".charAt(random.nextInt(4)));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
