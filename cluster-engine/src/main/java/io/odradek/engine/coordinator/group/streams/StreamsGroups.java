package io.odradek.engine.coordinator.group.streams;

import static io.odradek.engine.coordinator.group.epoch.GroupsOf.value;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.epoch.Assignments;
import io.odradek.engine.coordinator.group.epoch.GroupsOf;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.StreamsGroupCurrentMemberAssignmentKey;
import io.odradek.engine.wire.message.StreamsGroupCurrentMemberAssignmentValue;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest;
import io.odradek.engine.wire.message.StreamsGroupMemberMetadataKey;
import io.odradek.engine.wire.message.StreamsGroupMemberMetadataValue;
import io.odradek.engine.wire.message.StreamsGroupMetadataKey;
import io.odradek.engine.wire.message.StreamsGroupMetadataValue;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMemberKey;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMemberValue;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMetadataKey;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMetadataValue;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest;
import io.odradek.engine.wire.message.StreamsGroupTopologyKey;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import java.util.ArrayList;
import java.util.List;

/** The way into the streams groups of one shard. Lane of the shard only. */
public final class StreamsGroups {
    private final GroupWorld world;
    private final GroupsOf<StreamsGroup> groups;
    private final StreamsSessions sessions;
    private final StreamsHeartbeat heartbeats;

    public StreamsGroups(GroupWorld world) {
        this.world = world;
        groups = new GroupsOf<>(world.groups(), StreamsGroup.class, "Streams group", StreamsGroup::new);
        sessions = new StreamsSessions(world, groups);
        heartbeats = new StreamsHeartbeat(world, sessions, new Assignments<>(world, groups,
                group -> new StreamsDraft(world, group), world.config()::offloadsStreamsAssignors));
    }

    public Outcome<StreamsAnswer> heartbeat(Caller caller, StreamsGroupHeartbeatRequest q) {
        StreamsHeartbeat.validate(q);
        Group known = world.groups().get(q.groupId());
        if (q.memberEpoch() < 0) return heartbeats.leave(groups.require(q.groupId()), q);
        if (known instanceof StreamsGroup g) return heartbeats.stay(g, caller, q);
        if (q.memberEpoch() != 0) throw groups.unknown(q.groupId());
        boolean taken = known != null && !known.isEmpty();
        if (taken) {
            throw new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND, "Group " + q.groupId()
                    + " is not a streams group.");
        }
        List<LogRecord> all = new ArrayList<>(known == null ? List.of() : known.tombstones());
        Outcome<StreamsAnswer> joined = heartbeats.stay(new StreamsGroup(q.groupId()), caller, q);
        all.addAll(joined.records());
        return Outcome.of(all, joined.answer());
    }

    /** Tombstones of an empty group, which gives way to one of another kind; empty where there is none. */
    public List<LogRecord> giveWay(String groupId) {
        return groups.giveWay(groupId);
    }

    /** Null where the group is not of this kind. */
    public StreamsGroupDescribeResponse.DescribedGroup describe(String groupId, short version,
                                                                boolean withDescription) {
        StreamsGroup g = groups.find(groupId);
        return g == null ? null : new StreamsDescription(g, world.image().get(), version, withDescription).toResponse();
    }

    /** A member describes the topology that it runs (KIP-1331); in memory only, and asked for again where lost. */
    public Outcome<Void> describe(StreamsGroupTopologyDescriptionUpdateRequest q) {
        StreamsGroup g = groups.require(q.groupId());
        g.require(q.memberId());
        if (g.topology() == null || q.topologyEpoch() != g.topology().epoch()) {
            throw new CoordinatorException(ErrorCode.STREAMS_TOPOLOGY_FENCED, "The topology epoch "
                    + q.topologyEpoch() + " is not the group's.");
        }
        g.description = Topologies.description(q.topologyDescription());
        return Outcome.nothing();
    }

    // ---- replay

    /** Takes a record of this room in; false when it is none. */
    public boolean replay(LogRecord r) {
        switch (r.key()) {
            case StreamsGroupMetadataKey k -> groups.replayGroup(k.groupId(), r, g -> {
                var v = (StreamsGroupMetadataValue) r.value();
                g.replayEpoch(v.epoch(), v.metadataHash());
                g.replaySettings(v.validatedTopologyEpoch(), standbys(v));
            });
            case StreamsGroupTopologyKey k -> groups.replay(k.groupId(), r, g ->
                    g.replayTopology((StreamsGroupTopologyValue) r.value()));
            case StreamsGroupMemberMetadataKey k -> groups.replay(k.groupId(), r, g -> g.replayMember(k.memberId(),
                    value(r, (StreamsGroupMemberMetadataValue v) -> StreamsRecords.member(k.memberId(), v))));
            case StreamsGroupTargetAssignmentMetadataKey k -> groups.replay(k.groupId(), r, g -> {
                var v = (StreamsGroupTargetAssignmentMetadataValue) r.value();
                g.replayAssignmentEpoch(v == null ? 0 : v.assignmentEpoch(),
                        v == null ? -1 : v.assignmentTimestamp());
            });
            case StreamsGroupTargetAssignmentMemberKey k -> groups.replay(k.groupId(), r, g ->
                    g.replayTarget(k.memberId(), value(r,
                            (StreamsGroupTargetAssignmentMemberValue v) -> StreamsRecords.target(v))));
            case StreamsGroupCurrentMemberAssignmentKey k -> groups.replay(k.groupId(), r, g ->
                    g.replayProgress(k.memberId(), value(r,
                            (StreamsGroupCurrentMemberAssignmentValue v) -> StreamsRecords.progress(v))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int standbys(StreamsGroupMetadataValue v) {
        if (v.lastAssignmentConfigs() == null) return 0;
        return v.lastAssignmentConfigs().stream().filter(c -> c.key().equals(StreamsRecords.STANDBYS))
                .mapToInt(c -> Integer.parseInt(c.value())).findFirst().orElse(0);
    }

    public void loaded() {
        sessions.loaded();
    }
}
