package io.odradek.engine.coordinator.group.consumer;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.classic.ClassicMember;
import io.odradek.engine.coordinator.group.classic.Subscriptions;
import io.odradek.engine.coordinator.group.epoch.Assignments;
import io.odradek.engine.coordinator.group.epoch.MemberState;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.ConsumerProtocolSubscription;
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

/**
 * Members of the classic protocol in a group of the consumer protocol (KIP-848, online migration): their joins are
 * heartbeats that say everything, their generation is the member's epoch, and the coordinator assigns for them as for
 * the others. Lane of the shard only.
 */
final class ClassicBridge {
    private static final int KNOWN_MEMBER_ID_SINCE = 4;

    private final GroupWorld world;
    private final ConsumerSessions sessions;
    private final Assignments<ConsumerMember, Partitions, ConsumerGroup> assignments;

    ClassicBridge(GroupWorld world, ConsumerSessions sessions,
                  Assignments<ConsumerMember, Partitions, ConsumerGroup> assignments) {
        this.world = world;
        this.sessions = sessions;
        this.assignments = assignments;
    }

    Outcome<JoinGroupResponse> join(ConsumerGroup group, Caller caller, JoinGroupRequest q) {
        if (!q.protocolType().equals(Subscriptions.PROTOCOL_TYPE) || q.protocols().isEmpty()) {
            throw new CoordinatorException(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
        String old = group.memberOf(q.groupInstanceId());
        if (!q.memberId().isEmpty() && q.groupInstanceId() != null && !q.memberId().equals(old)) {
            throw new CoordinatorException(old == null ? ErrorCode.UNKNOWN_MEMBER_ID : ErrorCode.FENCED_INSTANCE_ID);
        }
        if (group.member(q.memberId()) == null && old == null
                && group.members().size() >= world.config().consumerMaxSize()) {
            throw new CoordinatorException(ErrorCode.GROUP_MAX_SIZE_REACHED);
        }
        if (!hasProtocolOfAll(group, q)) throw new CoordinatorException(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        boolean nameless = q.memberId().isEmpty();
        String id = !nameless ? q.memberId()
                : world.memberId(q.groupInstanceId() == null ? caller.clientId() : q.groupInstanceId());
        if (nameless && q.groupInstanceId() == null && caller.apiVersion() >= KNOWN_MEMBER_ID_SINCE) {
            return Outcome.of(new JoinGroupResponse().memberId(id).protocolName("")
                    .errorCode(ErrorCode.MEMBER_ID_REQUIRED.code()));
        }
        Draft draft = new Draft(world, group);
        if (nameless && old != null) {
            sessions.forget(group.groupId(), old);
            draft.takeOver(old, id);
        }
        return join(group, draft, member(id, caller, q), q);
    }

    /** What the members of the classic protocol have in common they assign by, should the group be theirs again. */
    private static boolean hasProtocolOfAll(ConsumerGroup group, JoinGroupRequest q) {
        if (!group.hasClassicMembers()) return true;
        List<ConsumerMember> others = group.members().values().stream()
                .filter(m -> m.classic() != null && !m.memberId().equals(q.memberId())).toList();
        return q.protocols().stream().anyMatch(p -> others.stream().allMatch(m -> m.classic().knows(p.name())));
    }

    private Outcome<JoinGroupResponse> join(ConsumerGroup group, Draft draft, ConsumerMember m, JoinGroupRequest q) {
        boolean fresh = group.member(m.memberId()) == null;
        draft.refresh(draft.put(m), assignments);
        Progress<Partitions> before = draft.progress(m.memberId());
        Progress<Partitions> after = ConsumerHeartbeat.reconcile(draft, m.memberId(), owned(m));
        if (fresh || !after.equals(before)) draft.progress(m.memberId(), after);
        sessions.keep(group, m);
        sessions.watchRevocation(group, m, before, after);
        return draft.refreshed(new JoinGroupResponse().memberId(m.memberId())
                .generationId(after.epoch()).protocolType(Subscriptions.PROTOCOL_TYPE)
                .protocolName(q.protocols().getFirst().name()));
    }

    private static ConsumerMember member(String id, Caller caller, JoinGroupRequest q) {
        List<ClassicMember.Protocol> protocols = q.protocols().stream().map(p ->
                new ClassicMember.Protocol(p.name(), ByteBufUtil.getBytes(p.metadata()))).toList();
        ConsumerProtocolSubscription s = subscription(protocols);
        return new ConsumerMember(id, q.groupInstanceId(), s.rackId(), caller.clientId(), caller.clientHost(),
                s.topics(), null, q.rebalanceTimeoutMs() < 0 ? q.sessionTimeoutMs() : q.rebalanceTimeoutMs(), null,
                new ConsumerMember.Classic(q.sessionTimeoutMs(), protocols));
    }

    private static ConsumerProtocolSubscription subscription(List<ClassicMember.Protocol> protocols) {
        try {
            return Subscriptions.read(protocols.getFirst().metadata());
        } catch (WireException e) {
            throw new CoordinatorException(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
    }

    /** Partitions that the member says it has; an eager member has given all back before it joins. */
    private Partitions owned(ConsumerMember m) {
        ClusterImage image = world.image().get();
        Partitions.Builder b = Partitions.builder();
        subscription(m.classic().protocols()).ownedPartitions().forEach(t -> {
            TopicImage topic = image.topic(t.topic());
            if (topic != null) b.add(topic.id(), t.partitions());
        });
        return b.build();
    }

    Outcome<SyncGroupResponse> sync(ConsumerGroup group, SyncGroupRequest q) {
        ConsumerMember m = check(group, q.memberId(), q.groupInstanceId(), q.generationId());
        if (group.epoch() > q.generationId()) throw new CoordinatorException(ErrorCode.REBALANCE_IN_PROGRESS);
        byte[] bytes = Downgrade.assignment(group.progress(m.memberId()).assigned(), world.image().get());
        return Outcome.of(new SyncGroupResponse().protocolType(Subscriptions.PROTOCOL_TYPE)
                .protocolName(m.classic().protocols().getFirst().name()).assignment(Unpooled.wrappedBuffer(bytes)));
    }

    Outcome<HeartbeatResponse> heartbeat(ConsumerGroup group, HeartbeatRequest q) {
        ConsumerMember m = check(group, q.memberId(), q.groupInstanceId(), q.generationId());
        sessions.keep(group, m);
        Progress<Partitions> p = group.progress(m.memberId());
        Partitions wanted = group.target(m.memberId()).minus(p.assigned());
        boolean more = p.state() == MemberState.UNRELEASED && !wanted.only(group::isFree).isEmpty();
        boolean rejoin = p.epoch() < group.epoch() || p.state() == MemberState.UNREVOKED || more;
        ErrorCode e = rejoin ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.NONE;
        return Outcome.of(new HeartbeatResponse().errorCode(e.code()));
    }

    private static ConsumerMember check(ConsumerGroup group, String memberId, String instanceId, int generation) {
        if (instanceId != null) {
            String current = group.memberOf(instanceId);
            if (current != null && !current.equals(memberId)) {
                throw new CoordinatorException(ErrorCode.FENCED_INSTANCE_ID);
            }
        }
        ConsumerMember m = group.require(memberId);
        if (m.classic() == null) throw new CoordinatorException(ErrorCode.UNKNOWN_MEMBER_ID);
        if (group.progress(memberId).epoch() != generation) {
            throw new CoordinatorException(ErrorCode.ILLEGAL_GENERATION);
        }
        return m;
    }

    Outcome<LeaveGroupResponse> leave(ConsumerGroup group, List<LeaveGroupRequest.MemberIdentity> who) {
        LeaveGroupResponse response = new LeaveGroupResponse();
        List<String> gone = new ArrayList<>();
        for (LeaveGroupRequest.MemberIdentity m : who) {
            String id = m.groupInstanceId() == null ? m.memberId() : group.memberOf(m.groupInstanceId());
            boolean fenced = id != null && !m.memberId().isEmpty() && !id.equals(m.memberId());
            ErrorCode e = id == null || group.member(id) == null ? ErrorCode.UNKNOWN_MEMBER_ID
                    : fenced ? ErrorCode.FENCED_INSTANCE_ID : ErrorCode.NONE;
            if (e == ErrorCode.NONE) gone.add(id);
            response.members().add(new LeaveGroupResponse.MemberResponse().memberId(m.memberId())
                    .groupInstanceId(m.groupInstanceId()).errorCode(e.code()));
        }
        return gone.isEmpty() ? Outcome.of(response) : sessions.remove(group, gone).answering(response);
    }
}
