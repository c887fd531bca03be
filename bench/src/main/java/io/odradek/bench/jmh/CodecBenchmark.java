package io.odradek.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.ProduceRequest;
import io.odradek.engine.wire.message.RequestHeader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding of the two hot requests, and the check of a batch's CRC-32C. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final short PRODUCE_VERSION = 12;
    private static final short FETCH_VERSION = 12;
    private static final int PARTITIONS = 6;

    private ByteBuf produce;
    private ByteBuf fetch;
    private ByteBuf batch;
    private ByteBuffer bytes;
    private final BatchView view = new BatchView();

    @Setup
    public void encode() {
        batch = OneLog.batch(16, 1024);
        bytes = batch.nioBuffer();
        ProduceRequest.TopicProduceData topic = new ProduceRequest.TopicProduceData().name("orders")
                .partitionData(IntStream.range(0, PARTITIONS).mapToObj(p -> new ProduceRequest.PartitionProduceData()
                        .index(p)
                        .records(new Payload.Buf(batch.retainedDuplicate()))).toList());
        produce = body(new ProduceRequest().acks((short) 1).timeoutMs(30_000).topicData(List.of(topic)), (short) 0,
                PRODUCE_VERSION);
        FetchRequest.FetchTopic fetched = new FetchRequest.FetchTopic().topic("orders").partitions(IntStream.range(0,
                PARTITIONS)
                .mapToObj(p -> new FetchRequest.FetchPartition().partition(p).fetchOffset(42)
                        .partitionMaxBytes(1 << 20)).toList());
        fetch = body(new FetchRequest().maxWaitMs(500).minBytes(1).topics(List.of(fetched)), (short) 1, FETCH_VERSION);
    }

    @TearDown
    public void release() {
        produce.release();
        fetch.release();
        batch.release();
    }

    @Benchmark
    public Message decodeProduce() {
        ProduceRequest request = new ProduceRequest();
        request.read(produce.duplicate(), PRODUCE_VERSION);
        return request;
    }

    @Benchmark
    public Message decodeFetch() {
        FetchRequest request = new FetchRequest();
        request.read(fetch.duplicate(), FETCH_VERSION);
        return request;
    }

    @Benchmark
    public boolean crcOf16KiB() {
        return view.on(bytes, 0).crcIsRight();
    }

    private static ByteBuf body(Message message, short key, short version) {
        RequestHeader header = new RequestHeader().requestApiKey(key).requestApiVersion(version).clientId("jmh");
        ByteBuf frame = Frames.requestBuffer(header, message, PooledByteBufAllocator.DEFAULT);
        Frames.readRequestHeader(frame);
        return frame;
    }
}
