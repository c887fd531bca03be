package io.odradek.engine.coordinator.group.streams;

import java.util.SortedMap;

/**
 * What a member says of itself.
 *
 * @param topologyEpoch of the program it runs
 * @param processId     of its process, which may have several members: threads
 * @param endpoint      where its stores can be asked, or null
 * @param tags          of its process, for placing standby tasks
 */
record StreamsMember(String memberId, String rackId, String clientId, String clientHost, int rebalanceTimeoutMs,
                     int topologyEpoch, String processId, Endpoint endpoint, SortedMap<String, String> tags) {

    /** Host and port. */
    record Endpoint(String host, int port) {}

    /** Whether an assignment for the one is right for the other. */
    boolean isPlacedAs(StreamsMember o) {
        return topologyEpoch == o.topologyEpoch && processId.equals(o.processId) && tags.equals(o.tags)
                && java.util.Objects.equals(rackId, o.rackId);
    }
}
