package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.odradek.engine.wire.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.odradek.engine.wire.message.OffsetCommitResponse;
import io.odradek.engine.wire.message.OffsetCommitResponse.OffsetCommitResponseTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Whether topics that a request names by name or id are there, with their partitions. */
record KnownTopics(ClusterImage image, boolean byId) {
    /** The topic's name; null where it is not known. */
    private String name(String name, Uuid id) {
        TopicImage topic = byId ? image.topic(id) : image.topic(name);
        return topic == null ? null : topic.name();
    }

    /** Commits what is for partitions that are there, and refuses the rest topic by topic and one by one. */
    CompletableFuture<OffsetCommitResponse> commit(OffsetCommitRequest q,
            Function<OffsetCommitRequest, CompletableFuture<OffsetCommitResponse>> commit) {
        List<OffsetCommitRequestTopic> good = new ArrayList<>(q.topics().size());
        List<OffsetCommitRequestTopic> bad = new ArrayList<>(0);
        List<OffsetCommitRequestTopic> partly = new ArrayList<>(0);
        for (OffsetCommitRequestTopic t : q.topics()) {
            String name = name(t.name(), t.topicId());
            if (name == null) bad.add(t);
            else split(t.name(name), good, partly);
        }
        OffsetCommitResponse refused = GroupOffsets.refused(new OffsetCommitRequest().topics(bad), unknown());
        refused.topics().addAll(GroupOffsets.refused(new OffsetCommitRequest().topics(partly),
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION).topics());
        if (good.isEmpty() && !q.topics().isEmpty()) return CompletableFuture.completedFuture(refused);
        return commit.apply(q.topics(good)).thenApply(r -> {
            refused.topics().forEach(t -> merge(t, r.topics()));
            return r;
        });
    }

    /** Partitions that are not there go by themselves. */
    private void split(OffsetCommitRequestTopic t, List<OffsetCommitRequestTopic> good,
                       List<OffsetCommitRequestTopic> partly) {
        List<OffsetCommitRequestPartition> there = new ArrayList<>(t.partitions().size());
        List<OffsetCommitRequestPartition> missing = new ArrayList<>(0);
        for (OffsetCommitRequestPartition p : t.partitions()) {
            (image.partition(t.name(), p.partitionIndex()) == null ? missing : there).add(p);
        }
        if (!missing.isEmpty()) {
            partly.add(new OffsetCommitRequestTopic().name(t.name()).topicId(t.topicId()).partitions(missing));
        }
        if (missing.isEmpty() || !there.isEmpty()) good.add(t.partitions(there));
    }

    /** A topic stands in an answer once. */
    private static void merge(OffsetCommitResponseTopic refused, List<OffsetCommitResponseTopic> into) {
        for (OffsetCommitResponseTopic t : into) {
            if (!t.name().equals(refused.name()) || !t.topicId().equals(refused.topicId())) continue;
            t.partitions().addAll(refused.partitions());
            return;
        }
        into.add(refused);
    }

    private ErrorCode unknown() {
        return byId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }
}
