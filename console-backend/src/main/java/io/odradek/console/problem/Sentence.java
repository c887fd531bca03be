package io.odradek.console.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something said in English that can be said otherwise: the pages look up the pattern in the language of their reader.
 * Whoever else asks (REST, the audit log, the terminal) gets the English text.
 *
 * @param pattern in English, with {0}, {1}, … for what is filled in; a test holds it to be a literal at every place
 *                where one is made, and to have a text in every language
 * @param args    as text, which is the same in every language, or sentences themselves
 */
public record Sentence(String pattern, List<?> args) {

    /** Nothing at all. */
    public static final Sentence NONE = of("");
    private static final String AS_IT_IS = "{0}";

    public Sentence {
        args = args.stream().map(each -> each instanceof Sentence ? each : String.valueOf(each)).toList();
    }

    public static Sentence of(String pattern, Object... args) {
        return new Sentence(pattern, Arrays.asList(args));
    }

    /** What came from elsewhere, such as a broker's own words; null is "null", as exceptions have it. */
    public static Sentence quoted(String text) {
        return "".equals(text) ? NONE : of(AS_IT_IS, String.valueOf(text));
    }

    /** All of these in one, with this between them. */
    public static Sentence joined(String between, Collection<Sentence> all) {
        return new Sentence(IntStream.range(0, all.size()).mapToObj(i -> "{" + i + "}")
                .collect(Collectors.joining(between)), List.copyOf(all));
    }

    /** The second after the first, as a step of something or the reason of a failure. */
    public Sentence with(Sentence next) {
        return next.isEmpty() ? this : of("{0}: {1}", this, next);
    }

    public boolean isEmpty() {
        return pattern.isEmpty();
    }

    /** The text of this pattern with these things in its holes. */
    public static String fill(String pattern, List<?> args) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            int close = pattern.indexOf('}', open);
            String hole = close < 0 ? "" : pattern.substring(open + 1, close);
            boolean filled = hole.matches("\\d{1,4}") && Integer.parseInt(hole) < args.size();
            text.append(pattern, from, open).append(filled ? String.valueOf(args.get(Integer.parseInt(hole))) : "{");
            from = filled ? close + 1 : open + 1;
        }
        return text.append(pattern, from, pattern.length()).toString();
    }

    /** In English. */
    @Override
    @JsonValue
    public String toString() {
        return fill(pattern, args);
    }
}
