package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.OffsetCommitRequest;

/**
 * OffsetCommit, versions 2 to 10. Partitions that do not exist are refused one by one; the rest goes to the group's
 * coordinator and is answered when committed. 5: no retention of their own any more (KIP-211). 6: leader epochs
 * (KIP-320). 7: static members (KIP-345). 9: member epochs (KIP-848). 10: topic ids (KIP-848).
 */
public final class OffsetCommitHandler implements Handler<OffsetCommitRequest> {
    private static final int TOPIC_IDS_SINCE = 10;

    private final GroupOffsets offsets;
    private final Metadata metadata;

    public OffsetCommitHandler(GroupOffsets offsets, Metadata metadata) {
        this.offsets = offsets;
        this.metadata = metadata;
    }

    @Override
    public void handle(Exchange x, OffsetCommitRequest q) {
        KnownTopics known = new KnownTopics(metadata.current(), x.version() >= TOPIC_IDS_SINCE);
        Answers.send(x, known.commit(q, good -> offsets.commit(good, x.version())), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, OffsetCommitRequest q) {
        return GroupOffsets.refused(q, error);
    }
}
