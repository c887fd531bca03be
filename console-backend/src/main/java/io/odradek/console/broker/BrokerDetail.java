package io.odradek.console.broker;

import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import java.util.List;

/**
 * One broker.
 *
 * @param logDirs empty when the broker does not tell, and then {@code trouble} says why
 */
public record BrokerDetail(BrokerState state, List<LogDir> logDirs, Sentence trouble, long takenMs) {

    /**
     * A log directory.
     *
     * @param error       the broker's own text, or empty
     * @param replicas    replicas in it
     * @param sizeBytes   sum of their sizes
     * @param totalBytes, usableBytes of the volume, -1 when the broker does not tell
     */
    public record LogDir(String path, String error, int replicas, long sizeBytes, long totalBytes, long usableBytes) {
    }
}
