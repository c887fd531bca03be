package io.odradek.engine.api;

import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DescribeTopicPartitionsRequest;
import io.odradek.engine.wire.message.DescribeTopicPartitionsResponse;
import io.odradek.engine.wire.message.DescribeTopicPartitionsResponse.Cursor;
import io.odradek.engine.wire.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponsePartition;
import io.odradek.engine.wire.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic;
import java.util.List;
import java.util.TreeSet;

/**
 * DescribeTopicPartitions, version 0 (KIP-966): topics in the order of their names, page by page; all topics where
 * none is named.
 * A page ends after responsePartitionLimit partitions, at most 2,000 (Kafka's max.request.partition.size.limit), with
 * a cursor to
 * the next. Eligible leader replicas do not exist with ZooKeeper and are
 * empty, not null: the admin client 4.4 does not expect what the protocol allows.
 */
final class DescribeTopicPartitionsHandler implements Handler<DescribeTopicPartitionsRequest> {
    private static final int MOST_PARTITIONS = 2000;

    private final Metadata metadata;

    DescribeTopicPartitionsHandler(Metadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public void handle(Exchange x, DescribeTopicPartitionsRequest q) {
        DescribeTopicPartitionsRequest.Cursor cursor = q.cursor();
        if (cursor != null && cursor.partitionIndex() < 0) {
            x.answer(onError(ErrorCode.INVALID_REQUEST, q));
            return;
        }
        ClusterImage image = metadata.current();
        TreeSet<String> names = new TreeSet<>();
        if (q.topics().isEmpty()) names.addAll(image.topics().keySet());
        else q.topics().forEach(t -> names.add(t.name()));
        DescribeTopicPartitionsResponse response = new DescribeTopicPartitionsResponse();
        int left = q.responsePartitionLimit() <= 0 ? MOST_PARTITIONS
                : Math.min(q.responsePartitionLimit(), MOST_PARTITIONS);
        for (String name : cursor == null ? names : names.tailSet(cursor.topicName())) {
            int from = cursor != null && name.equals(cursor.topicName()) ? cursor.partitionIndex() : 0;
            if (left == 0) {
                response.nextCursor(new Cursor().topicName(name).partitionIndex(0));
                break;
            }
            int to = page(response, image, name, from, left);
            left -= to - from;
            TopicImage topic = image.topic(name);
            if (topic != null && to < topic.partitionCount()) {
                response.nextCursor(new Cursor().topicName(name).partitionIndex(to));
                break;
            }
        }
        x.answer(response);
    }

    /** Returns the number after the last partition that found room. */
    private static int page(DescribeTopicPartitionsResponse response, ClusterImage image, String name, int from,
            int left) {
        TopicImage topic = image.topic(name);
        DescribeTopicPartitionsResponseTopic t = new DescribeTopicPartitionsResponseTopic().name(name)
                .isInternal(TopicName.internal(name));
        response.topics().add(t);
        if (topic == null) {
            t.errorCode((TopicName.valid(name) ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
                    : ErrorCode.INVALID_TOPIC_EXCEPTION).code());
            return from;
        }
        t.topicId(topic.id()).topicAuthorizedOperations(Operations.TOPIC);
        int to = Math.max(from, Math.min(topic.partitionCount(), from + left));
        for (int i = from; i < to; i++) t.partitions().add(partition(image, i, topic.partition(i)));
        return to;
    }

    private static DescribeTopicPartitionsResponsePartition partition(ClusterImage image, int number,
            PartitionImage p) {
        boolean led = p.hasLeader() && image.broker(p.leader()) != null;
        return new DescribeTopicPartitionsResponsePartition().partitionIndex(number)
                .errorCode((led ? ErrorCode.NONE : ErrorCode.LEADER_NOT_AVAILABLE).code())
                .leaderId(led ? p.leader() : -1)
                .leaderEpoch(p.leaderEpoch()).replicaNodes(p.replicas()).isrNodes(p.isr())
                .eligibleLeaderReplicas(List.of()).lastKnownElr(List.of())
                .offlineReplicas(MetadataHandler.offline(image, p));
    }

    @Override
    public Message onError(ErrorCode error, DescribeTopicPartitionsRequest q) {
        DescribeTopicPartitionsResponse response = new DescribeTopicPartitionsResponse();
        List<DescribeTopicPartitionsRequest.TopicRequest> asked = q.topics();
        asked.forEach(t -> response.topics().add(new DescribeTopicPartitionsResponseTopic().name(t.name())
                .errorCode(error.code())));
        return response;
    }
}
