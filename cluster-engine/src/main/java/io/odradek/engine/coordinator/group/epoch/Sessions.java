package io.odradek.engine.coordinator.group.epoch;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupTimer;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.wire.ErrorCode;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may come, how long members may be silent, and what happens then. Lane of the shard only. */
public abstract class Sessions<M extends EpochMember<M>, T extends Holding<T>, G extends EpochGroup<M, T>> {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** As Kafka waits before it tries again to write that a member is out. */
    private static final int AGAIN_MS = 500;

    protected final GroupWorld world;
    private final GroupsOf<G> groups;

    protected Sessions(GroupWorld world, GroupsOf<G> groups) {
        this.world = world;
        this.groups = groups;
    }

    /** Milliseconds that the member may be silent. */
    protected abstract int timeoutMs(G group, M m);

    /** Takes members out; the next heartbeat of another makes the new assignment. */
    public abstract Outcome<Void> remove(G group, Collection<String> memberIds);

    /** The member has shown itself. */
    public final void keep(G group, M m) {
        String groupId = group.groupId();
        String memberId = m.memberId();
        world.timers().schedule(GroupTimer.session(groupId, memberId), timeoutMs(group, m),
                () -> fence(groupId, memberId, "its session is over"));
    }

    /** Every member gets a whole session to find its new coordinator. */
    public final void loaded() {
        for (G group : groups.all()) {
            for (M m : group.members().values()) {
                keep(group, m);
                watchRevocation(group, m, null, group.progress(m.memberId()));
            }
        }
    }

    /**
     * Whoever was told to give something back must do so within its rebalance time-out.
     *
     * @param before null where that is not known
     */
    public final void watchRevocation(G group, M m, Progress<T> before, Progress<T> after) {
        String groupId = group.groupId();
        String memberId = m.memberId();
        GroupTimer name = GroupTimer.rebalance(groupId, memberId);
        if (after.state() != MemberState.UNREVOKED) {
            world.timers().cancel(name);
            return;
        }
        boolean same = before != null && before.state() == after.state() && before.epoch() == after.epoch();
        if (same && world.timers().isScheduled(name)) return;
        world.timers().schedule(name, m.rebalanceTimeoutMs(), () -> {
            G now = groups.find(groupId);
            boolean stuck = now != null && now.member(memberId) != null
                    && now.progress(memberId).epoch() == after.epoch();
            return stuck ? fence(groupId, memberId, "it did not give back in time what it was to")
                    : Outcome.nothing();
        });
    }

    public final void forget(String groupId, String memberId) {
        world.timers().cancel(GroupTimer.session(groupId, memberId));
        world.timers().cancel(GroupTimer.rebalance(groupId, memberId));
    }

    /** Takes members out with these records; where they cannot be written, nobody stays for ever with what it had. */
    protected final Outcome<Void> taking(String groupId, Collection<String> memberIds, List<LogRecord> records) {
        return new Outcome<>(records, null, null, true, error -> {
            G group = error == ErrorCode.NONE ? null : groups.find(groupId);
            if (group == null) return;
            for (String id : memberIds) {
                if (group.member(id) == null) continue;
                world.timers().schedule(GroupTimer.session(groupId, id), AGAIN_MS,
                        () -> fence(groupId, id, "that could not be written before"));
            }
        });
    }

    private Outcome<Void> fence(String groupId, String memberId, String why) {
        G group = groups.find(groupId);
        if (group == null || group.member(memberId) == null) return Outcome.nothing();
        LOG.info("group {}: member {} is out: {}", groupId, memberId, why);
        return remove(group, List.of(memberId));
    }

    // ---- who may come

    /**
     * Who asks.
     *
     * @param instanceId null unless static
     */
    public record Asking(String memberId, String instanceId, int memberEpoch) {
        public static final int LEAVE = -1;
        public static final int LEAVE_FOR_A_WHILE = -2;

        boolean joins() {
            return memberEpoch == 0;
        }
    }

    /** The member as known, null when it is new. Throws when it may not go on as it is. */
    public final M admit(G group, EpochDraft<M, T> draft, Asking q, T owned) {
        if (q.instanceId() == null) {
            M m = q.joins() ? group.member(q.memberId()) : group.require(q.memberId());
            if (!q.joins()) group.checkEpoch(q.memberId(), q.memberEpoch(), owned);
            return m;
        }
        String current = group.memberOf(q.instanceId());
        if (current == null) {
            if (!q.joins()) throw new CoordinatorException(ErrorCode.UNKNOWN_MEMBER_ID);
            return null;
        }
        if (!q.joins()) {
            if (!current.equals(q.memberId())) throw new CoordinatorException(ErrorCode.FENCED_INSTANCE_ID);
            group.checkEpoch(current, q.memberEpoch(), owned);
            return group.member(current);
        }
        if (current.equals(q.memberId())) return group.member(current);
        if (group.progress(current).epoch() != Progress.AWAY) {
            throw new CoordinatorException(ErrorCode.UNRELEASED_INSTANCE_ID);
        }
        forget(group.groupId(), current);
        return draft.takeOver(current, q.memberId());
    }

    /** Throws unless whoever wants to leave is who it says. */
    public final void mayLeave(G group, Asking q) {
        if (q.instanceId() != null) {
            String current = group.memberOf(q.instanceId());
            if (current == null) throw new CoordinatorException(ErrorCode.UNKNOWN_MEMBER_ID);
            if (!current.equals(q.memberId())) throw new CoordinatorException(ErrorCode.FENCED_INSTANCE_ID);
        }
        group.require(q.memberId());
    }
}
