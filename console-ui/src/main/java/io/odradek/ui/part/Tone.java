package io.odradek.ui.part;

import java.util.Locale;

/** What a colour means; never the only sign of it. */
public enum Tone {
    PLAIN, GOOD, WARN, BAD, ACCENT;

    public String css() {
        return "is-" + name().toLowerCase(Locale.ROOT);
    }
}
