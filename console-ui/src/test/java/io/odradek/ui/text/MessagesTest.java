package io.odradek.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Path SOURCES = Path.of(System.getProperty("project.root", ".."), "console-ui/src/main/java");
    /** A key, alone in a literal: two or more words with dots between, of which the last may be an enum's name. */
    private static final Pattern KEY =
            Pattern.compile("(?:Text|Phrase)\\.(of|count)\\(\\s*\"([a-z][A-Za-z.]*[A-Za-z])\"(?! \\+)");

    @Test
    void everyKeyUsedHasAText() throws IOException {
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher keys = KEY.matcher(Files.readString(file));
                while (keys.find()) {
                    String key = keys.group(2);
                    if (keys.group(1).equals("count")) {
                        missing.addAll(absent(key + ".one"));
                        missing.addAll(absent(key + ".many"));
                    } else {
                        missing.addAll(absent(key));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Set<String> absent(String key) {
        return Messages.bundle(Locale.ENGLISH).containsKey(key) ? Set.of() : Set.of(key);
    }

    @Test
    void everyLanguageHasTheSameKeysAndHoles() {
        Set<String> english = Messages.bundle(Locale.ENGLISH).keySet();
        for (Locale locale : Messages.LOCALES) {
            assertThat(Messages.bundle(locale).keySet()).as(locale.toString()).isEqualTo(english);
            for (String key : english) {
                assertThat(holes(Messages.bundle(locale).getString(key))).as(locale + " " + key)
                        .isEqualTo(holes(Messages.bundle(Locale.ENGLISH).getString(key)));
            }
        }
    }

    private static Set<String> holes(String text) {
        Set<String> found = new TreeSet<>();
        Matcher holes = Pattern.compile("\\{\\d}").matcher(text);
        while (holes.find()) {
            found.add(holes.group());
        }
        return found;
    }

    @Test
    void missingKeysShowThemselves() {
        assertThat(new Messages().getTranslation("no.such", Locale.ENGLISH)).isEqualTo("!no.such!");
        assertThat(new Messages().getTranslation("age.seconds", Locale.ENGLISH, "3")).isEqualTo("3 s ago");
    }
}
