package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.GroupWorld;
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
import java.util.function.Consumer;
import java.util.function.Function;

/** The way into the streams groups of one shard. Lane of the shard only. */
public final class StreamsGroups {
    private final GroupWorld world;
    private final StreamsSessions sessions;
    private final StreamsHeartbeat heartbeats;

    public StreamsGroups(GroupWorld world) {
        this.world = world;
        sessions = new StreamsSessions(world);
        heartbeats = new StreamsHeartbeat(world, sessions);
    }

    public Outcome<StreamsAnswer> heartbeat(Caller caller, StreamsGroupHeartbeatRequest q) {
        StreamsHeartbeat.validate(q);
        Group known = world.groups().get(q.groupId());
        if (q.memberEpoch() < 0) return heartbeats.leave(require(q.groupId()), q);
        if (known instanceof StreamsGroup g) return heartbeats.stay(g, caller, q);
        if (q.memberEpoch() != 0) throw unknown(q.groupId());
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
        if (!(world.groups().get(groupId) instanceof StreamsGroup g) || !g.isEmpty()) return List.of();
        world.groups().remove(g);
        return g.tombstones();
    }

    private StreamsGroup require(String groupId) {
        if (world.groups().get(groupId) instanceof StreamsGroup g) return g;
        throw unknown(groupId);
    }

    private static CoordinatorException unknown(String groupId) {
        return new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND, "Streams group " + groupId + " not found.");
    }

    /** Null where the group is not of this kind. */
    public StreamsGroupDescribeResponse.DescribedGroup describe(String groupId, short version,
                                                                boolean withDescription) {
        if (!(world.groups().get(groupId) instanceof StreamsGroup g)) return null;
        return new StreamsDescription(g, world.image().get(), version, withDescription).toResponse();
    }

    /** A member describes the topology that it runs (KIP-1331); in memory only, and asked for again where lost. */
    public Outcome<Void> describe(StreamsGroupTopologyDescriptionUpdateRequest q) {
        StreamsGroup g = require(q.groupId());
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
            case StreamsGroupMetadataKey k -> {
                var v = (StreamsGroupMetadataValue) r.value();
                if (v == null) {
                    if (world.groups().get(k.groupId()) instanceof StreamsGroup g) world.groups().remove(g);
                } else {
                    group(k.groupId()).replayEpoch(v.epoch(), v.metadataHash(), v.validatedTopologyEpoch(),
                            standbys(v));
                }
            }
            case StreamsGroupTopologyKey k -> on(k.groupId(), r, g -> g.replayTopology(
                    (StreamsGroupTopologyValue) r.value()));
            case StreamsGroupMemberMetadataKey k -> on(k.groupId(), r, g -> g.replayMember(k.memberId(),
                    from(r, (StreamsGroupMemberMetadataValue v) -> StreamsRecords.member(k.memberId(), v))));
            case StreamsGroupTargetAssignmentMetadataKey k -> on(k.groupId(), r, g -> g.replayAssignmentEpoch(
                    r.value() == null ? 0 : ((StreamsGroupTargetAssignmentMetadataValue) r.value())
                            .assignmentEpoch()));
            case StreamsGroupTargetAssignmentMemberKey k -> on(k.groupId(), r, g -> g.replayTarget(k.memberId(),
                    from(r, (StreamsGroupTargetAssignmentMemberValue v) -> StreamsRecords.target(v))));
            case StreamsGroupCurrentMemberAssignmentKey k -> on(k.groupId(), r, g -> g.replayProgress(k.memberId(),
                    from(r, (StreamsGroupCurrentMemberAssignmentValue v) -> StreamsRecords.progress(v))));
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

    @SuppressWarnings("unchecked")
    private static <V, T> T from(LogRecord r, Function<V, T> read) {
        return r.value() == null ? null : read.apply((V) r.value());
    }

    /** A tombstone of something in a group that is gone makes no group. */
    private void on(String groupId, LogRecord r, Consumer<StreamsGroup> change) {
        if (r.value() == null && !(world.groups().get(groupId) instanceof StreamsGroup)) return;
        change.accept(group(groupId));
    }

    /** Compaction may have left members before their group, so any record makes it. */
    private StreamsGroup group(String groupId) {
        if (world.groups().get(groupId) instanceof StreamsGroup g) return g;
        StreamsGroup fresh = new StreamsGroup(groupId);
        world.groups().put(fresh);
        return fresh;
    }

    /** Every member gets a whole session to find its new coordinator. */
    public void loaded() {
        for (Group g : world.groups().all()) {
            if (!(g instanceof StreamsGroup group)) continue;
            for (StreamsMember m : group.members().values()) {
                sessions.keep(group, m);
                sessions.watchRevocation(group, m, StreamsProgress.NEW, group.progress(m.memberId()));
            }
        }
    }
}
