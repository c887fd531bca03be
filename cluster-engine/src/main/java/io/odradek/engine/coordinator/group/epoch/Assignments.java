package io.odradek.engine.coordinator.group.epoch;

import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupWorld;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assigns groups that are behind. A large group's assignment is calculated aside, since the shard's other groups would
 * have to wait for it; its members go on with what they have until it is there. Whatever happens to the group in the
 * meantime is one epoch further, and has its own assignment after that. Lane of the shard only.
 */
public final class Assignments<M extends EpochMember<M>, T extends Holding<T>, G extends EpochGroup<M, T>> {
    private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);
    /** What has not come back by then never will: a lane was full, or stopped. */
    private static final int LOST_MS = 60_000;

    private final GroupWorld world;
    private final GroupsOf<G> groups;
    private final Function<G, EpochDraft<M, T>> draftOf;
    private final BooleanSupplier allowed;

    /** @param allowed false: everything is calculated at once */
    public Assignments(GroupWorld world, GroupsOf<G> groups, Function<G, EpochDraft<M, T>> draftOf,
                       BooleanSupplier allowed) {
        this.world = world;
        this.groups = groups;
        this.draftOf = draftOf;
        this.allowed = allowed;
    }

    /** True where the assignment is calculated aside. */
    public boolean isAside(EpochDraft<M, T> draft) {
        return draft.isLarge() && allowed.getAsBoolean();
    }

    /** Assigns where that is due: in the draft, or aside as soon as the draft is written. */
    public void assign(G group, EpochDraft<M, T> draft) {
        if (!draft.mayAssign() || isCalculating(group)) return;
        // The draft is not written yet, and may never be: what is calculated is what the group is after it.
        if (isAside(draft)) world.timers().soon(() -> begin(group.groupId()));
        else draft.assign();
    }

    private boolean isCalculating(G group) {
        return group.calculatingSinceMs >= 0 && nowMs() - group.calculatingSinceMs < LOST_MS;
    }

    private long nowMs() {
        return world.shard().clock().monotonicMs();
    }

    private Outcome<Void> begin(String groupId) {
        G group = groups.find(groupId);
        if (group == null || isCalculating(group)) return Outcome.nothing();
        EpochDraft<M, T> draft = draftOf.apply(group);
        if (!draft.mayAssign()) return Outcome.nothing();
        int epoch = group.epoch();
        Supplier<Map<String, T>> calculation = draft.calculation(group.members());
        group.calculatingSinceMs = nowMs();
        world.shard().aside().execute(() -> {
            Map<String, T> plan = plan(groupId, calculation);
            world.timers().soon(() -> end(group, epoch, plan));
        });
        return Outcome.nothing();
    }

    /** Null where that goes wrong. */
    private Map<String, T> plan(String groupId, Supplier<Map<String, T>> calculation) {
        try {
            return calculation.get();
        } catch (RuntimeException e) {
            LOG.error("group {} could not be assigned", groupId, e);
            return null;
        }
    }

    private Outcome<Void> end(G group, int epoch, Map<String, T> plan) {
        group.calculatingSinceMs = -1;
        boolean ended = groups.find(group.groupId()) != group;
        if (ended || plan == null || group.assignmentEpoch() >= epoch) return Outcome.nothing();
        // A static member that came back has another id, and the group is no epoch further by that.
        boolean same = plan.keySet().equals(group.members().keySet());
        if (!same && group.epoch() == epoch) return begin(group.groupId());
        plan.keySet().retainAll(group.members().keySet());
        EpochDraft<M, T> draft = draftOf.apply(group);
        draft.take(epoch, plan);
        return Outcome.of(draft.records());
    }
}
