package io.odradek.engine.coordinator.group.consumer;

import static io.odradek.engine.coordinator.group.epoch.GroupsOf.value;

import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.classic.ClassicGroup;
import io.odradek.engine.coordinator.group.classic.ClassicGroups;
import io.odradek.engine.coordinator.group.epoch.Assignments;
import io.odradek.engine.coordinator.group.epoch.GroupsOf;
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
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.HeartbeatResponse;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.LeaveGroupRequest;
import io.odradek.engine.wire.message.LeaveGroupResponse;
import io.odradek.engine.wire.message.SyncGroupRequest;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The way into the consumer-protocol groups of one shard. Lane of the shard only. */
public final class ConsumerGroups {
    private final GroupWorld world;
    private final GroupsOf<ConsumerGroup> groups;
    private final ConsumerSessions sessions;
    private final ConsumerHeartbeat heartbeats;
    private final ClassicBridge bridge;
    private final ClassicGroups classic;

    /** @param classic gives groups over and takes them back */
    public ConsumerGroups(GroupWorld world, ClassicGroups classic) {
        this.world = world;
        this.classic = classic;
        groups = new GroupsOf<>(world.groups(), ConsumerGroup.class, "Group", ConsumerGroup::new);
        sessions = new ConsumerSessions(world, groups, classic);
        Assignments<ConsumerMember, Partitions, ConsumerGroup> assignments = new Assignments<>(world, groups,
                group -> new Draft(world, group), world.config()::offloadsConsumerAssignors);
        heartbeats = new ConsumerHeartbeat(world, sessions, assignments);
        bridge = new ClassicBridge(world, sessions, assignments);
    }

    public Outcome<ConsumerGroupHeartbeatResponse> heartbeat(Caller caller, ConsumerGroupHeartbeatRequest q) {
        heartbeats.validate(q, caller.apiVersion());
        if (q.memberId().isEmpty()) q.memberId(world.memberId("").substring(1));
        Group known = world.groups().get(q.groupId());
        if (q.memberEpoch() < 0) return heartbeats.leave(groups.require(q.groupId()), q);
        if (known instanceof ConsumerGroup g) return heartbeats.stay(g, new Draft(world, g), caller, q);
        if (q.memberEpoch() != 0) throw groups.unknown(q.groupId());
        ClassicGroup old = known instanceof ClassicGroup c && !c.isEmpty() ? c : null;
        boolean taken = known != null && !known.isEmpty() && old == null;
        if (taken) throw Upgrade.notOurs(q.groupId());
        ConsumerGroup fresh = new ConsumerGroup(q.groupId());
        Draft draft = new Draft(world, fresh);
        List<LogRecord> all = new ArrayList<>();
        if (known != null) all.addAll(known.tombstones());
        if (old != null) new Upgrade(world).into(draft, old);
        Outcome<ConsumerGroupHeartbeatResponse> joined = heartbeats.stay(fresh, draft, caller, q);
        all.addAll(joined.records());
        if (old == null) return Outcome.of(all, joined.answer());
        Map<String, ConsumerMember> everyone = draft.everyone();
        return new Outcome<>(all, joined.answer(), null, true, error -> {
            if (error != ErrorCode.NONE) return;
            classic.release(old);
            ConsumerGroup now = groups.find(q.groupId());
            if (now != null) everyone.values().forEach(m -> sessions.keep(now, m));
        });
    }

    // ---- members of the classic protocol

    /** Null where the group has no members of this room: then the classic protocol has it to itself. */
    private ConsumerGroup mixed(String groupId) {
        ConsumerGroup g = groups.find(groupId);
        return g == null || g.isEmpty() ? null : g;
    }

    /** Null where the group is not for this room to answer for; the same below. */
    public Outcome<JoinGroupResponse> join(Caller caller, JoinGroupRequest q) {
        ConsumerGroup g = mixed(q.groupId());
        return g == null ? null : bridge.join(g, caller, q);
    }

    public Outcome<SyncGroupResponse> sync(SyncGroupRequest q) {
        ConsumerGroup g = mixed(q.groupId());
        return g == null ? null : bridge.sync(g, q);
    }

    public Outcome<HeartbeatResponse> heartbeat(HeartbeatRequest q) {
        ConsumerGroup g = mixed(q.groupId());
        return g == null ? null : bridge.heartbeat(g, q);
    }

    public Outcome<LeaveGroupResponse> leave(String groupId, List<LeaveGroupRequest.MemberIdentity> who) {
        ConsumerGroup g = mixed(groupId);
        return g == null ? null : bridge.leave(g, who);
    }

    /** Tombstones of an empty group, which gives way to one of another kind; empty where there is none. */
    public List<LogRecord> giveWay(String groupId) {
        return groups.giveWay(groupId);
    }

    /** Null where the group is not of this kind. */
    public ConsumerGroupDescribeResponse.DescribedGroup describe(String groupId) {
        ConsumerGroup g = groups.find(groupId);
        if (g == null) return null;
        String assignor = new Draft(world, g).assignor(g.members()).name();
        return new ConsumerDescription(g, world.image().get(), assignor).toResponse();
    }

    // ---- replay

    /** Takes a record of this room in; false when it is none. */
    public boolean replay(LogRecord r) {
        switch (r.key()) {
            case ConsumerGroupMetadataKey k -> groups.replayGroup(k.groupId(), r, g -> {
                var v = (ConsumerGroupMetadataValue) r.value();
                g.replayEpoch(v.epoch(), v.metadataHash());
            });
            case ConsumerGroupMemberMetadataKey k -> groups.replay(k.groupId(), r, g -> g.replayMember(k.memberId(),
                    value(r, (ConsumerGroupMemberMetadataValue v) -> ConsumerRecords.member(k.memberId(), v))));
            case ConsumerGroupTargetAssignmentMetadataKey k -> groups.replay(k.groupId(), r, g -> {
                var v = (ConsumerGroupTargetAssignmentMetadataValue) r.value();
                g.replayAssignmentEpoch(v == null ? 0 : v.assignmentEpoch(),
                        v == null ? -1 : v.assignmentTimestamp());
            });
            case ConsumerGroupTargetAssignmentMemberKey k -> groups.replay(k.groupId(), r, g ->
                    g.replayTarget(k.memberId(), value(r,
                            (ConsumerGroupTargetAssignmentMemberValue v) -> ConsumerRecords.target(v))));
            case ConsumerGroupCurrentMemberAssignmentKey k -> groups.replay(k.groupId(), r, g ->
                    g.replayProgress(k.memberId(), value(r,
                            (ConsumerGroupCurrentMemberAssignmentValue v) -> ConsumerRecords.progress(v))));
            case ConsumerGroupRegularExpressionKey k -> groups.replay(k.groupId(), r, g ->
                    g.replayRegex(k.regularExpression(),
                            value(r, (ConsumerGroupRegularExpressionValue v) -> new TreeSet<>(v.topics()))));
            default -> {
                return false;
            }
        }
        return true;
    }

    public void loaded() {
        sessions.loaded();
    }
}
