package io.odradek.engine.coordinator.group;

import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.odradek.engine.wire.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.odradek.engine.wire.message.OffsetCommitResponse;
import io.odradek.engine.wire.message.TxnOffsetCommitRequest;
import io.odradek.engine.wire.message.TxnOffsetCommitResponse;
import io.odradek.engine.wire.message.TxnOffsetCommitResponse.TxnOffsetCommitResponsePartition;
import io.odradek.engine.wire.message.TxnOffsetCommitResponse.TxnOffsetCommitResponseTopic;
import java.util.ArrayList;

/** TxnOffsetCommit says the same as OffsetCommit under other names, so that one room carries out both. */
public final class TxnCommits {
    private TxnCommits() {}

    /** All but the producer. */
    public static OffsetCommitRequest plain(TxnOffsetCommitRequest q) {
        OffsetCommitRequest plain = new OffsetCommitRequest().groupId(q.groupId()).memberId(q.memberId())
                .groupInstanceId(q.groupInstanceId()).generationIdOrMemberEpoch(q.generationIdOrMemberEpoch())
                .topics(new ArrayList<>(q.topics().size()));
        for (TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic t : q.topics()) {
            plain.topics().add(new OffsetCommitRequestTopic().name(t.name()).topicId(t.topicId())
                    .partitions(new ArrayList<>(t.partitions().stream().map(p -> new OffsetCommitRequestPartition()
                            .partitionIndex(p.partitionIndex()).committedOffset(p.committedOffset())
                            .committedLeaderEpoch(p.committedLeaderEpoch())
                            .committedMetadata(p.committedMetadata())).toList())));
        }
        return plain;
    }

    public static TxnOffsetCommitResponse answer(OffsetCommitResponse r) {
        TxnOffsetCommitResponse answer = new TxnOffsetCommitResponse().topics(new ArrayList<>(r.topics().size()));
        for (OffsetCommitResponse.OffsetCommitResponseTopic t : r.topics()) {
            answer.topics().add(new TxnOffsetCommitResponseTopic().name(t.name()).topicId(t.topicId())
                    .partitions(new ArrayList<>(t.partitions().stream().map(p -> new TxnOffsetCommitResponsePartition()
                            .partitionIndex(p.partitionIndex()).errorCode(p.errorCode())).toList())));
        }
        return answer;
    }
}
