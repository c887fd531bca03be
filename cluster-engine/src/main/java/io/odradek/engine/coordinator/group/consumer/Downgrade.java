package io.odradek.engine.coordinator.group.consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.classic.ClassicGroups;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.message.ConsumerProtocolAssignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Turns a consumer group in which only members of the classic protocol are left into a classic group (KIP-848): they
 * stay, with what they have, and a new round begins. Lane of the shard only.
 */
record Downgrade(ClassicGroups classic, ClusterImage image) {
    private static final short ASSIGNMENT_VERSION = 1;

    Outcome<Void> of(ConsumerGroup group, Collection<ConsumerMember> left) {
        List<ClassicGroups.Adopted> members = new ArrayList<>();
        for (ConsumerMember m : left) {
            members.add(new ClassicGroups.Adopted(m.memberId(), m.instanceId(), m.clientId(), m.clientHost(),
                    m.rebalanceTimeoutMs(), m.classic().sessionTimeoutMs(), m.classic().protocols(),
                    assignment(group.progress(m.memberId()).assigned(), image)));
        }
        List<LogRecord> records = new ArrayList<>(group.tombstones());
        records.add(classic.adopt(group.groupId(), group.epoch(), members));
        return new Outcome<>(records, null, null, true, error -> {
            if (error == ErrorCode.NONE) classic.revive(group.groupId());
        });
    }

    /** What a classic consumer is told to consume. */
    static byte[] assignment(Partitions some, ClusterImage image) {
        ConsumerProtocolAssignment a = new ConsumerProtocolAssignment();
        some.byTopic().forEach((id, p) -> {
            TopicImage t = image.topic(id);
            if (t == null) return;
            a.assignedPartitions().add(new ConsumerProtocolAssignment.TopicPartition().topic(t.name())
                    .partitions(new ArrayList<>(p)));
        });
        ByteBuf bytes = Frames.versioned(ASSIGNMENT_VERSION, a, ASSIGNMENT_VERSION, UnpooledByteBufAllocator.DEFAULT);
        try {
            return ByteBufUtil.getBytes(bytes);
        } finally {
            bytes.release();
        }
    }
}
