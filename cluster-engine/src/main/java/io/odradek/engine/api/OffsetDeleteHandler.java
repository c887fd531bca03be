package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.OffsetDeleteRequest;
import io.odradek.engine.wire.message.OffsetDeleteRequest.OffsetDeleteRequestPartition;
import io.odradek.engine.wire.message.OffsetDeleteRequest.OffsetDeleteRequestTopic;
import io.odradek.engine.wire.message.OffsetDeleteResponse;
import io.odradek.engine.wire.message.OffsetDeleteResponse.OffsetDeleteResponsePartition;
import io.odradek.engine.wire.message.OffsetDeleteResponse.OffsetDeleteResponseTopic;
import java.util.ArrayList;
import java.util.List;

/**
 * OffsetDelete, version 0: forgets committed offsets of topics that nobody in the group is subscribed to (KIP-496).
 * Partitions that the cluster does not have are refused one by one.
 */
public final class OffsetDeleteHandler implements Handler<OffsetDeleteRequest> {
    private final GroupOffsets offsets;
    private final Metadata metadata;

    public OffsetDeleteHandler(GroupOffsets offsets, Metadata metadata) {
        this.offsets = offsets;
        this.metadata = metadata;
    }

    @Override
    public void handle(Exchange x, OffsetDeleteRequest q) {
        List<OffsetDeleteResponseTopic> refused = new ArrayList<>();
        OffsetDeleteRequest known = new OffsetDeleteRequest().groupId(q.groupId());
        for (OffsetDeleteRequestTopic topic : q.topics()) {
            OffsetDeleteResponseTopic missing = new OffsetDeleteResponseTopic().name(topic.name());
            OffsetDeleteRequestTopic there = new OffsetDeleteRequestTopic().name(topic.name());
            for (OffsetDeleteRequestPartition p : topic.partitions()) {
                if (metadata.current().partition(topic.name(), p.partitionIndex()) != null) there.partitions().add(p);
                else missing.partitions().add(new OffsetDeleteResponsePartition().partitionIndex(p.partitionIndex())
                        .errorCode(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()));
            }
            if (!there.partitions().isEmpty()) known.topics().add(there);
            if (!missing.partitions().isEmpty()) refused.add(missing);
        }
        Answers.send(x, offsets.delete(known).thenApply(answer -> merged(answer, refused)), e -> onError(e, q));
    }

    /** A topic stands in an answer once. */
    private static OffsetDeleteResponse merged(OffsetDeleteResponse answer, List<OffsetDeleteResponseTopic> refused) {
        if (answer.errorCode() != ErrorCode.NONE.code()) return answer;
        for (OffsetDeleteResponseTopic missing : refused) {
            answer.topics().stream().filter(t -> t.name().equals(missing.name())).findFirst().ifPresentOrElse(
                    t -> t.partitions().addAll(missing.partitions()), () -> answer.topics().add(missing));
        }
        return answer;
    }

    @Override
    public Message onError(ErrorCode error, OffsetDeleteRequest q) {
        return new OffsetDeleteResponse().errorCode(error.code());
    }
}
