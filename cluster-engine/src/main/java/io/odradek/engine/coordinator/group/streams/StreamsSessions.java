package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.epoch.GroupsOf;
import io.odradek.engine.coordinator.group.epoch.Sessions;
import java.util.Collection;

/** How members of streams groups come and go. Lane of the shard only. */
final class StreamsSessions extends Sessions<StreamsMember, TaskSets, StreamsGroup> {
    StreamsSessions(GroupWorld world, GroupsOf<StreamsGroup> groups) {
        super(world, groups);
    }

    @Override
    protected int timeoutMs(StreamsGroup group, StreamsMember m) {
        return world.config().streamsSessionTimeoutMs(group.groupId());
    }

    @Override
    public Outcome<Void> remove(StreamsGroup group, Collection<String> memberIds) {
        StreamsDraft draft = new StreamsDraft(world, group);
        for (String id : memberIds) {
            forget(group.groupId(), id);
            draft.remove(id);
        }
        draft.raiseEpoch(true);
        return taking(group.groupId(), memberIds, draft.records());
    }
}
