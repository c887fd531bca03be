package io.odradek.engine.coordinator.group;

import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.wire.message.ListGroupsResponse;
import java.util.List;

/**
 * What all kinds of groups have in common, as far as offsets and administration are concerned. Lane of the shard
 * only.
 */
public interface Group {
    String groupId();

    /** As the protocol writes it: "classic", "consumer", "streams", "share". */
    String type();

    /** As ListGroups and DescribeGroups write it, for example "Stable". */
    String stateName();

    String protocolType();

    boolean isEmpty();

    /**
     * Throws a {@link io.odradek.engine.coordinator.CoordinatorException} unless this member may commit; what comes
     * back is to be asked about each partition.
     */
    PartitionCheck validateOffsetCommit(OffsetCommitter by);

    /** Throws unless this member may fetch the group's offsets; member id null or epoch negative: an outsider may. */
    void validateOffsetFetch(String memberId, int memberEpoch);

    /** Throws unless offsets of topics without subscription may be deleted. */
    void validateOffsetDelete();

    /** Throws NON_EMPTY_GROUP or GROUP_ID_NOT_FOUND unless the group may be deleted. */
    void validateDelete();

    /** True when a member consumes this topic, so its offsets are alive. */
    boolean isSubscribedTo(String topic);

    /**
     * Time from which the offsets' retention counts, or -1: from each commit. Not asked while members are subscribed.
     */
    long offsetsIdleSinceMs();

    /** A commit of a member is a sign of life. */
    default void seen(String memberId) {}

    /** Tombstones of everything the group is on disk, its offsets apart. */
    List<LogRecord> tombstones();

    default ListGroupsResponse.ListedGroup listed() {
        return new ListGroupsResponse.ListedGroup().groupId(groupId()).protocolType(protocolType())
                .groupState(stateName()).groupType(type());
    }
}
