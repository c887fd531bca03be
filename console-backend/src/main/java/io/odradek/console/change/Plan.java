package io.odradek.console.change;

import io.odradek.console.problem.Sentence;
import java.util.List;

/**
 * What a change would do, after the cluster has validated it where it can.
 *
 * @param title       one line, such as "Create topic orders"
 * @param steps       what would change, one line each, in order
 * @param warnings    what the person should know before agreeing
 * @param refusals    why the cluster would refuse; empty when the change can be made
 * @param command     the line of Kafka's own tools that would do the same
 * @param confirm     what has to be typed to agree, or empty when the change destroys nothing
 */
public record Plan(Sentence title, List<Sentence> steps, List<Sentence> warnings, List<Sentence> refusals,
        String command, String confirm) {

    public Plan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        refusals = List.copyOf(refusals);
    }

    /** The step that gives a key another value; null is none of its own, before or after. */
    public static Sentence setting(String key, String before, String after) {
        return Sentence.of("{0}: {1} → {2}", key, before == null ? Sentence.of("not set") : before,
                after == null ? Sentence.of("the default") : after);
    }

    /** Whether the cluster would accept it. */
    public boolean possible() {
        return refusals.isEmpty();
    }
}
