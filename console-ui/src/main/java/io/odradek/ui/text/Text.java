package io.odradek.ui.text;

import com.vaadin.flow.i18n.I18NProvider;
import io.odradek.ui.format.Counts;

/** Texts for the page at hand; only on a thread that holds one. */
public final class Text {
    private Text() {
    }

    /** The text of this key with {0}, {1}, … filled in as they are. */
    public static String of(String key, Object... args) {
        return I18NProvider.translate(key, args);
    }

    /** A number of things: the text of {@code key.one} or {@code key.many}, with the number as {0}. */
    public static String count(String key, long count) {
        return of(key + (count == 1 ? ".one" : ".many"), Counts.text(count));
    }
}
