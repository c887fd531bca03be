package io.odradek.engine.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.env.FileSlice;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import io.odradek.engine.env.SystemDisk;
import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.log.Surroundings;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.replica.Seams;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frame;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.RequestHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A broker without network and ZooKeeper: replicas, logs on a real disk, handlers; frames come and go as bytes. */
final class SimBroker {
    final int id;
    final SimLoop loop;
    final SimLoop.SimLanes lanes;
    final Metadata metadata = new Metadata();
    final LogDirectories logs;
    final Replicas replicas;
    final BrokerConfig config;
    HandlerTable table;
    boolean alive = true;

    SimBroker(int id, SimLoop loop, Peers peers, Path directory, Map<String, String> properties) {
        this.id = id;
        this.loop = loop;
        lanes = loop.new SimLanes("b" + id, 2);
        Map<String, String> all = new HashMap<>(Map.of("broker.id", "" + id, "log.dirs", directory.toString()));
        all.putAll(properties);
        config = BrokerConfig.of(all);
        Surroundings world = new Surroundings(new SystemDisk(), loop, loop.timers(), lanes);
        logs = new LogDirectories(world, new LogDirectories.Setup(config, "cluster", metadata.current()::topicConfig,
                (topic, partition) -> lanes.owner(new TopicPartition(topic, partition).hashCode()), loop.rng()))
                .start();
        replicas = new Replicas(new Seams(loop, loop.timers(), lanes, peers, loop.rng()), logs, metadata, () -> config,
                () -> 100L + id);
        replicas.start();
        table = table(HandlerTable.builder()).build();
    }

    HandlerTable.Builder table(HandlerTable.Builder b) {
        Supplier<HandlerTable> whole = () -> table;
        return b.add(ApiKey.PRODUCE, new ProduceHandler(replicas, metadata, loop.timers(), null))
                .add(ApiKey.FETCH, new FetchHandler(replicas, metadata, () -> config))
                .add(ApiKey.LIST_OFFSETS, new ListOffsetsHandler(replicas))
                .add(ApiKey.OFFSET_FOR_LEADER_EPOCH, new OffsetForLeaderEpochHandler(replicas))
                .add(ApiKey.DELETE_RECORDS, new DeleteRecordsHandler(replicas, loop.timers()))
                .add(ApiKey.ALTER_REPLICA_LOG_DIRS, new AlterReplicaLogDirsHandler(replicas, logs.moves()))
                .add(ApiKey.DESCRIBE_LOG_DIRS, new DescribeLogDirsHandler(logs))
                .add(ApiKey.DESCRIBE_CLUSTER, new DescribeClusterHandler(metadata))
                .add(ApiKey.DESCRIBE_TOPIC_PARTITIONS, new DescribeTopicPartitionsHandler(metadata))
                .add(ApiKey.API_VERSIONS, new ApiVersionsHandler(whole, metadata, id));
    }

    /** The log of a replica, or null. */
    PartitionLog log(String topic, int partition) {
        Partition p = partition(topic, partition);
        return p == null ? null : p.log();
    }

    Partition partition(String topic, int partition) {
        return replicas.find(new TopicPartition(topic, partition));
    }

    void kill() {
        alive = false;
        lanes.kill();
        logs.abandon();
    }

    /** Handles a request frame without length prefix; the answer is a frame of the same kind, null for none. */
    void handle(ByteBuf frame, Consumer<ByteBuf> answer) {
        RequestHeader header = Frames.readRequestHeader(frame);
        ApiKey key = ApiKey.of(header.requestApiKey());
        Message request = key.newRequest();
        request.read(frame, header.requestApiVersion());
        Lane lane = lanes.owner(frame.hashCode());
        lane.execute(() -> table.of(key).handle(new SimExchange(header, lane, message -> {
            ByteBuf bytes = message == null ? null : bytes(Frames.response(key, header.requestApiVersion(),
                    header.correlationId(), message,
                    ByteBufAllocator.DEFAULT));
            answer.accept(bytes);
        }), request));
    }

    /** The frame's bytes without length prefix, with what it has in files. */
    static ByteBuf bytes(Frame frame) {
        ByteBuf all = Unpooled.buffer(frame.size());
        try {
            for (Object part : frame.parts()) {
                if (part instanceof ByteBuf b) {
                    all.writeBytes(b, b.readerIndex(), b.readableBytes());
                } else if (part instanceof FileSlice f) {
                    ByteBuffer into = ByteBuffer.allocate(f.size());
                    f.file().read(f.position(), into);
                    all.writeBytes(into.flip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        frame.release();
        return all.skipBytes(Integer.BYTES);
    }
}
