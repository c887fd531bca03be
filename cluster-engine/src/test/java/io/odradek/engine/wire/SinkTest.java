package io.odradek.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.env.FileSlice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkTest {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @AfterEach
    void nothingLeaks() {
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void aFilePayloadIsAPartOfItsOwnAtItsPlace() {
        FileSlice slice = new FileSlice(null, 100, 5000);
        Sink out = new Sink(allocator);
        out.int16((short) 1);
        out.records(new Payload.File(slice), false, false, "X.records");
        out.int8((byte) 2);
        Frame frame = out.frame();
        assertThat(frame.size()).isEqualTo(2 + 4 + 5000 + 1);
        assertThat(frame.parts()).hasSize(3);
        assertThat(((ByteBuf) frame.parts().get(0)).getInt(2)).isEqualTo(5000);
        assertThat(frame.parts().get(1)).isSameAs(slice);
        assertThat(((ByteBuf) frame.parts().get(2)).readableBytes()).isEqualTo(1);
        frame.release();
    }

    @Test
    void filesNextToEachOtherHaveNothingBetweenThem() {
        Payload files = new Payload.Many(List.of(new Payload.File(new FileSlice(null, 0, 10)),
            new Payload.File(new FileSlice(null, 0, 0)), new Payload.File(new FileSlice(null, 50, 7))));
        Sink out = new Sink(allocator);
        out.records(files, true, false, "X.records");
        Frame frame = out.frame();
        assertThat(frame.parts()).hasSize(3);
        assertThat(((ByteBuf) frame.parts().getFirst()).getByte(0)).isEqualTo((byte) 18);
        assertThat(frame.size()).isEqualTo(18);
        frame.release();
    }

    @Test
    void aLongBufferIsSharedAndAShortOneCopiedAndBothStayTheirMakers() {
        for (int size : new int[] {10, 10_000}) {
            ByteBuf bytes = allocator.heapBuffer(size).writeZero(size);
            Sink out = new Sink(allocator);
            out.records(new Payload.Buf(bytes), false, false, "X.records");
            Frame frame = out.frame();
            assertThat(frame.size()).isEqualTo(4 + size);
            assertThat(bytes.refCnt()).isEqualTo(size < 1024 ? 1 : 2);
            frame.release();
            assertThat(bytes.refCnt()).isEqualTo(1);
            assertThat(bytes.readableBytes()).isEqualTo(size);
            bytes.release();
        }
    }

    @Test
    void givingUpReleasesWhatWasShared() {
        ByteBuf bytes = allocator.heapBuffer(5000).writeZero(5000);
        Sink out = new Sink(allocator);
        out.records(new Payload.Buf(bytes), false, false, "X.records");
        out.release();
        assertThat(bytes.refCnt()).isEqualTo(1);
        bytes.release();
    }

    @Test
    void aTaggedFieldMayBeLongerThanItsFirstLengthByteTells() {
        for (int size : new int[] {0, 127, 128, 20_000}) {
            Sink out = new Sink(allocator);
            int start = out.beginTag(300);
            for (int i = 0; i < size; i++) {
                out.int8((byte) i);
            }
            out.endTag(start);
            out.int8((byte) 77);
            Frame frame = out.frame();
            ByteBuf in = (ByteBuf) frame.parts().getFirst();
            assertThat(Decode.uvarint(in)).isEqualTo(300);
            int end = Decode.tagEnd(in);
            assertThat(end - in.readerIndex()).isEqualTo(size);
            for (int i = 0; i < size; i++) {
                assertThat(in.readByte()).isEqualTo((byte) i);
            }
            assertThat(in.readByte()).isEqualTo((byte) 77);
            frame.release();
        }
    }

    @Test
    void stringsWithHalfAPairAreWrittenAsJavaWritesThem() {
        String odd = "a\ud83dz\udc00";
        Sink out = new Sink(allocator);
        out.string(odd, false, false, "X.name");
        Frame frame = out.frame();
        byte[] expected = odd.getBytes(StandardCharsets.UTF_8);
        ByteBuf in = (ByteBuf) frame.parts().getFirst();
        assertThat(in.readShort()).isEqualTo((short) expected.length);
        assertThat(in).isEqualTo(Unpooled.wrappedBuffer(expected));
        frame.release();
    }

    @Test
    void whatTheWireCannotHoldIsRefused() {
        Sink out = new Sink(allocator);
        assertThatThrownBy(() -> out.string("x".repeat(32768), true, true, "X.name")).isInstanceOf(WireException.class)
            .hasMessageContaining("X.name");
        assertThatThrownBy(() -> out.string(null, true, false, "X.name")).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> out.bytes(null, false, false, "X.bytes")).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> out.count(null, false, false, "X.list")).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> out.present(null, "X.struct")).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> out.uint16(65536)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> out.uint32(-1)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> out.uuid(null)).isInstanceOf(WireException.class);
        out.release();
    }
}
