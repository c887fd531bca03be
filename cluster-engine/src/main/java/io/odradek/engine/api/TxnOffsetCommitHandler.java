package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.TxnOffsetCommitRequest;
import io.odradek.engine.wire.message.TxnOffsetCommitResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * TxnOffsetCommit, versions 0 to 6: offsets that count when the producer's transaction commits. 2: leader epochs.
 * 3: the member is checked (KIP-447). 6: topic ids.
 */
public final class TxnOffsetCommitHandler implements Handler<TxnOffsetCommitRequest> {
    private static final int TOPIC_IDS_SINCE = 6;

    private final GroupOffsets offsets;
    private final Metadata metadata;

    public TxnOffsetCommitHandler(GroupOffsets offsets, Metadata metadata) {
        this.offsets = offsets;
        this.metadata = metadata;
    }

    @Override
    public void handle(Exchange x, TxnOffsetCommitRequest q) {
        KnownTopics known = new KnownTopics(metadata.current(), x.version() >= TOPIC_IDS_SINCE);
        List<TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic> good = new ArrayList<>(q.topics().size());
        List<TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic> bad = new ArrayList<>(0);
        for (TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic t : q.topics()) {
            String name = known.name(t.name(), t.topicId());
            if (name == null) bad.add(t);
            else good.add(t.name(name));
        }
        TxnOffsetCommitResponse refused = GroupOffsets.refused(
                new TxnOffsetCommitRequest().topics(bad), known.unknown());
        if (good.isEmpty() && !bad.isEmpty()) {
            x.answer(refused);
            return;
        }
        q.topics(good);
        Answers.send(x, offsets.commit(q, x.version()).thenApply(r -> {
            r.topics().addAll(refused.topics());
            return r;
        }), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, TxnOffsetCommitRequest q) {
        return GroupOffsets.refused(q, error);
    }
}
