package io.odradek.console.audit;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * One change, tried or done.
 *
 * @param timeMs  when it ended, epoch milliseconds
 * @param actor   the user's name
 * @param origin  the client's address
 * @param cluster the cluster's id, or empty
 * @param action  such as "topic.create"
 * @param target  the thing's name
 * @param result  "done", "refused" or "failed"
 * @param detail  what exactly, or why not; secrets never
 */
public record AuditEntry(long timeMs, String actor, String origin, String cluster, String action, String target,
        String result, String detail) {

    /** Whether one of its fields has this text, given in lower case. */
    boolean contains(String lower) {
        return Stream.of(actor, origin, cluster, action, target, result, detail)
                .anyMatch(field -> field.toLowerCase(Locale.ROOT).contains(lower));
    }
}
