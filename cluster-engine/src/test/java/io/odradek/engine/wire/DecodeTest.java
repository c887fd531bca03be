package io.odradek.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.wire.message.ApiVersionsResponse;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.HeartbeatRequest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.internals.ByteUtils;
import org.junit.jupiter.api.Test;

class DecodeTest {
    private static final int[] INTS = {0, 1, -1, 63, 64, -64, -65, 127, 128, 16383, 16384, 1 << 28, Integer.MAX_VALUE,
        Integer.MIN_VALUE};

    @Test
    void varintsAreKafkas() {
        for (int n : INTS) {
            ByteBuffer unsigned = ByteBuffer.allocate(16);
            ByteUtils.writeUnsignedVarint(n, unsigned);
            ByteBuf in = Unpooled.wrappedBuffer(unsigned.flip());
            assertThat(Decode.uvarint(in)).isEqualTo(n);
            assertThat(in.isReadable()).isFalse();

            ByteBuffer signed = ByteBuffer.allocate(16);
            ByteUtils.writeVarint(n, signed);
            assertThat(Decode.varint(Unpooled.wrappedBuffer(signed.flip()))).isEqualTo(n);
        }
    }

    @Test
    void varlongsAreKafkas() {
        for (int shift = 0; shift < Long.SIZE; shift++) {
            for (long n : new long[] {1L << shift, -(1L << shift), (1L << shift) - 1, Long.MAX_VALUE >> shift}) {
                ByteBuffer b = ByteBuffer.allocate(16);
                ByteUtils.writeVarlong(n, b);
                assertThat(Decode.varlong(Unpooled.wrappedBuffer(b.flip()))).isEqualTo(n);
            }
        }
    }

    @Test
    void varintsThatDoNotEndAreRefused() {
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0x80);
        assertThatThrownBy(() -> Decode.uvarint(Unpooled.wrappedBuffer(endless))).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Decode.varlong(Unpooled.wrappedBuffer(endless))).isInstanceOf(WireException.class);
    }

    @Test
    void aLengthBeyondTheFrameIsRefusedBeforeAnythingIsAllocated() {
        ByteBuf list = Unpooled.buffer().writeInt(Integer.MAX_VALUE);
        assertThatThrownBy(() -> Decode.count(list, false, false, 1, "X.list")).isInstanceOf(WireException.class)
            .hasMessageContaining("X.list").hasMessageContaining("2147483647");
        ByteBuf elements = Unpooled.buffer().writeInt(3).writeLong(0).writeLong(0);
        assertThatThrownBy(() -> Decode.count(elements, false, false, 8, "X.list")).isInstanceOf(WireException.class);
        ByteBuf bytes = Unpooled.buffer().writeInt(5).writeInt(0);
        assertThatThrownBy(() -> Decode.bytes(bytes, false, true, "X.bytes")).isInstanceOf(WireException.class);
    }

    @Test
    void nullIsRefusedWhereThereCanBeNone() {
        assertThatThrownBy(() -> Decode.string(Unpooled.buffer().writeShort(-1), false, false, "X.name"))
            .isInstanceOf(WireException.class).hasMessage("X.name is null");
        assertThat(Decode.string(Unpooled.buffer().writeByte(0), true, true, "X.name")).isNull();
        assertThat(Decode.count(Unpooled.buffer().writeInt(-1), false, true, 1, "X.list")).isEqualTo(-1);
    }

    @Test
    void bytesAreASliceOfTheFrameThatIsNotRetained() {
        ByteBuf frame = Unpooled.buffer().writeByte(4).writeMedium(0x010203);
        ByteBuf slice = Decode.bytes(frame, true, false, "X.bytes");
        assertThat(slice.readableBytes()).isEqualTo(3);
        frame.setByte(1, 9);
        assertThat(slice.getByte(0)).isEqualTo((byte) 9);
        assertThat(frame.refCnt()).isEqualTo(1);
    }

    @Test
    void unknownTaggedFieldsArePassedOver() {
        Sink out = new Sink(Unpooled.buffer().alloc());
        new HeartbeatRequest().groupId("g").memberId("m").generationId(3).write(out, (short) 4);
        Frame frame = out.frame();
        ByteBuf bytes = (ByteBuf) frame.parts().getFirst();
        bytes.writerIndex(bytes.writerIndex() - 1);
        bytes.writeByte(2).writeByte(5).writeByte(2).writeShort(-1).writeByte(0x81).writeByte(1).writeByte(0);
        HeartbeatRequest read = new HeartbeatRequest();
        read.read(bytes, (short) 4);
        assertThat(read).isEqualTo(new HeartbeatRequest().groupId("g").memberId("m").generationId(3));
        assertThat(bytes.isReadable()).isFalse();
        frame.release();
    }

    @Test
    void aTaggedFieldMustBeAsLongAsItSays() {
        ByteBuf in = Unpooled.buffer().writeShort(0).writeByte(1).writeInt(0);
        in.writeByte(1).writeByte(1).writeByte(9).writeLong(77).writeByte(0);
        assertThatThrownBy(() -> new ApiVersionsResponse().read(in, (short) 3)).isInstanceOf(WireException.class)
            .hasMessageContaining("ApiVersionsResponse");
    }

    @Test
    void moreTaggedFieldsThanBytesAreRefused() {
        ByteBuf in = Unpooled.buffer().writeInt(-1);
        assertThatThrownBy(() -> Decode.skipTags(in.writeByte(0x0F))).isInstanceOf(WireException.class)
            .hasMessageContaining("4294967295 tagged fields");
    }

    @Test
    void versionsWithoutSchemaAreRefused() {
        assertThatThrownBy(() -> new FetchRequest().read(Unpooled.EMPTY_BUFFER, (short) 3))
            .isInstanceOf(WireException.class).hasMessage("FetchRequest has no version 3");
    }

    @Test
    void aFrameThatEndsTooEarlySaysWhichMessageItWas() {
        assertThatThrownBy(() -> new FetchRequest().read(Unpooled.wrappedBuffer(new byte[2]), (short) 4))
            .isInstanceOf(WireException.class).hasMessage("FetchRequest version 4 ends too early");
    }
}
