package io.odradek.engine.coordinator.group;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.wire.ErrorCode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which topics a regular expression matches as a whole. As in Kafka it is RE2's kind, which takes time in proportion to
 * the name's length whatever the expression is, since it runs on the shard's lane; look-around and back references do
 * not exist there.
 */
public final class Patterns {
    private Patterns() {}

    /** @throws CoordinatorException INVALID_REGULAR_EXPRESSION */
    public static Pattern compile(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new CoordinatorException(ErrorCode.INVALID_REGULAR_EXPRESSION, "SubscribedTopicRegex `" + regex
                    + "` is not a valid regular expression: " + e.getDescription() + ".");
        }
    }

    public static Set<String> matching(String regex, Collection<String> names) {
        Pattern p = compile(regex);
        Set<String> found = new TreeSet<>();
        for (String n : names) if (p.matches(n)) found.add(n);
        return found;
    }
}
