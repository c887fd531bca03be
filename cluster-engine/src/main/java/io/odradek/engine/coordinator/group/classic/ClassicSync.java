package io.odradek.engine.coordinator.group.classic;

import io.netty.buffer.ByteBufUtil;
import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupTimer;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.HeartbeatResponse;
import io.odradek.engine.wire.message.SyncGroupRequest;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * SyncGroup and Heartbeat: the leader's assignment reaches everyone, and everyone stays alive. Lane of the shard
 * only.
 */
final class ClassicSync {
    private final GroupWorld world;
    private final ClassicRounds rounds;

    ClassicSync(GroupWorld world, ClassicRounds rounds) {
        this.world = world;
        this.rounds = rounds;
    }

    Outcome<SyncGroupResponse> sync(ClassicGroup group, SyncGroupRequest q) {
        check(group, q.memberId(), q.groupInstanceId(), q.generationId());
        if (q.protocolType() != null && !q.protocolType().equals(group.protocolType())
                || q.protocolName() != null && !q.protocolName().equals(group.protocol())) {
            throw new CoordinatorException(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
        ClassicMember member = group.member(q.memberId());
        return switch (group.state()) {
            case EMPTY, DEAD -> throw new CoordinatorException(ErrorCode.UNKNOWN_MEMBER_ID);
            case PREPARING_REBALANCE -> throw new CoordinatorException(ErrorCode.REBALANCE_IN_PROGRESS);
            case COMPLETING_REBALANCE -> await(group, member, q);
            case STABLE -> {
                synced(group, q.memberId());
                // Not before it is committed: a coordinator that has just read it from its log may lose it again, and
                // the next one give the same generation to others. A real broker answers at once.
                yield Outcome.of(ClassicRounds.synced(group, member, ErrorCode.NONE));
            }
        };
    }

    private Outcome<SyncGroupResponse> await(ClassicGroup group, ClassicMember member, SyncGroupRequest q) {
        CompletableFuture<SyncGroupResponse> answer = new CompletableFuture<>();
        member.answerSync(ClassicRounds.synced(group, member, ErrorCode.UNKNOWN_MEMBER_ID));
        member.awaitingSync = answer;
        synced(group, q.memberId());
        // A leader that asks again may have made another plan by now. The first stands: some may be told of it already
        // when the second is in the log, which is what the next coordinator knows. A real broker writes both.
        if (!group.isLeader(q.memberId()) || group.assigning == group.generation()) return Outcome.later(answer);
        Map<String, byte[]> assignments = new HashMap<>();
        q.assignments().forEach(a -> assignments.put(a.memberId(), ByteBufUtil.getBytes(a.assignment())));
        int generation = group.generation();
        group.assigning = generation;
        return new Outcome<>(List.of(ClassicRecords.group(group, assignments)), null, answer, false,
                error -> written(group, generation, assignments, error));
    }

    /** Another round may have begun in the meantime; then this assignment is of no use to anybody. */
    private void written(ClassicGroup group, int generation, Map<String, byte[]> assignments, ErrorCode error) {
        if (group.assigning == generation) group.assigning = ClassicGroup.NOT_ASSIGNING;
        if (!group.is(ClassicState.COMPLETING_REBALANCE) || group.generation() != generation) return;
        if (error != ErrorCode.NONE) {
            rounds.syncAll(group, error);
            rounds.rebalance(group, "the assignment could not be written: " + error);
            return;
        }
        group.members().forEach(m -> m.assignment =
                assignments.getOrDefault(m.memberId(), ClassicMember.NOTHING));
        rounds.syncAll(group, ErrorCode.NONE);
        group.to(ClassicState.STABLE, world.nowMs());
    }

    private void synced(ClassicGroup group, String memberId) {
        group.pendingSync.remove(memberId);
        if (group.pendingSync.isEmpty()) world.timers().cancel(GroupTimer.sync(group.groupId()));
    }

    Outcome<HeartbeatResponse> heartbeat(ClassicGroup group, HeartbeatRequest q) {
        check(group, q.memberId(), q.groupInstanceId(), q.generationId());
        if (group.isEmpty()) throw new CoordinatorException(ErrorCode.UNKNOWN_MEMBER_ID);
        rounds.keepSession(group, group.member(q.memberId()));
        ErrorCode error = group.is(ClassicState.PREPARING_REBALANCE) ? ErrorCode.REBALANCE_IN_PROGRESS
                : ErrorCode.NONE;
        return Outcome.later(CompletableFuture.completedFuture(new HeartbeatResponse().errorCode(error.code())));
    }

    private static void check(ClassicGroup group, String memberId, String instanceId, int generation) {
        if (group.is(ClassicState.DEAD)) throw new CoordinatorException(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        group.validateMember(memberId, instanceId);
        if (generation != group.generation()) throw new CoordinatorException(ErrorCode.ILLEGAL_GENERATION);
    }
}
