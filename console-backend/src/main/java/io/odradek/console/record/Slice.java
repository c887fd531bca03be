package io.odradek.console.record;

import java.util.List;

/**
 * What a browse found.
 *
 * @param records   matches; newest first when started from the newest, else by partition's order merged by timestamp
 * @param end       why it ended
 * @param scanned   records read
 * @param bytes     bytes of keys and values read
 * @param failed    records for which the expression could not be evaluated, and which so did not match
 * @param elapsedMs milliseconds it took
 * @param prunedTo  the only partition looked into, since producers put the key there; -1 when all that were chosen
 * @param near      whether it was read next to the log, without a client
 * @param positions where each partition stands
 * @param token     to go on with, empty when there is nothing more
 */
public record Slice(List<RecordView> records, EndReason end, long scanned, long bytes, long failed, long elapsedMs,
        int prunedTo, boolean near, List<Position> positions, String token) {

    /** The same look with these records. */
    Slice with(List<RecordView> found) {
        return new Slice(found, end, scanned, bytes, failed, elapsedMs, prunedTo, near, positions, token);
    }

    /** Why a browse ended. */
    public enum EndReason {
        /** As many matches as asked for. */
        MATCHES,
        /** The limit of records read. */
        SCANNED,
        /** The limit of bytes read. */
        BYTES,
        /** The time allowed is over. */
        TIME,
        /** Every partition was read to its end (from the newest: to its beginning). */
        END_OF_LOG,
        /** Cancelled by whoever asked. */
        CANCELLED
    }

    /** The next offset to read in a partition and the range it lies in. */
    public record Position(int partition, long startOffset, long nextOffset, long endOffset) {
    }
}
