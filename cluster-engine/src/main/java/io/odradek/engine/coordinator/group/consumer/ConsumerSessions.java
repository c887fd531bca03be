package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupTimer;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.classic.ClassicGroups;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long members of consumer-protocol groups may be silent, and what happens then. Lane of the shard only. */
final class ConsumerSessions {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerSessions.class);

    private final GroupWorld world;
    private final ClassicGroups classic;

    ConsumerSessions(GroupWorld world, ClassicGroups classic) {
        this.world = world;
        this.classic = classic;
    }

    /** The member has shown itself. */
    void keep(ConsumerGroup group, ConsumerMember m) {
        int timeoutMs = m.classic() == null ? world.config().consumerSessionTimeoutMs(group.groupId())
                : m.classic().sessionTimeoutMs();
        String groupId = group.groupId();
        String memberId = m.memberId();
        world.timers().schedule(GroupTimer.session(groupId, memberId), timeoutMs,
                () -> fence(groupId, memberId, "its session is over"));
    }

    /** Whoever was told to give partitions back must do so within its rebalance time-out. */
    void watchRevocation(ConsumerGroup group, ConsumerMember m, Progress before, Progress after) {
        GroupTimer name = GroupTimer.rebalance(group.groupId(), m.memberId());
        if (after.state() != MemberState.UNREVOKED_PARTITIONS) {
            world.timers().cancel(name);
            return;
        }
        boolean same = before.state() == after.state() && before.epoch() == after.epoch();
        if (same && world.timers().isScheduled(name)) return;
        world.timers().schedule(name, m.rebalanceTimeoutMs(), () -> {
            ConsumerGroup now = group(group.groupId());
            boolean stuck = now != null && now.member(m.memberId()) != null
                    && now.progress(m.memberId()).epoch() == after.epoch();
            return stuck ? fence(group.groupId(), m.memberId(), "it did not give its partitions back in time")
                    : Outcome.nothing();
        });
    }

    void forget(String groupId, String memberId) {
        world.timers().cancel(GroupTimer.session(groupId, memberId));
        world.timers().cancel(GroupTimer.rebalance(groupId, memberId));
    }

    private ConsumerGroup group(String groupId) {
        return world.groups().get(groupId) instanceof ConsumerGroup g ? g : null;
    }

    private Outcome<Void> fence(String groupId, String memberId, String why) {
        ConsumerGroup group = group(groupId);
        if (group == null || group.member(memberId) == null) return Outcome.nothing();
        LOG.info("group {}: member {} is out: {}", groupId, memberId, why);
        return remove(group, List.of(memberId));
    }

    /** Takes members out; the next heartbeat of another makes the new assignment. */
    Outcome<Void> remove(ConsumerGroup group, Collection<String> memberIds) {
        Draft draft = new Draft(world, group);
        for (String id : memberIds) {
            forget(group.groupId(), id);
            draft.remove(id);
        }
        Collection<ConsumerMember> left = draft.everyone().values();
        boolean onlyClassic = !left.isEmpty() && left.stream().allMatch(m -> m.classic() != null);
        if (onlyClassic && world.config().mayDowngrade()) {
            return new Downgrade(classic, world.image().get()).of(group, left);
        }
        draft.resolveRegexes();
        draft.raiseEpoch(true);
        return Outcome.of(draft.records());
    }
}
