package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.group.epoch.EpochMember;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What a member says of itself.
 *
 * @param instanceId    null unless static
 * @param topologyEpoch of the program it runs
 * @param processId     of its process, which may have several members: threads
 * @param endpoint      where its stores can be asked, or null
 * @param tags          of its process, for placing standby tasks
 */
record StreamsMember(String memberId, String instanceId, String rackId, String clientId, String clientHost,
                     int rebalanceTimeoutMs, int topologyEpoch, String processId, Endpoint endpoint,
                     SortedMap<String, String> tags) implements EpochMember<StreamsMember> {

    /** Host and port. */
    record Endpoint(String host, int port) {}

    @Override
    public StreamsMember as(String otherId) {
        return new StreamsMember(otherId, instanceId, rackId, clientId, clientHost, rebalanceTimeoutMs, topologyEpoch,
                processId, endpoint, tags);
    }

    @Override
    public boolean isPlacedAs(StreamsMember o) {
        return topologyEpoch == o.topologyEpoch && processId.equals(o.processId) && tags.equals(o.tags)
                && Objects.equals(rackId, o.rackId);
    }
}
