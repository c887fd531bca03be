package io.odradek.console.record;

import java.util.Set;

/**
 * A look into a topic.
 *
 * @param partitions  empty for all
 * @param keyDecoder  name of a decoder, or empty to choose automatically
 * @param valueDecoder likewise
 * @param committed   whether records of transactions that were aborted or are undecided are left out
 * @param token       from {@link Slice#token()} to go on where it ended (then start is ignored), or empty
 */
public record Browse(String topic, Start start, Set<Integer> partitions, Filter filter, Limits limits,
        String keyDecoder, String valueDecoder, String token, boolean committed) {

    /** The first page of all partitions without a filter. */
    public static Browse of(String topic, Start start) {
        return new Browse(topic, start, Set.of(), Filter.NONE, Limits.PAGE, "", "", "", false);
    }

    public Browse continued(String with) {
        return new Browse(topic, start, partitions, filter, limits, keyDecoder, valueDecoder, with, committed);
    }
}
