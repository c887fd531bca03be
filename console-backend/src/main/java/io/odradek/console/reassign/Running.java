package io.odradek.console.reassign;

import java.util.List;

/**
 * A partition that is being moved.
 *
 * @param copied, total bytes that the new replicas have and shall have; -1 when unknown
 */
public record Running(String topic, int partition, List<Integer> replicas, List<Integer> adding,
        List<Integer> removing, long copied, long total) {
}
