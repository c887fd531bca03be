package io.odradek.ui.text;

import java.util.List;

/** Something to be said, decided before its language is known. */
public record Phrase(String key, List<Object> args) {
    public static Phrase of(String key, Object... args) {
        return new Phrase(key, List.of(args));
    }

    /** In the language of the page at hand. */
    public String text() {
        return Text.of(key, args.toArray());
    }
}
