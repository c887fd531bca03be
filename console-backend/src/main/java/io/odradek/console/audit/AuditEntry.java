package io.odradek.console.audit;

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
        String result,
                         String detail) {
}
