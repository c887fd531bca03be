package io.odradek.console.record;

/**
 * Records of a search, written once more.
 *
 * @param source         which: from where, with what filter; its limits do not count
 * @param target         the topic to write to
 * @param keepPartitions to the partition each came from, else where its key goes
 * @param keepTimestamps with the time each had, else the time of the replay
 * @param most           records written at most
 * @param perSecond      records a second at most; 0 for as quick as it goes
 */
public record Replay(Browse source, String target, boolean keepPartitions, boolean keepTimestamps, long most,
        int perSecond) {
}
