package io.odradek.engine.api;

import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.log.LogMoves;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DescribeLogDirsRequest;
import io.odradek.engine.wire.message.DescribeLogDirsResponse;
import io.odradek.engine.wire.message.DescribeLogDirsResponse.DescribeLogDirsPartition;
import io.odradek.engine.wire.message.DescribeLogDirsResponse.DescribeLogDirsResult;
import io.odradek.engine.wire.message.DescribeLogDirsResponse.DescribeLogDirsTopic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * DescribeLogDirs, versions 1 to 5: this broker's data directories and the sizes of the open logs in them (KIP-113).
 * Null topics mean
 * all. 4: sizes of the disks (KIP-827), told as unknown here. 5: cordoned directories (KIP-1066), which do not exist
 * with ZooKeeper.
 */
final class DescribeLogDirsHandler implements Handler<DescribeLogDirsRequest> {
    private final LogDirectories logs;

    DescribeLogDirsHandler(LogDirectories logs) {
        this.logs = logs;
    }

    @Override
    public void handle(Exchange x, DescribeLogDirsRequest q) {
        Set<TopicPartition> asked = asked(q);
        DescribeLogDirsResponse response = new DescribeLogDirsResponse();
        for (LogDirectories.Directory d : logs.directories()) {
            ErrorCode error = d.online() ? ErrorCode.NONE : ErrorCode.KAFKA_STORAGE_ERROR;
            DescribeLogDirsResult result = new DescribeLogDirsResult().logDir(d.path().toString())
                    .errorCode(error.code());
            response.results().add(result);
            if (d.online()) fill(result, d, asked);
        }
        x.answer(response);
    }

    /** Null: all. */
    private static Set<TopicPartition> asked(DescribeLogDirsRequest q) {
        if (q.topics() == null) return null;
        Set<TopicPartition> asked = new HashSet<>();
        q.topics().forEach(t -> t.partitions().forEach(p -> asked.add(new TopicPartition(t.topic(), p))));
        return asked;
    }

    private void fill(DescribeLogDirsResult result, LogDirectories.Directory d, Set<TopicPartition> asked) {
        Map<String, DescribeLogDirsTopic> topics = new HashMap<>();
        for (PartitionLog log : logs.logs()) {
            int dash = log.name().lastIndexOf('-');
            TopicPartition name = new TopicPartition(log.name().substring(0, dash),
                    Integer.parseInt(log.name().substring(dash + 1)));
            boolean here = log.directory().startsWith(d.path());
            if (!here || asked != null && !asked.contains(name)) continue;
            topics.computeIfAbsent(name.topic(), t -> new DescribeLogDirsTopic().name(t)).partitions()
                    .add(new DescribeLogDirsPartition().partitionIndex(name.partition()).partitionSize(log.sizeBytes())
                            .offsetLag(Math.max(0, log.highWatermark() - log.logEndOffset())));
        }
        for (LogMoves.Future f : logs.moves().futures()) {
            TopicPartition name = new TopicPartition(f.topic(), f.partition());
            boolean here = f.log().directory().startsWith(d.path());
            if (!here || asked != null && !asked.contains(name)) continue;
            PartitionLog present = logs.find(f.topic(), f.partition());
            long end = present == null ? f.log().logEndOffset() : present.logEndOffset();
            topics.computeIfAbsent(name.topic(), t -> new DescribeLogDirsTopic().name(t)).partitions()
                    .add(new DescribeLogDirsPartition().partitionIndex(name.partition()).isFutureKey(true)
                            .partitionSize(f.log().sizeBytes())
                            .offsetLag(Math.max(0, end - f.log().logEndOffset())));
        }
        result.topics().addAll(topics.values());
    }

    @Override
    public Message onError(ErrorCode error, DescribeLogDirsRequest q) {
        return new DescribeLogDirsResponse().errorCode(error.code());
    }
}
