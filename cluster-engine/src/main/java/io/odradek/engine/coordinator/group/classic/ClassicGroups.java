package io.odradek.engine.coordinator.group.classic;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.GroupConfig;
import io.odradek.engine.coordinator.group.GroupTimer;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.DescribeGroupsResponse;
import io.odradek.engine.wire.message.GroupMetadataValue;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.HeartbeatResponse;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.LeaveGroupRequest;
import io.odradek.engine.wire.message.LeaveGroupResponse;
import io.odradek.engine.wire.message.SyncGroupRequest;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The way into the classic groups of one shard. Lane of the shard only. */
public final class ClassicGroups {
    private final GroupWorld world;
    private final ClassicRounds rounds;
    private final ClassicJoin join;
    private final ClassicSync sync;
    private final ClassicLeave leave;

    public ClassicGroups(GroupWorld world) {
        this.world = world;
        rounds = new ClassicRounds(world);
        join = new ClassicJoin(world, rounds);
        sync = new ClassicSync(world, rounds);
        leave = new ClassicLeave(world, rounds);
    }

    /** Throws unless the request may be made at all, whatever the group is. */
    public static void validate(JoinGroupRequest q, GroupConfig config) {
        if (q.groupId().isEmpty()) throw new CoordinatorException(ErrorCode.INVALID_GROUP_ID);
        if (q.sessionTimeoutMs() < config.minSessionTimeoutMs()
                || q.sessionTimeoutMs() > config.maxSessionTimeoutMs()) {
            throw new CoordinatorException(ErrorCode.INVALID_SESSION_TIMEOUT);
        }
    }

    public Outcome<JoinGroupResponse> join(Caller caller, JoinGroupRequest q) {
        Group known = world.groups().get(q.groupId());
        boolean other = known != null && !known.isEmpty() && !(known instanceof ClassicGroup);
        if (other) throw new CoordinatorException(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        ClassicGroup group = classic(q.groupId());
        if (group == null) {
            if (!q.memberId().isEmpty()) throw new CoordinatorException(ErrorCode.UNKNOWN_MEMBER_ID);
            group = create(q.groupId());
        }
        return join.join(group, caller, q);
    }

    public Outcome<SyncGroupResponse> sync(SyncGroupRequest q) {
        return sync.sync(known(q.groupId()), q);
    }

    public Outcome<HeartbeatResponse> heartbeat(HeartbeatRequest q) {
        return sync.heartbeat(known(q.groupId()), q);
    }

    public Outcome<LeaveGroupResponse> leave(String groupId, List<LeaveGroupRequest.MemberIdentity> who) {
        return leave.leave(known(groupId), who);
    }

    /** A new, empty group; a simple one until members come. */
    public ClassicGroup create(String groupId) {
        ClassicGroup group = new ClassicGroup(groupId, world.nowMs());
        group.keepAlive(rounds::keepSession);
        world.groups().put(group);
        return group;
    }

    public void replay(String groupId, GroupMetadataValue value) {
        Group old = world.groups().get(groupId);
        if (value == null) {
            if (old instanceof ClassicGroup) world.groups().remove(old);
            return;
        }
        ClassicGroup group = ClassicRecords.read(groupId, value, world.nowMs());
        group.keepAlive(rounds::keepSession);
        world.groups().put(group);
    }

    /** Members that were written down get a whole session to show themselves to the new coordinator. */
    public void loaded() {
        for (Group g : world.groups().all()) {
            if (g instanceof ClassicGroup group) group.members().forEach(m -> rounds.keepSession(group, m));
        }
    }

    /** Tells everyone who waits to look for another coordinator. */
    public void unloaded() {
        for (Group g : world.groups().all()) {
            if (!(g instanceof ClassicGroup group)) continue;
            for (ClassicMember m : group.members()) {
                m.answerJoin(ClassicRounds.refused(m.memberId(), ErrorCode.NOT_COORDINATOR));
                m.answerSync(ClassicRounds.synced(group, m, ErrorCode.NOT_COORDINATOR));
            }
        }
    }

    /** A member that comes from a group of another kind, with what it has. */
    public record Adopted(String memberId, String instanceId, String clientId, String clientHost, int rebalanceMs,
                          int sessionMs, List<ClassicMember.Protocol> protocols, byte[] assignment) {}

    /** The record of a classic group with these members, stable in this generation; {@link #revive} follows. */
    public LogRecord adopt(String groupId, int generation, List<Adopted> members) {
        ClassicGroup group = new ClassicGroup(groupId, world.nowMs());
        Map<String, byte[]> assignments = new HashMap<>();
        for (Adopted a : members) {
            ClassicMember m = new ClassicMember(a.memberId, a.instanceId, a.clientId, a.clientHost)
                    .timeouts(a.rebalanceMs, a.sessionMs).protocols(a.protocols);
            group.add(m, Subscriptions.PROTOCOL_TYPE);
            assignments.put(a.memberId, a.assignment);
        }
        group.restore(Subscriptions.PROTOCOL_TYPE, group.chooseProtocol(), group.leader(), generation, world.nowMs());
        return ClassicRecords.group(group, assignments);
    }

    /** The adopted members must join again, to say all the protocols they know and to share what became free. */
    public void revive(String groupId) {
        ClassicGroup group = classic(groupId);
        if (group == null || !group.is(ClassicState.STABLE)) return;
        group.members().forEach(m -> rounds.keepSession(group, m));
        rounds.prepare(group, "the group came back from the consumer protocol");
    }

    /** The group was taken over by one of another kind: whoever waits here must join that one. */
    public void release(ClassicGroup group) {
        world.timers().cancel(GroupTimer.join(group.groupId()));
        world.timers().cancel(GroupTimer.sync(group.groupId()));
        group.pendingJoin.forEach(id -> world.timers().cancel(GroupTimer.session(group.groupId(), id)));
        for (ClassicMember m : List.copyOf(group.members())) {
            m.answerJoin(ClassicRounds.refused(m.memberId(), ErrorCode.REBALANCE_IN_PROGRESS));
            m.answerSync(ClassicRounds.synced(group, m, ErrorCode.REBALANCE_IN_PROGRESS));
        }
        kill(group);
    }

    /** Ends a group that is going to be deleted; its tombstone is the caller's business. */
    public void kill(ClassicGroup group) {
        group.to(ClassicState.DEAD, world.nowMs());
    }

    public static DescribeGroupsResponse.DescribedGroup describe(ClassicGroup group) {
        boolean stable = group.is(ClassicState.STABLE);
        String protocol = stable ? group.protocol() : null;
        return new DescribeGroupsResponse.DescribedGroup().groupId(group.groupId()).groupState(group.stateName())
                .protocolType(group.protocolType()).protocolData(stable ? group.protocol() : "")
                .members(group.members().stream().map(m -> m.described(protocol)).toList());
    }

    private ClassicGroup classic(String groupId) {
        return world.groups().get(groupId) instanceof ClassicGroup g ? g : null;
    }

    private ClassicGroup known(String groupId) {
        ClassicGroup group = classic(groupId);
        if (group == null) throw new CoordinatorException(ErrorCode.UNKNOWN_MEMBER_ID);
        return group;
    }
}
