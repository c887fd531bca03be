package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.classic.ClassicGroup;
import io.odradek.engine.coordinator.group.classic.ClassicMember;
import io.odradek.engine.coordinator.group.classic.Subscriptions;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.ConsumerProtocolSubscription;

/**
 * Turns a classic group that still has members into a consumer group (KIP-848): the members stay, with what they have,
 * and the generation goes on as the group's epoch. Only consumers' groups can be turned. Lane of the shard only.
 */
record Upgrade(GroupWorld world) {
    /** Puts the classic group's members into the draft of a new group, or throws. */
    void into(Draft draft, ClassicGroup from) {
        if (!world.config().mayUpgrade() || !Subscriptions.PROTOCOL_TYPE.equals(from.protocolType())
                || from.members().size() >= world.config().consumerMaxSize()) {
            throw notOurs(from.groupId());
        }
        draft.startAsClassic(from.generation());
        try {
            for (ClassicMember m : from.members()) move(draft, from, m);
        } catch (WireException e) {
            throw new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND, "Cannot upgrade classic group "
                    + from.groupId() + " to consumer group because its members' subscriptions are not understood.");
        }
    }

    static CoordinatorException notOurs(String groupId) {
        return new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND, "Group " + groupId + " is not a consumer group.");
    }

    private void move(Draft draft, ClassicGroup from, ClassicMember m) {
        ConsumerProtocolSubscription s = Subscriptions.read(m.protocols().getFirst().metadata());
        draft.put(new ConsumerMember(m.memberId(), m.instanceId(), s.rackId(), m.clientId(), m.clientHost(),
                s.topics(), null, m.rebalanceTimeoutMs(), null,
                new ConsumerMember.Classic(m.sessionTimeoutMs(), m.protocols())));
        Partitions has = m.assignment().length == 0 ? Partitions.NONE : assigned(m.assignment());
        draft.target(m.memberId(), has);
        draft.progress(m.memberId(), Progress.at(from.generation(), has));
    }

    private Partitions assigned(byte[] assignment) {
        ClusterImage image = world.image().get();
        Partitions.Builder b = Partitions.builder();
        Subscriptions.readAssignment(assignment).assignedPartitions().forEach(t -> {
            TopicImage topic = image.topic(t.topic());
            if (topic != null) b.add(topic.id(), t.partitions());
        });
        return b.build();
    }
}
