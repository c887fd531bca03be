package io.odradek.ui.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The backend's sentences in another language: English patterns, and under each the other text, in the format of
 * gettext's .po files, of which it reads msgid and msgstr of one line each.
 *
 * @param texts by English pattern; {@link Said} looks them up, a test holds them to what the backend says
 */
record Catalogue(Map<String, String> texts) {
    private static final String FROM = "msgid \"";
    private static final String TO = "msgstr \"";

    /** Of this language; it is there, or the program is broken. */
    static Catalogue of(String language) {
        try (InputStream file = Catalogue.class.getResourceAsStream("/io/odradek/ui/said_" + language + ".po");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return read(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws IllegalArgumentException where a line is something else, or a text is given twice. */
    static Catalogue read(List<String> lines) {
        Map<String, String> texts = new HashMap<>();
        String pattern = null;
        for (String line : lines) {
            if (line.startsWith(FROM) && pattern == null) {
                pattern = unquoted(line, FROM);
            } else if (line.startsWith(TO) && pattern != null) {
                if (texts.put(pattern, unquoted(line, TO)) != null) {
                    throw new IllegalArgumentException("twice: " + line);
                }
                pattern = null;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalArgumentException("not a line of a catalogue: " + line);
            }
        }
        return new Catalogue(Map.copyOf(texts));
    }

    private static String unquoted(String line, String word) {
        if (line.length() <= word.length() || !line.endsWith("\"")) {
            throw new IllegalArgumentException("no closing quote: " + line);
        }
        return line.substring(word.length(), line.length() - 1).replace("\\\"", "\"");
    }
}
