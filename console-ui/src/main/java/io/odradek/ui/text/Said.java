package io.odradek.ui.text;

import com.vaadin.flow.component.UI;
import io.odradek.console.problem.Sentence;
import java.util.List;
import java.util.Locale;

/** What the backend says, in the language of the page at hand; only on a thread that holds one. */
public final class Said {
    private static final Catalogue KOREAN = Catalogue.of("ko");

    private Said() {
    }

    public static String of(Sentence sentence) {
        UI page = UI.getCurrent();
        return in(page == null ? Locale.ENGLISH : page.getLocale(), sentence);
    }

    /** In this language where it has the pattern, else in English; what is filled in likewise. */
    static String in(Locale language, Sentence sentence) {
        String pattern = Locale.KOREAN.getLanguage().equals(language.getLanguage())
                ? KOREAN.texts().getOrDefault(sentence.pattern(), sentence.pattern()) : sentence.pattern();
        List<?> args = sentence.args().stream().map(each -> each instanceof Sentence inner ? in(language, inner)
                : each).toList();
        return Sentence.fill(pattern, args);
    }
}
