package io.odradek.engine.coordinator.group.classic;

import static io.odradek.engine.coordinator.group.classic.ClassicState.COMPLETING_REBALANCE;
import static io.odradek.engine.coordinator.group.classic.ClassicState.DEAD;
import static io.odradek.engine.coordinator.group.classic.ClassicState.EMPTY;
import static io.odradek.engine.coordinator.group.classic.ClassicState.PREPARING_REBALANCE;
import static io.odradek.engine.coordinator.group.classic.ClassicState.STABLE;

import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupTimer;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The round of a classic group: prepare (everybody joins), complete (everybody syncs), stable; and what happens when
 * somebody does not come in time. Lane of the shard only.
 */
final class ClassicRounds {
    private static final Logger LOG = LoggerFactory.getLogger(ClassicRounds.class);
    /**
     * Someone who joins for the first time can not heartbeat until it knows its member id, so it is given longer than
     * any session: 5 minutes, as in Kafka.
     */
    static final int NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * 60 * 1000;

    private final GroupWorld world;

    ClassicRounds(GroupWorld world) {
        this.world = world;
    }

    // ---- prepare

    /** Starts a round where one can start, else looks whether the current one is complete. */
    Outcome<Void> rebalance(ClassicGroup group, String why) {
        return group.is(STABLE, COMPLETING_REBALANCE, EMPTY) ? prepare(group, why) : completeIfAllJoined(group);
    }

    Outcome<Void> prepare(ClassicGroup group, String why) {
        if (group.is(COMPLETING_REBALANCE)) {
            syncAll(group, ErrorCode.REBALANCE_IN_PROGRESS);
        }
        world.timers().cancel(GroupTimer.sync(group.groupId()));
        boolean first = group.is(EMPTY);
        group.to(PREPARING_REBALANCE, world.nowMs());
        LOG.debug("group {} generation {} prepares a rebalance: {}", group.groupId(), group.generation(), why);
        if (first) {
            int delay = world.config().initialRebalanceDelayMs();
            delayFirst(group, delay, Math.max(group.rebalanceTimeoutMs() - delay, 0));
            return Outcome.nothing();
        }
        if (group.allJoined()) return complete(group);
        world.timers().schedule(GroupTimer.join(group.groupId()), group.rebalanceTimeoutMs(), () -> complete(group));
        return Outcome.nothing();
    }

    /** The first round of an empty group waits for more members, again after each that came, within their time-out. */
    private void delayFirst(ClassicGroup group, int delayMs, int remainingMs) {
        world.timers().schedule(GroupTimer.join(group.groupId()), delayMs, () -> {
            if (!group.newMemberAdded || remainingMs == 0) return complete(group);
            group.newMemberAdded = false;
            int next = Math.min(world.config().initialRebalanceDelayMs(), remainingMs);
            delayFirst(group, next, Math.max(remainingMs - delayMs, 0));
            return Outcome.nothing();
        });
    }

    Outcome<Void> completeIfAllJoined(ClassicGroup group) {
        return group.is(PREPARING_REBALANCE) && group.allJoined() && group.previous() != EMPTY
                ? complete(group) : Outcome.nothing();
    }

    /** Ends the joining: who has not come is out, the others learn their generation. */
    Outcome<Void> complete(ClassicGroup group) {
        world.timers().cancel(GroupTimer.join(group.groupId()));
        if (!group.is(PREPARING_REBALANCE)) return Outcome.nothing();
        for (ClassicMember m : List.copyOf(group.members())) {
            if (!m.isAwaitingJoin() && m.instanceId() == null) {
                group.remove(m.memberId());
                world.timers().cancel(GroupTimer.session(group.groupId(), m.memberId()));
            }
        }
        if (!group.members().isEmpty() && !group.electJoinedLeader()) {
            world.timers().schedule(GroupTimer.join(group.groupId()), group.rebalanceTimeoutMs(),
                    () -> complete(group));
            return Outcome.nothing();
        }
        group.nextGeneration(world.nowMs());
        if (group.is(EMPTY)) return emptied(group);
        LOG.debug("group {} generation {} has {} members", group.groupId(), group.generation(),
                group.members().size());
        // The leader first: everybody waits for its plan.
        ClassicMember leader = group.member(group.leader());
        joined(group, leader);
        for (ClassicMember m : List.copyOf(group.members())) if (m != leader) joined(group, m);
        int generation = group.generation();
        world.timers().schedule(GroupTimer.sync(group.groupId()), group.rebalanceTimeoutMs(),
                () -> syncOverdue(group, generation));
        return Outcome.nothing();
    }

    private void joined(ClassicGroup group, ClassicMember m) {
        m.answerJoin(joined(group, m.memberId(), group.isLeader(m.memberId())));
        m.isNew = false;
        group.pendingSync.add(m.memberId());
        keepSession(group, m);
    }

    private Outcome<Void> emptied(ClassicGroup group) {
        LogRecord record = ClassicRecords.group(group, Map.of());
        return new Outcome<>(List.of(record), null, null, false, error -> {
            if (error != ErrorCode.NONE) LOG.warn("empty group {} could not be written: {}", group.groupId(), error);
        });
    }

    static JoinGroupResponse joined(ClassicGroup group, String memberId, boolean withMembers) {
        return new JoinGroupResponse().memberId(memberId).generationId(group.generation())
                .protocolType(group.protocolType()).protocolName(group.protocol()).leader(group.leader())
                .members(withMembers ? group.joinedMembers() : new ArrayList<>());
    }

    // ---- sync

    private Outcome<Void> syncOverdue(ClassicGroup group, int generation) {
        if (group.generation() != generation || !group.is(COMPLETING_REBALANCE, STABLE)) return Outcome.nothing();
        if (group.pendingSync.isEmpty()) return Outcome.nothing();
        for (String memberId : List.copyOf(group.pendingSync)) {
            drop(group, memberId);
            world.timers().cancel(GroupTimer.session(group.groupId(), memberId));
        }
        return prepare(group, "members did not sync in time");
    }

    /** Tells everyone who waits for its assignment what it is, or why there is none. */
    void syncAll(ClassicGroup group, ErrorCode error) {
        for (ClassicMember m : group.members()) {
            if (error != ErrorCode.NONE) m.assignment = ClassicMember.NOTHING;
            if (!m.isAwaitingSync()) continue;
            m.answerSync(synced(group, m, error));
            keepSession(group, m);
        }
    }

    static SyncGroupResponse synced(ClassicGroup group, ClassicMember member, ErrorCode error) {
        boolean fine = error == ErrorCode.NONE;
        return new SyncGroupResponse().errorCode(error.code())
                .protocolType(fine ? group.protocolType() : null).protocolName(fine ? group.protocol() : null)
                .assignment(io.netty.buffer.Unpooled.wrappedBuffer(fine ? member.assignment : ClassicMember.NOTHING));
    }

    // ---- sessions and going

    void keepSession(ClassicGroup group, ClassicMember member) {
        keepSession(group, member.memberId(),
                member.isNew ? NEW_MEMBER_JOIN_TIMEOUT_MS : member.sessionTimeoutMs);
    }

    void keepSession(ClassicGroup group, String memberId, int timeoutMs) {
        world.timers().schedule(GroupTimer.session(group.groupId(), memberId), timeoutMs,
                () -> sessionOver(group, memberId));
    }

    private Outcome<Void> sessionOver(ClassicGroup group, String memberId) {
        if (group.is(DEAD)) return Outcome.nothing();
        if (group.pendingJoin.contains(memberId)) return forgetPending(group, memberId);
        ClassicMember member = group.member(memberId);
        if (member == null) return Outcome.nothing();
        boolean waitsHere = !member.isNew && (member.isAwaitingJoin() || member.isAwaitingSync());
        if (waitsHere) return Outcome.nothing();
        LOG.info("group {}: member {} failed, its session is over", group.groupId(), memberId);
        drop(group, memberId);
        return afterLoss(group, "session of " + memberId + " is over");
    }

    Outcome<Void> forgetPending(ClassicGroup group, String memberId) {
        group.remove(memberId);
        return group.is(PREPARING_REBALANCE) ? completeIfAllJoined(group) : Outcome.nothing();
    }

    /** Takes a member out; whoever waits in its name is told that it is unknown. */
    void drop(ClassicGroup group, String memberId) {
        ClassicMember gone = group.remove(memberId);
        if (gone == null) return;
        gone.answerJoin(refused(memberId, ErrorCode.UNKNOWN_MEMBER_ID));
        gone.answerSync(synced(group, gone, ErrorCode.UNKNOWN_MEMBER_ID));
    }

    Outcome<Void> afterLoss(ClassicGroup group, String why) {
        return switch (group.state()) {
            case STABLE, COMPLETING_REBALANCE -> prepare(group, why);
            case PREPARING_REBALANCE -> completeIfAllJoined(group);
            case EMPTY, DEAD -> Outcome.nothing();
        };
    }

    static JoinGroupResponse refused(String memberId, ErrorCode error) {
        return new JoinGroupResponse().memberId(memberId).errorCode(error.code()).protocolName("");
    }
}
