package io.odradek.console.change;

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
public record Plan(String title, List<String> steps, List<String> warnings, List<String> refusals, String command,
        String confirm) {

    public Plan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        refusals = List.copyOf(refusals);
    }

    /** Whether the cluster would accept it. */
    public boolean possible() {
        return refusals.isEmpty();
    }
}
