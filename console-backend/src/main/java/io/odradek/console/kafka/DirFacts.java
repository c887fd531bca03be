package io.odradek.console.kafka;

import java.util.Map;

/**
 * A log directory of a broker.
 *
 * @param error       the broker's text, or empty
 * @param totalBytes, usableBytes of the volume, -1 when it does not tell
 * @param sizes       bytes of each replica in it (not those still being moved in)
 * @param arriving    bytes of each replica that is being moved in from another directory
 */
public record DirFacts(int broker, String path, String error, long totalBytes, long usableBytes,
        Map<Place, Long> sizes, Map<Place, Long> arriving) {
}
