package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.odradek.engine.wire.message.OffsetCommitResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Whether topics that a request names by name or id are there. */
record KnownTopics(ClusterImage image, boolean byId) {
    /** The topic's name; null where it is not known. */
    private String name(String name, Uuid id) {
        TopicImage topic = byId ? image.topic(id) : image.topic(name);
        return topic == null ? null : topic.name();
    }

    /** Commits what is for topics that are there, and refuses the rest topic by topic. */
    CompletableFuture<OffsetCommitResponse> commit(OffsetCommitRequest q,
            Function<OffsetCommitRequest, CompletableFuture<OffsetCommitResponse>> commit) {
        List<OffsetCommitRequestTopic> good = new ArrayList<>(q.topics().size());
        List<OffsetCommitRequestTopic> bad = new ArrayList<>(0);
        for (OffsetCommitRequestTopic t : q.topics()) {
            String name = name(t.name(), t.topicId());
            if (name == null) bad.add(t);
            else good.add(t.name(name));
        }
        OffsetCommitResponse refused = GroupOffsets.refused(new OffsetCommitRequest().topics(bad), unknown());
        if (good.isEmpty() && !bad.isEmpty()) return CompletableFuture.completedFuture(refused);
        return commit.apply(q.topics(good)).thenApply(r -> {
            r.topics().addAll(refused.topics());
            return r;
        });
    }

    private ErrorCode unknown() {
        return byId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }
}
