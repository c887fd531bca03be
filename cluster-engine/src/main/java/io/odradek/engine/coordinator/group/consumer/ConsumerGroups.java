package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ConsumerGroupCurrentMemberAssignmentKey;
import io.odradek.engine.wire.message.ConsumerGroupCurrentMemberAssignmentValue;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatRequest;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatResponse;
import io.odradek.engine.wire.message.ConsumerGroupMemberMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupMemberMetadataValue;
import io.odradek.engine.wire.message.ConsumerGroupMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupMetadataValue;
import io.odradek.engine.wire.message.ConsumerGroupRegularExpressionKey;
import io.odradek.engine.wire.message.ConsumerGroupRegularExpressionValue;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMemberKey;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMemberValue;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMetadataValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** The way into the consumer-protocol groups of one shard. Lane of the shard only. */
public final class ConsumerGroups {
    private final GroupWorld world;
    private final ConsumerSessions sessions;
    private final ConsumerHeartbeat heartbeats;

    public ConsumerGroups(GroupWorld world) {
        this.world = world;
        sessions = new ConsumerSessions(world);
        heartbeats = new ConsumerHeartbeat(world, sessions);
    }

    public Outcome<ConsumerGroupHeartbeatResponse> heartbeat(Caller caller, ConsumerGroupHeartbeatRequest q) {
        heartbeats.validate(q, caller.apiVersion());
        if (q.memberId().isEmpty()) q.memberId(world.memberId("").substring(1));
        Group known = world.groups().get(q.groupId());
        if (q.memberEpoch() < 0) return heartbeats.leave(require(q.groupId()), q);
        if (known instanceof ConsumerGroup g) return heartbeats.stay(g, new Draft(world, g), caller, q);
        if (q.memberEpoch() != 0) throw unknown(q.groupId());
        List<LogRecord> end = known == null ? List.of() : replaced(known);
        ConsumerGroup fresh = new ConsumerGroup(q.groupId());
        Outcome<ConsumerGroupHeartbeatResponse> joined = heartbeats.stay(fresh, new Draft(world, fresh), caller, q);
        List<LogRecord> all = new ArrayList<>(end);
        all.addAll(joined.records());
        return Outcome.of(all, joined.answer());
    }

    /** Tombstones of a group of another kind that this one takes the place of. */
    private static List<LogRecord> replaced(Group known) {
        if (!known.isEmpty()) {
            throw new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND,
                    "Group " + known.groupId() + " is not a consumer group.");
        }
        return known.tombstones();
    }

    private ConsumerGroup require(String groupId) {
        if (world.groups().get(groupId) instanceof ConsumerGroup g) return g;
        throw unknown(groupId);
    }

    private static CoordinatorException unknown(String groupId) {
        return new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND, "Group " + groupId + " not found.");
    }

    /** Null where the group is not of this kind. */
    public ConsumerGroupDescribeResponse.DescribedGroup describe(String groupId) {
        if (!(world.groups().get(groupId) instanceof ConsumerGroup g)) return null;
        String assignor = new Draft(world, g).assignor(g.members()).name();
        return new ConsumerDescription(g, world.image().get(), assignor).toResponse();
    }

    // ---- replay

    /** Takes a record of this room in; false when it is none. */
    public boolean replay(LogRecord r) {
        switch (r.key()) {
            case ConsumerGroupMetadataKey k -> {
                var v = (ConsumerGroupMetadataValue) r.value();
                if (v == null) world.groups().remove(group(k.groupId()));
                else group(k.groupId()).replayEpoch(v.epoch(), v.metadataHash());
            }
            case ConsumerGroupMemberMetadataKey k -> on(k.groupId(), r, g -> g.replayMember(k.memberId(),
                    from(r, (ConsumerGroupMemberMetadataValue v) -> ConsumerRecords.member(k.memberId(), v))));
            case ConsumerGroupTargetAssignmentMetadataKey k -> on(k.groupId(), r, g -> g.replayAssignmentEpoch(
                    r.value() == null ? 0 : ((ConsumerGroupTargetAssignmentMetadataValue) r.value())
                            .assignmentEpoch()));
            case ConsumerGroupTargetAssignmentMemberKey k -> on(k.groupId(), r, g -> g.replayTarget(k.memberId(),
                    from(r, (ConsumerGroupTargetAssignmentMemberValue v) -> ConsumerRecords.target(v))));
            case ConsumerGroupCurrentMemberAssignmentKey k -> on(k.groupId(), r, g -> g.replayProgress(k.memberId(),
                    from(r, (ConsumerGroupCurrentMemberAssignmentValue v) -> ConsumerRecords.progress(v))));
            case ConsumerGroupRegularExpressionKey k -> on(k.groupId(), r, g -> g.replayRegex(k.regularExpression(),
                    from(r, (ConsumerGroupRegularExpressionValue v) -> new TreeSet<>(v.topics()))));
            default -> {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static <V, T> T from(LogRecord r, Function<V, T> read) {
        return r.value() == null ? null : read.apply((V) r.value());
    }

    /** A tombstone of something in a group that is gone makes no group. */
    private void on(String groupId, LogRecord r, java.util.function.Consumer<ConsumerGroup> change) {
        if (r.value() == null && !(world.groups().get(groupId) instanceof ConsumerGroup)) return;
        change.accept(group(groupId));
    }

    /** Compaction may have left members before their group, so any record makes it. */
    private ConsumerGroup group(String groupId) {
        if (world.groups().get(groupId) instanceof ConsumerGroup g) return g;
        ConsumerGroup fresh = new ConsumerGroup(groupId);
        world.groups().put(fresh);
        return fresh;
    }

    /** Every member gets a whole session to find its new coordinator. */
    public void loaded() {
        for (Group g : world.groups().all()) {
            if (!(g instanceof ConsumerGroup group)) continue;
            for (ConsumerMember m : group.members().values()) {
                sessions.keep(group, m);
                sessions.watchRevocation(group, m, Progress.NEW, group.progress(m.memberId()));
            }
        }
    }
}
