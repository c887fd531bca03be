package io.odradek.ui.text;

import com.vaadin.flow.i18n.I18NProvider;
import io.odradek.console.problem.Sentence;
import io.odradek.ui.format.Counts;
import java.util.Arrays;

/** Texts for the page at hand; only on a thread that holds one. */
public final class Text {
    private Text() {
    }

    /** The text of this key with {0}, {1}, … filled in as they are; sentences of the backend in this language too. */
    public static String of(String key, Object... args) {
        return I18NProvider.translate(key, Arrays.stream(args).map(each -> each instanceof Sentence sentence
                ? Said.of(sentence) : each).toArray());
    }

    /** A number of things: the text of {@code key.one} or {@code key.many}, with the number as {0}. */
    public static String count(String key, long count) {
        return of(key + (count == 1 ? ".one" : ".many"), Counts.text(count));
    }
}
