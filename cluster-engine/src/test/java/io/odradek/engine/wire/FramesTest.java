package io.odradek.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.env.FileSlice;
import io.odradek.engine.wire.message.ApiVersionsRequest;
import io.odradek.engine.wire.message.ApiVersionsResponse;
import io.odradek.engine.wire.message.ControlledShutdownRequest;
import io.odradek.engine.wire.message.FetchResponse;
import io.odradek.engine.wire.message.MetadataRequest;
import io.odradek.engine.wire.message.MetadataResponse;
import io.odradek.engine.wire.message.OffsetCommitKey;
import io.odradek.engine.wire.message.OffsetCommitValue;
import io.odradek.engine.wire.message.RequestHeader;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @AfterEach
    void nothingLeaks() {
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    private static RequestHeader header(ApiKey key, int version) {
        return new RequestHeader().requestApiKey(key.id()).requestApiVersion((short) version).correlationId(42)
            .clientId("c");
    }

    @Test
    void aRequestIsWhatKafkaReads() {
        for (short v = ApiKey.METADATA.oldest(); v <= ApiKey.METADATA.newest(); v++) {
            Frame frame = Frames.request(header(ApiKey.METADATA, v), new MetadataRequest(), allocator);
            ByteBuf bytes = (ByteBuf) frame.parts().getFirst();
            assertThat(bytes.readInt()).isEqualTo(frame.size() - 4);
            var kafkas = org.apache.kafka.common.requests.RequestHeader.parse(bytes.nioBuffer());
            assertThat(kafkas.correlationId()).isEqualTo(42);
            assertThat(kafkas.clientId()).isEqualTo("c");
            assertThat(kafkas.apiVersion()).isEqualTo(v);

            assertThat(Frames.readRequestHeader(bytes)).isEqualTo(header(ApiKey.METADATA, v));
            MetadataRequest body = new MetadataRequest();
            body.read(bytes, v);
            assertThat(body).isEqualTo(new MetadataRequest());
            frame.release();
        }
    }

    @Test
    void anAnswerIsWhatKafkaReads() {
        MetadataResponse answer = new MetadataResponse().clusterId("k").controllerId(2);
        for (short v = ApiKey.METADATA.oldest(); v <= ApiKey.METADATA.newest(); v++) {
            ByteBuf bytes = Frames.responseBuffer(ApiKey.METADATA, v, 42, answer, allocator);
            ByteBuffer b = bytes.nioBuffer();
            short headerVersion = ApiKey.METADATA.responseHeaderVersion(v);
            var kafkas = org.apache.kafka.common.requests.ResponseHeader.parse(b, headerVersion);
            assertThat(kafkas.correlationId()).isEqualTo(42);
            assertThat(Frames.readResponseHeader(bytes, ApiKey.METADATA, v)).isEqualTo(42);
            assertThat(bytes.readableBytes()).isEqualTo(b.remaining());
            bytes.release();
        }
    }

    @Test
    void theAnswerToApiVersionsHasTheOldHeaderInEveryVersion() {
        for (short v = 0; v <= ApiKey.API_VERSIONS.newest(); v++) {
            Frame frame = Frames.response(ApiKey.API_VERSIONS, v, 7, new ApiVersionsResponse(), allocator);
            ByteBuf bytes = (ByteBuf) frame.parts().getFirst();
            assertThat(bytes.readInt()).isEqualTo(frame.size() - 4);
            assertThat(bytes.readInt()).isEqualTo(7);
            ApiVersionsResponse read = new ApiVersionsResponse();
            read.read(bytes, v);
            assertThat(bytes.isReadable()).isFalse();
            frame.release();
        }
    }

    @Test
    void aHeaderOfApiVersionsIsReadInVersionsThatAreNotKnownYet() {
        ByteBuf bytes = Unpooled.buffer().writeShort(ApiKey.API_VERSIONS.id()).writeShort(99).writeInt(5)
            .writeShort(1).writeByte('x').writeByte(0);
        RequestHeader header = Frames.readRequestHeader(bytes);
        assertThat(header.requestApiVersion()).isEqualTo((short) 99);
        assertThat(header.correlationId()).isEqualTo(5);
        assertThat(header.clientId()).isEqualTo("x");
        assertThat(bytes.isReadable()).isFalse();
    }

    @Test
    void theFirstControlledShutdownHasNoClientId() {
        ByteBuf bytes = Frames.requestBuffer(header(ApiKey.CONTROLLED_SHUTDOWN, 0),
            new ControlledShutdownRequest().brokerId(3), allocator);
        assertThat(bytes.readableBytes()).isEqualTo(2 + 2 + 4 + 4);
        assertThat(Frames.readRequestHeader(bytes).clientId()).isEmpty();
        assertThat(bytes.readInt()).isEqualTo(3);
        bytes.release();
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertThatThrownBy(() -> Frames.readRequestHeader(Unpooled.wrappedBuffer(new byte[3])))
            .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Frames.readRequestHeader(Unpooled.buffer().writeShort(5000).writeShort(0).writeInt(1)))
            .isInstanceOf(WireException.class).hasMessage("no such API key: 5000");
        ByteBuf longName = Unpooled.buffer().writeShort(3).writeShort(9).writeInt(1).writeShort(30000);
        assertThatThrownBy(() -> Frames.readRequestHeader(longName)).isInstanceOf(WireException.class)
            .hasMessageContaining("ClientId");
    }

    @Test
    void aMessageThatCannotBeWrittenLeavesNothingBehind() {
        ApiVersionsRequest tooNew = new ApiVersionsRequest();
        assertThatThrownBy(() -> Frames.requestBuffer(header(ApiKey.API_VERSIONS, 99), tooNew, allocator))
            .isInstanceOf(WireException.class);
        MetadataResponse broken = new MetadataResponse().brokers(null);
        assertThatThrownBy(() -> Frames.response(ApiKey.METADATA, (short) 9, 1, broken, allocator))
            .isInstanceOf(WireException.class).hasMessageContaining("Brokers");
    }

    @Test
    void aFetchAnswerKeepsItsFilesAndCountsThemInTheLength() {
        FileSlice slice = new FileSlice(null, 4096, 1 << 20);
        Frame frame = Frames.response(ApiKey.FETCH, (short) 12, 1, fetched(new Payload.File(slice)), allocator);
        assertThat(frame.parts()).hasSize(3).contains(slice);
        assertThat(((ByteBuf) frame.parts().getFirst()).getInt(0)).isEqualTo(frame.size() - 4);
        assertThat(frame.size()).isGreaterThan(1 << 20);
        frame.release();
    }

    @Test
    void peersGetOneBufferAndNoFiles() {
        ByteBuf records = allocator.heapBuffer(9000).writeZero(9000);
        ByteBuf all = Frames.responseBuffer(ApiKey.FETCH, (short) 12, 1, fetched(new Payload.Buf(records)), allocator);
        assertThat(Frames.readResponseHeader(all, ApiKey.FETCH, (short) 12)).isEqualTo(1);
        FetchResponse read = new FetchResponse();
        read.read(all, (short) 12);
        assertThat(read.responses().getFirst().partitions().getFirst().records().size()).isEqualTo(9000);
        all.release();
        records.release();
        FetchResponse inFile = fetched(new Payload.File(new FileSlice(null, 0, 10)));
        assertThatThrownBy(() -> Frames.responseBuffer(ApiKey.FETCH, (short) 12, 1, inFile, allocator))
            .isInstanceOf(WireException.class);
    }

    private static FetchResponse fetched(Payload records) {
        return new FetchResponse().responses(List.of(new FetchResponse.FetchableTopicResponse().topic("t")
            .partitions(List.of(new FetchResponse.PartitionData().partitionIndex(1).records(records)))));
    }

    @Test
    void recordsOfInternalTopicsBeginWithTypeAndVersion() {
        ByteBuf key = Frames.recordKey(OffsetCommitKey.RECORD_TYPE,
            new OffsetCommitKey().group("g").topic("t").partition(1), allocator);
        assertThat(key.readShort()).isEqualTo((short) 1);
        OffsetCommitKey readKey = new OffsetCommitKey();
        readKey.read(key, (short) 0);
        assertThat(readKey.group()).isEqualTo("g");
        key.release();
        ByteBuf value = Frames.recordValue((short) 3, new OffsetCommitValue().offset(9), allocator);
        assertThat(value.readShort()).isEqualTo((short) 3);
        OffsetCommitValue readValue = new OffsetCommitValue();
        readValue.read(value, (short) 3);
        assertThat(readValue.offset()).isEqualTo(9);
        value.release();
    }
}
