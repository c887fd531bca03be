package io.odradek.engine.api;

import io.odradek.engine.log.LogMoves;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.AlterReplicaLogDirsRequest;
import io.odradek.engine.wire.message.AlterReplicaLogDirsResponse;
import io.odradek.engine.wire.message.AlterReplicaLogDirsResponse.AlterReplicaLogDirPartitionResult;
import io.odradek.engine.wire.message.AlterReplicaLogDirsResponse.AlterReplicaLogDirTopicResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * AlterReplicaLogDirs, versions 1 and 2: replicas of this broker move to another of its data directories (KIP-113).
 * Answered when the moves have begun; DescribeLogDirs tells of their progress. For a partition that is not here the
 * wish is kept until it comes, and REPLICA_NOT_AVAILABLE is answered.
 */
final class AlterReplicaLogDirsHandler implements Handler<AlterReplicaLogDirsRequest> {
    private final Replicas replicas;
    private final LogMoves moves;

    AlterReplicaLogDirsHandler(Replicas replicas, LogMoves moves) {
        this.replicas = replicas;
        this.moves = moves;
    }

    @Override
    public void handle(Exchange x, AlterReplicaLogDirsRequest q) {
        AlterReplicaLogDirsResponse response = new AlterReplicaLogDirsResponse();
        Map<String, AlterReplicaLogDirTopicResult> topics = new LinkedHashMap<>();
        Spread spread = new Spread(() -> x.answer(response));
        q.dirs().forEach(dir -> dir.topics().forEach(topic -> topic.partitions().forEach(number -> {
            AlterReplicaLogDirPartitionResult result = new AlterReplicaLogDirPartitionResult().partitionIndex(number);
            topics.computeIfAbsent(topic.name(), n -> new AlterReplicaLogDirTopicResult().topicName(n))
                    .partitions().add(result);
            TopicPartition name = new TopicPartition(topic.name(), number);
            spread.on(replicas.lane(name), () -> result.errorCode(move(name, Path.of(dir.path())).code()));
        })));
        response.results().addAll(topics.values());
        spread.start();
    }

    private ErrorCode move(TopicPartition name, Path to) {
        if (!to.isAbsolute()) return ErrorCode.LOG_DIR_NOT_FOUND;
        switch (moves.place(to)) {
            case UNKNOWN -> {
                return ErrorCode.LOG_DIR_NOT_FOUND;
            }
            case OFFLINE -> {
                return ErrorCode.KAFKA_STORAGE_ERROR;
            }
            default -> { }
        }
        Partition partition = replicas.find(name);
        if (partition == null || partition.log() == null) {
            moves.wish(name.topic(), name.partition(), to);
            return ErrorCode.REPLICA_NOT_AVAILABLE;
        }
        try {
            partition.moveTo(to);
            return ErrorCode.NONE;
        } catch (RuntimeException failure) {
            return ErrorCode.KAFKA_STORAGE_ERROR;
        }
    }

    @Override
    public Message onError(ErrorCode error, AlterReplicaLogDirsRequest q) {
        AlterReplicaLogDirsResponse response = new AlterReplicaLogDirsResponse();
        q.dirs().forEach(dir -> dir.topics().forEach(topic -> {
            AlterReplicaLogDirTopicResult t = new AlterReplicaLogDirTopicResult().topicName(topic.name());
            response.results().add(t);
            topic.partitions().forEach(p -> t.partitions().add(new AlterReplicaLogDirPartitionResult()
                    .partitionIndex(p).errorCode(error.code())));
        }));
        return response;
    }
}
