package io.odradek.console.supervisor;

/**
 * What followed something that was done to a broker, as far as the looks taken one after the other tell. Times are
 * milliseconds after the beginning; -1 for what has not happened.
 *
 * @param timeMs       when it was done, epoch milliseconds
 * @param what         such as "kill"
 * @param broker       to which
 * @param brokerMs     until the broker had left, or was back
 * @param controllerMs until another broker was the controller; -1 too where it stayed
 * @param offlinePeak  partitions without a leader, at worst
 * @param offlineMs    until none was without a leader again; 0 when none ever was
 * @param underPeak    under-replicated partitions, at worst
 * @param inSyncMs     until all were in sync again; 0 when all always were
 * @param open         whether it is still being watched
 */
public record Episode(long timeMs, String cluster, String what, int broker, long brokerMs, long controllerMs,
        int offlinePeak, long offlineMs, int underPeak, long inSyncMs, boolean open) {
}
