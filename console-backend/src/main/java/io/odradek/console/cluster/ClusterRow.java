package io.odradek.console.cluster;

import io.odradek.console.problem.Sentence;
import java.util.List;

/**
 * A cluster in the list, without its secrets.
 *
 * @param own     whether it was added here and can be removed here
 * @param client  names of further client properties; their values are nobody's business
 * @param brokers that are online, -1 while nothing is known
 * @param trouble why it does not answer; empty when it does
 * @param takenMs when it last answered, epoch milliseconds; 0 for never
 */
public record ClusterRow(String id, String bootstrapServers, boolean embedded, boolean own, List<String> client,
        int brokers, int topics, Sentence trouble, long takenMs) {
}
