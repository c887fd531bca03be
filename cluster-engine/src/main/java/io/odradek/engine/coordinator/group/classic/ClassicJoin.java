package io.odradek.engine.coordinator.group.classic;

import static io.odradek.engine.coordinator.group.classic.ClassicState.COMPLETING_REBALANCE;
import static io.odradek.engine.coordinator.group.classic.ClassicState.DEAD;
import static io.odradek.engine.coordinator.group.classic.ClassicState.EMPTY;
import static io.odradek.engine.coordinator.group.classic.ClassicState.PREPARING_REBALANCE;
import static io.odradek.engine.coordinator.group.classic.ClassicState.STABLE;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.GroupTimer;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** JoinGroup: who may come in, as whom, and what that does to the round. Lane of the shard only. */
final class ClassicJoin {
    /** From this version on, a new member must first come back with the id it was given (KIP-394). */
    private static final int KNOWN_MEMBER_ID_SINCE = 4;
    /** From this version on, a leader can be told to keep the assignment (KIP-814). */
    private static final int SKIP_ASSIGNMENT_SINCE = 9;

    private final GroupWorld world;
    private final ClassicRounds rounds;

    /** A join that is being carried out. */
    private record Attempt(Caller caller, JoinGroupRequest request, List<ClassicMember.Protocol> protocols,
                           CompletableFuture<JoinGroupResponse> answer) {
        Outcome<JoinGroupResponse> with(Outcome<Void> step) {
            return step.answering(answer);
        }

        Outcome<JoinGroupResponse> now(JoinGroupResponse response) {
            answer.complete(response);
            return Outcome.later(answer);
        }

        Outcome<JoinGroupResponse> refuse(String memberId, ErrorCode error) {
            return now(ClassicRounds.refused(memberId, error));
        }
    }

    ClassicJoin(GroupWorld world, ClassicRounds rounds) {
        this.world = world;
        this.rounds = rounds;
    }

    Outcome<JoinGroupResponse> join(ClassicGroup group, Caller caller, JoinGroupRequest q) {
        Attempt a = new Attempt(caller, q, protocols(q), new CompletableFuture<>());
        String memberId = q.memberId();
        if (!accepts(group, memberId)) {
            group.remove(memberId);
            return a.refuse("", ErrorCode.GROUP_MAX_SIZE_REACHED);
        }
        if (group.is(DEAD)) return a.refuse(memberId, ErrorCode.COORDINATOR_NOT_AVAILABLE);
        if (!group.supports(q.protocolType(), a.protocols)) {
            return a.refuse(memberId, ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
        return memberId.isEmpty() ? joinNew(group, a) : joinKnown(group, a, memberId);
    }

    static List<ClassicMember.Protocol> protocols(JoinGroupRequest q) {
        return q.protocols().stream().map(p -> new ClassicMember.Protocol(p.name(),
                io.netty.buffer.ByteBufUtil.getBytes(p.metadata()))).toList();
    }

    private boolean accepts(ClassicGroup group, String memberId) {
        int most = world.config().maxSize();
        ClassicMember known = group.member(memberId);
        return switch (group.state()) {
            case EMPTY, DEAD -> true;
            case PREPARING_REBALANCE -> known != null && known.isAwaitingJoin() || group.awaitingJoin() < most;
            case COMPLETING_REBALANCE, STABLE -> known != null || group.members().size() < most;
        };
    }

    private Outcome<JoinGroupResponse> joinNew(ClassicGroup group, Attempt a) {
        String instanceId = a.request.groupInstanceId();
        String memberId = world.memberId(instanceId == null ? a.caller.clientId() : instanceId);
        if (instanceId != null) {
            String old = group.memberOf(instanceId);
            return old == null ? add(group, a, memberId) : replaceStatic(group, a, old, memberId);
        }
        if (a.caller.apiVersion() >= KNOWN_MEMBER_ID_SINCE) {
            group.pendingJoin.add(memberId);
            rounds.keepSession(group, memberId, a.request.sessionTimeoutMs());
            return a.refuse(memberId, ErrorCode.MEMBER_ID_REQUIRED);
        }
        return add(group, a, memberId);
    }

    private Outcome<JoinGroupResponse> joinKnown(ClassicGroup group, Attempt a, String memberId) {
        if (group.pendingJoin.contains(memberId) && a.request.groupInstanceId() == null) {
            return add(group, a, memberId);
        }
        try {
            group.validateMember(memberId, a.request.groupInstanceId());
        } catch (CoordinatorException e) {
            return a.refuse(memberId, e.error());
        }
        ClassicMember member = group.member(memberId);
        boolean same = member.matches(a.protocols);
        return switch (group.state()) {
            case PREPARING_REBALANCE -> update(group, a, member, "rejoin");
            case COMPLETING_REBALANCE -> same
                    ? a.now(ClassicRounds.joined(group, memberId, group.isLeader(memberId)))
                    : update(group, a, member, "other metadata of " + memberId);
            case STABLE -> group.isLeader(memberId) || !same
                    ? update(group, a, member, "rejoin of " + memberId)
                    : a.now(ClassicRounds.joined(group, memberId, false));
            case EMPTY, DEAD -> a.refuse(memberId, ErrorCode.UNKNOWN_MEMBER_ID);
        };
    }

    private Outcome<JoinGroupResponse> add(ClassicGroup group, Attempt a, String memberId) {
        JoinGroupRequest q = a.request;
        ClassicMember member = new ClassicMember(memberId, q.groupInstanceId(), a.caller.clientId(),
                a.caller.clientHost()).timeouts(rebalanceMs(q), q.sessionTimeoutMs()).protocols(a.protocols);
        member.isNew = true;
        member.awaitingJoin = a.answer;
        if (group.is(PREPARING_REBALANCE) && group.previous() == EMPTY) group.newMemberAdded = true;
        group.add(member, q.protocolType());
        rounds.keepSession(group, member);
        return a.with(rounds.rebalance(group, "member " + memberId + " joins: " + q.reason()));
    }

    private Outcome<JoinGroupResponse> update(ClassicGroup group, Attempt a, ClassicMember member, String why) {
        member.protocols(a.protocols).timeouts(rebalanceMs(a.request), a.request.sessionTimeoutMs());
        wait(member, a.answer);
        return a.with(rounds.rebalance(group, why));
    }

    /** The newest request of a member is the one that is answered. */
    private static void wait(ClassicMember member, CompletableFuture<JoinGroupResponse> answer) {
        CompletableFuture<JoinGroupResponse> old = member.awaitingJoin;
        member.awaitingJoin = answer;
        if (old != null) {
            old.complete(ClassicRounds.refused(member.memberId(), ErrorCode.UNKNOWN_MEMBER_ID));
        }
    }

    /** A static member came back without its id: it gets a new one, and whoever still used the old is fenced. */
    private Outcome<JoinGroupResponse> replaceStatic(ClassicGroup group, Attempt a, String oldId, String newId) {
        ClassicMember old = group.member(oldId);
        String oldLeader = group.leader();
        world.timers().cancel(GroupTimer.session(group.groupId(), oldId));
        ClassicMember fresh = new ClassicMember(newId, old.instanceId(), a.caller.clientId(), a.caller.clientHost())
                .timeouts(rebalanceMs(a.request), a.request.sessionTimeoutMs()).protocols(a.protocols);
        fresh.assignment = old.assignment;
        group.replace(oldId, fresh);
        old.answerJoin(ClassicRounds.refused(oldId, ErrorCode.FENCED_INSTANCE_ID));
        old.answerSync(ClassicRounds.synced(group, old, ErrorCode.FENCED_INSTANCE_ID));
        rounds.keepSession(group, fresh);
        if (!group.is(STABLE)) {
            fresh.awaitingJoin = a.answer;
            return a.with(group.is(PREPARING_REBALANCE) ? rounds.completeIfAllJoined(group)
                    : rounds.prepare(group, "static member " + old.instanceId() + " came back"));
        }
        if (java.util.Objects.equals(group.chooseProtocol(), group.protocol())) {
            return keepGeneration(group, a, fresh, oldLeader);
        }
        fresh.awaitingJoin = a.answer;
        return a.with(rounds.prepare(group, "static member " + old.instanceId() + " wants another protocol"));
    }

    /** Nothing changes for the others, so there is no new round; only the new member id is written down. */
    private Outcome<JoinGroupResponse> keepGeneration(ClassicGroup group, Attempt a, ClassicMember fresh,
                                                      String oldLeader) {
        boolean leads = group.isLeader(fresh.memberId());
        boolean canSkip = a.caller.apiVersion() >= SKIP_ASSIGNMENT_SINCE;
        JoinGroupResponse response = ClassicRounds.joined(group, fresh.memberId(), canSkip && leads);
        if (canSkip) response.skipAssignment(leads);
        else response.leader(oldLeader);
        group.resubscribe();
        Map<String, byte[]> assignments = new java.util.HashMap<>();
        group.members().forEach(m -> assignments.put(m.memberId(), m.assignment));
        return new Outcome<>(List.of(ClassicRecords.group(group, assignments)), null, a.answer, false,
                error -> a.answer.complete(error == ErrorCode.NONE ? response
                        : ClassicRounds.refused(a.request.memberId(), error)));
    }

    private static int rebalanceMs(JoinGroupRequest q) {
        return q.rebalanceTimeoutMs() < 0 ? q.sessionTimeoutMs() : q.rebalanceTimeoutMs();
    }
}
