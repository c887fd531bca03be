package io.odradek.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.odradek.engine.wire.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.odradek.engine.wire.message.OffsetCommitResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownTopicsTest {
    private static final Uuid ID = new Uuid(1, 1);

    private final Metadata metadata = new Metadata();
    private final List<String> committed = new ArrayList<>();

    KnownTopicsTest() {
        metadata.update(d -> IntStream.range(0, 2).forEach(p ->
                d.partition("t", ID, p, new PartitionImage(List.of(1), List.of(1), 1, 0, 0, List.of()))));
    }

    private static OffsetCommitRequestTopic topic(String name, Uuid id, int... partitions) {
        OffsetCommitRequestTopic t = new OffsetCommitRequestTopic().name(name).topicId(id);
        for (int p : partitions) t.partitions().add(new OffsetCommitRequestPartition().partitionIndex(p));
        return t;
    }

    /** The answer by topic and partition, each of which must stand there once. */
    private TreeMap<String, ErrorCode> commit(boolean byId, OffsetCommitRequestTopic... topics) {
        KnownTopics known = new KnownTopics(metadata.current(), byId);
        OffsetCommitRequest q = new OffsetCommitRequest().topics(new ArrayList<>(List.of(topics)));
        OffsetCommitResponse r = known.commit(q, good -> {
            good.topics().forEach(t -> t.partitions().forEach(p -> committed.add(t.name() + "-" + p.partitionIndex())));
            return CompletableFuture.completedFuture(GroupOffsets.refused(good, ErrorCode.NONE));
        }).join();
        assertThat(r.topics()).extracting(t -> t.name() + t.topicId()).doesNotHaveDuplicates();
        TreeMap<String, ErrorCode> all = new TreeMap<>();
        r.topics().forEach(t -> t.partitions().forEach(p -> assertThat(all.put(t.name() + "-" + p.partitionIndex(),
                ErrorCode.of(p.errorCode()))).isNull()));
        return all;
    }

    @Test
    void partitionsThatAreNotThereAreRefusedOneByOne() {
        var answer = commit(false, topic("t", Uuid.ZERO, 2, 1), topic("gone", Uuid.ZERO, 0));
        assertThat(committed).containsExactly("t-1");
        assertThat(answer).containsOnlyKeys("t-1", "t-2", "gone-0").containsEntry("t-1", ErrorCode.NONE)
                .containsEntry("t-2", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
                .containsEntry("gone-0", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void nobodyIsAskedWhereNothingIsThere() {
        assertThat(commit(false, topic("t", Uuid.ZERO, 2)).values()).containsOnly(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(committed).isEmpty();
    }

    @Test
    void idsThatAreNotKnownHaveTheirOwnError() {
        var answer = commit(true, topic("", ID, 0, 7), topic("", new Uuid(9, 9), 1));
        assertThat(committed).containsExactly("t-0");
        assertThat(answer).containsEntry("t-0", ErrorCode.NONE).containsEntry("-1", ErrorCode.UNKNOWN_TOPIC_ID)
                .containsEntry("t-7", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }
}
