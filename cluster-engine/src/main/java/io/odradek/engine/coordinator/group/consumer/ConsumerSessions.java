package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.classic.ClassicGroups;
import io.odradek.engine.coordinator.group.epoch.GroupsOf;
import io.odradek.engine.coordinator.group.epoch.Sessions;
import java.util.Collection;

/** How members of consumer-protocol groups come and go. Lane of the shard only. */
final class ConsumerSessions extends Sessions<ConsumerMember, Partitions, ConsumerGroup> {
    private final ClassicGroups classic;

    ConsumerSessions(GroupWorld world, GroupsOf<ConsumerGroup> groups, ClassicGroups classic) {
        super(world, groups);
        this.classic = classic;
    }

    @Override
    protected int timeoutMs(ConsumerGroup group, ConsumerMember m) {
        return m.classic() == null ? world.config().consumerSessionTimeoutMs(group.groupId())
                : m.classic().sessionTimeoutMs();
    }

    @Override
    public Outcome<Void> remove(ConsumerGroup group, Collection<String> memberIds) {
        Draft draft = new Draft(world, group);
        for (String id : memberIds) {
            forget(group.groupId(), id);
            draft.remove(id);
        }
        if (group.hasClassicMembers() && world.config().mayDowngrade()) {
            Collection<ConsumerMember> left = draft.everyone().values();
            boolean onlyClassic = !left.isEmpty() && left.stream().allMatch(m -> m.classic() != null);
            if (onlyClassic) return new Downgrade(classic, world.image().get()).of(group, left);
        }
        draft.resolveRegexes();
        draft.raiseEpoch(true);
        return taking(group.groupId(), memberIds, draft.records());
    }
}
