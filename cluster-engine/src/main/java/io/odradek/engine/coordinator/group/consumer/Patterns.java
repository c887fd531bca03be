package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.wire.ErrorCode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which topics a regular expression matches as a whole. Kafka uses RE2, whose syntax is nearly Java's; an expression
 * that would take Java's matcher very long is cut short, since it runs on the shard's lane.
 */
final class Patterns {
    /**
     * Characters that matching one name may look at: a name has at most 249, and an expression without nested
     * repetition looks at each a few times.
     */
    private static final int MOST_STEPS = 100_000;

    private Patterns() {}

    /** @throws CoordinatorException INVALID_REGULAR_EXPRESSION */
    static Pattern compile(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new CoordinatorException(ErrorCode.INVALID_REGULAR_EXPRESSION, "SubscribedTopicRegex `" + regex
                    + "` is not a valid regular expression: " + e.getDescription() + ".");
        }
    }

    static Set<String> matching(String regex, Collection<String> names) {
        Pattern p = compile(regex);
        Set<String> found = new TreeSet<>();
        for (String n : names) if (matches(p, n)) found.add(n);
        return found;
    }

    private static boolean matches(Pattern p, String name) {
        try {
            return p.matcher(new Counted(name, 0, name.length(), new int[1])).matches();
        } catch (TooLong e) {
            return false;
        }
    }

    private static final class TooLong extends RuntimeException {
        TooLong() {
            super(null, null, false, false);
        }
    }

    /** Text that may be looked at so many times. */
    private record Counted(String text, int from, int to, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int i) {
            if (++steps[0] > MOST_STEPS) throw new TooLong();
            return text.charAt(from + i);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, from + start, from + end, steps);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
