package io.odradek.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.ShareGroupMetadataKey;
import io.odradek.engine.wire.message.ShareGroupMetadataValue;
import io.odradek.engine.wire.message.ShareSnapshotKey;
import io.odradek.engine.wire.message.ShareSnapshotValue;
import org.junit.jupiter.api.Test;

/** Records that only other brokers write are read too. */
class InternalRecordsTest {
    private final InternalRecords records = new InternalRecords();

    @Test
    void recordsOfShareGroupsAreReadAlthoughNoRoomWritesThem() {
        InternalRecords.Shown state = shown("__share_group_state", ShareSnapshotKey.RECORD_TYPE,
            new ShareSnapshotKey().groupId("g").partition(3), new ShareSnapshotValue().startOffset(42));
        assertThat(state.key()).contains("\"type\":\"ShareSnapshot\"", "\"groupId\":\"g\"", "\"partition\":3");
        assertThat(state.value()).contains("\"version\":0", "\"startOffset\":42");
        InternalRecords.Shown group = shown("__consumer_offsets", ShareGroupMetadataKey.RECORD_TYPE,
            new ShareGroupMetadataKey().groupId("g"), new ShareGroupMetadataValue().epoch(7));
        assertThat(group.key()).contains("\"type\":\"ShareGroupMetadata\"");
        assertThat(group.value()).contains("\"epoch\":7");
    }

    @Test
    void whatIsNoRecordOfTheTopicSaysSo() {
        assertThat(records.knows("__cluster_metadata")).isFalse();
        assertThatThrownBy(() -> records.read("__share_group_state", new byte[] {0, 99}, null))
            .isInstanceOf(WireException.class).hasMessageContaining("type 99");
        assertThatThrownBy(() -> records.read("__share_group_state", new byte[] {0, 0, 5}, null))
            .isInstanceOf(WireException.class);
    }

    private InternalRecords.Shown shown(String topic, short type, Message key, Message value) {
        return records.read(topic, bytes(Frames.recordKey(type, key, UnpooledByteBufAllocator.DEFAULT)),
            bytes(Frames.recordValue((short) 0, value, UnpooledByteBufAllocator.DEFAULT)));
    }

    private static byte[] bytes(ByteBuf buf) {
        byte[] bytes = ByteBufUtil.getBytes(buf);
        buf.release();
        return bytes;
    }
}
