package io.odradek.engine.coordinator.group;

import io.odradek.engine.coordinator.RecordCodec;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ConsumerGroupCurrentMemberAssignmentKey;
import io.odradek.engine.wire.message.ConsumerGroupCurrentMemberAssignmentValue;
import io.odradek.engine.wire.message.ConsumerGroupMemberMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupMemberMetadataValue;
import io.odradek.engine.wire.message.ConsumerGroupMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupMetadataValue;
import io.odradek.engine.wire.message.ConsumerGroupPartitionMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupPartitionMetadataValue;
import io.odradek.engine.wire.message.ConsumerGroupRegularExpressionKey;
import io.odradek.engine.wire.message.ConsumerGroupRegularExpressionValue;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMemberKey;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMemberValue;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMetadataValue;
import io.odradek.engine.wire.message.GroupMetadataKey;
import io.odradek.engine.wire.message.GroupMetadataValue;
import io.odradek.engine.wire.message.LegacyOffsetCommitKey;
import io.odradek.engine.wire.message.OffsetCommitKey;
import io.odradek.engine.wire.message.OffsetCommitValue;
import io.odradek.engine.wire.message.StreamsGroupCurrentMemberAssignmentKey;
import io.odradek.engine.wire.message.StreamsGroupCurrentMemberAssignmentValue;
import io.odradek.engine.wire.message.StreamsGroupMemberMetadataKey;
import io.odradek.engine.wire.message.StreamsGroupMemberMetadataValue;
import io.odradek.engine.wire.message.StreamsGroupMetadataKey;
import io.odradek.engine.wire.message.StreamsGroupMetadataValue;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMemberKey;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMemberValue;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMetadataKey;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMetadataValue;
import io.odradek.engine.wire.message.StreamsGroupTopologyKey;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import java.util.function.Supplier;

/** The records of {@code __consumer_offsets} that this room understands. */
public final class GroupRecords {
    private GroupRecords() {}

    /** Record type 0, of before Kafka 0.9, has the key of type 1 and is read as such. */
    public static RecordCodec codec() {
        return new RecordCodec()
                .with(LegacyOffsetCommitKey.RECORD_TYPE, OffsetCommitKey::new, OffsetCommitValue::new)
                .with(OffsetCommitKey.RECORD_TYPE, OffsetCommitKey::new, OffsetCommitValue::new)
                .with(GroupMetadataKey.RECORD_TYPE, GroupMetadataKey::new, GroupMetadataValue::new)
                .with(ConsumerGroupMetadataKey.RECORD_TYPE, ConsumerGroupMetadataKey::new,
                        ConsumerGroupMetadataValue::new)
                .with(ConsumerGroupPartitionMetadataKey.RECORD_TYPE, ConsumerGroupPartitionMetadataKey::new,
                        value(ConsumerGroupPartitionMetadataValue::new))
                .with(ConsumerGroupMemberMetadataKey.RECORD_TYPE, ConsumerGroupMemberMetadataKey::new,
                        ConsumerGroupMemberMetadataValue::new)
                .with(ConsumerGroupTargetAssignmentMetadataKey.RECORD_TYPE,
                        ConsumerGroupTargetAssignmentMetadataKey::new, ConsumerGroupTargetAssignmentMetadataValue::new)
                .with(ConsumerGroupTargetAssignmentMemberKey.RECORD_TYPE,
                        ConsumerGroupTargetAssignmentMemberKey::new, ConsumerGroupTargetAssignmentMemberValue::new)
                .with(ConsumerGroupCurrentMemberAssignmentKey.RECORD_TYPE,
                        ConsumerGroupCurrentMemberAssignmentKey::new, ConsumerGroupCurrentMemberAssignmentValue::new)
                .with(ConsumerGroupRegularExpressionKey.RECORD_TYPE, ConsumerGroupRegularExpressionKey::new,
                        ConsumerGroupRegularExpressionValue::new)
                .with(StreamsGroupMetadataKey.RECORD_TYPE, StreamsGroupMetadataKey::new,
                        StreamsGroupMetadataValue::new)
                .with(StreamsGroupMemberMetadataKey.RECORD_TYPE, StreamsGroupMemberMetadataKey::new,
                        StreamsGroupMemberMetadataValue::new)
                .with(StreamsGroupTargetAssignmentMetadataKey.RECORD_TYPE,
                        StreamsGroupTargetAssignmentMetadataKey::new, StreamsGroupTargetAssignmentMetadataValue::new)
                .with(StreamsGroupTargetAssignmentMemberKey.RECORD_TYPE, StreamsGroupTargetAssignmentMemberKey::new,
                        StreamsGroupTargetAssignmentMemberValue::new)
                .with(StreamsGroupCurrentMemberAssignmentKey.RECORD_TYPE,
                        StreamsGroupCurrentMemberAssignmentKey::new, StreamsGroupCurrentMemberAssignmentValue::new)
                .with(StreamsGroupTopologyKey.RECORD_TYPE, StreamsGroupTopologyKey::new,
                        StreamsGroupTopologyValue::new);
    }

    private static Supplier<Message> value(Supplier<Message> s) {
        return s;
    }
}
