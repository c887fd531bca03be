package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupTimer;
import io.odradek.engine.coordinator.group.GroupWorld;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long members of streams groups may be silent, and what happens then. Lane of the shard only. */
final class StreamsSessions {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsSessions.class);

    private final GroupWorld world;

    StreamsSessions(GroupWorld world) {
        this.world = world;
    }

    /** The member has shown itself. */
    void keep(StreamsGroup group, StreamsMember m) {
        String groupId = group.groupId();
        world.timers().schedule(GroupTimer.session(groupId, m.memberId()), world.config().streamsSessionTimeoutMs(),
                () -> fence(groupId, m.memberId(), "its session is over"));
    }

    /** Whoever was told to give tasks back must do so within its rebalance time-out. */
    void watchRevocation(StreamsGroup group, StreamsMember m, StreamsProgress before, StreamsProgress after) {
        GroupTimer name = GroupTimer.rebalance(group.groupId(), m.memberId());
        if (after.state() != StreamsProgress.State.UNREVOKED_TASKS) {
            world.timers().cancel(name);
            return;
        }
        boolean same = before.state() == after.state() && before.epoch() == after.epoch();
        if (same && world.timers().isScheduled(name)) return;
        world.timers().schedule(name, m.rebalanceTimeoutMs(), () -> {
            StreamsGroup now = group(group.groupId());
            boolean stuck = now != null && now.members().containsKey(m.memberId())
                    && now.progress(m.memberId()).epoch() == after.epoch();
            return stuck ? fence(group.groupId(), m.memberId(), "it did not give its tasks back in time")
                    : Outcome.nothing();
        });
    }

    private StreamsGroup group(String groupId) {
        return world.groups().get(groupId) instanceof StreamsGroup g ? g : null;
    }

    private Outcome<Void> fence(String groupId, String memberId, String why) {
        StreamsGroup group = group(groupId);
        if (group == null || !group.members().containsKey(memberId)) return Outcome.nothing();
        LOG.info("group {}: member {} is out: {}", groupId, memberId, why);
        return remove(group, List.of(memberId));
    }

    /** Takes members out; the next heartbeat of another makes the new assignment. */
    Outcome<Void> remove(StreamsGroup group, Collection<String> memberIds) {
        StreamsDraft draft = new StreamsDraft(world, group);
        for (String id : memberIds) {
            world.timers().cancel(GroupTimer.session(group.groupId(), id));
            world.timers().cancel(GroupTimer.rebalance(group.groupId(), id));
            draft.remove(id);
        }
        draft.raiseEpoch(true);
        return Outcome.of(draft.records());
    }
}
