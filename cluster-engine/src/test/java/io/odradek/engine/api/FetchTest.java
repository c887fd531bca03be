package io.odradek.engine.api;

import static io.odradek.engine.api.SimCluster.TOPIC;
import static io.odradek.engine.api.SimCluster.TOPIC_ID;
import static io.odradek.engine.api.SimCluster.fetch;
import static io.odradek.engine.api.SimCluster.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import io.odradek.engine.wire.message.ListOffsetsRequest;
import io.odradek.engine.wire.message.ListOffsetsResponse;
import io.odradek.engine.wire.message.OffsetForLeaderEpochRequest;
import io.odradek.engine.wire.message.OffsetForLeaderEpochResponse;
import io.odradek.engine.wire.message.ProduceResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
    @TempDir
    private Path directory;
    private SimCluster c;

    @BeforeEach
    void oneBrokerLeadsOnePartition() {
        c = new SimCluster(1, directory, Map.of());
        c.elect(0, List.of(0), List.of(0));
    }

    private void put(String... values) {
        c.call(0, ApiKey.PRODUCE, 12, produce(1, values), new ProduceResponse());
    }

    private SimCluster.Reply<FetchResponse> ask(int version, FetchRequest q) {
        return c.send(0, ApiKey.FETCH, version, q, new FetchResponse());
    }

    private FetchResponse get(int version, FetchRequest q) {
        return c.call(0, ApiKey.FETCH, version, q, new FetchResponse());
    }

    private static FetchResponse.PartitionData only(FetchResponse r) {
        return r.responses().getFirst().partitions().getFirst();
    }

    @Test
    void everyVersionReadsWhatWasProduced() {
        put("a", "b");
        for (int version = 4; version <= 18; version++) {
            FetchResponse.PartitionData data = only(get(version, fetch(0, 0, 1)));
            assertThat(data.records().size()).as("version " + version).isPositive();
            assertThat(data.highWatermark()).isEqualTo(2);
            assertThat(data.errorCode()).isZero();
        }
    }

    @Test
    void emptyFetchWaitsUntilTheDeadline() {
        long began = c.loop.wallMs();
        FetchResponse.PartitionData data = only(get(12, fetch(0, 300, 1)));
        assertThat(data.records().size()).isZero();
        assertThat(c.loop.wallMs() - began).isEqualTo(300);
    }

    @Test
    void waitingFetchIsAnsweredByAnAppend() {
        SimCluster.Reply<FetchResponse> reply = ask(12, fetch(0, 10_000, 1));
        c.loop.run(100);
        assertThat(reply.over).isFalse();
        put("a");
        c.loop.until(() -> reply.over, 5);
        assertThat(only(reply.message).records().size()).isPositive();
    }

    @Test
    void minBytesIsWaitedFor() {
        put("a");
        int one = only(get(12, fetch(0, 0, 1))).records().size();
        SimCluster.Reply<FetchResponse> reply = ask(12, fetch(0, 10_000, one * 3));
        c.loop.run(50);
        put("b");
        c.loop.run(50);
        assertThat(reply.over).isFalse();
        put("c");
        c.loop.until(() -> reply.over, 5);
        assertThat(only(reply.message).records().size()).isEqualTo(one * 3);
    }

    @Test
    void firstBatchIsWholeEvenAboveTheLimits() {
        put("x".repeat(5000));
        put("y");
        FetchRequest q = fetch(0, 0, 1).maxBytes(10);
        q.topics().getFirst().partitions().getFirst().partitionMaxBytes(10);
        assertThat(only(get(12, q)).records().size()).isBetween(5000, 5200);
    }

    @Test
    void offsetsOutsideOfTheLogAreRefused() {
        put("a");
        assertThat(ErrorCode.of(only(get(12, fetch(7, 0, 1))).errorCode())).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(ErrorCode.of(only(get(12, fetch(1, 0, 1))).errorCode())).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void epochsAreChecked() {
        c.elect(0, List.of(0), List.of(0));
        assertThat(errorAtEpoch(0)).isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
        assertThat(errorAtEpoch(1)).isEqualTo(ErrorCode.NONE);
        assertThat(errorAtEpoch(2)).isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH);
    }

    private ErrorCode errorAtEpoch(int epoch) {
        FetchRequest q = fetch(0, 0, 1);
        q.topics().getFirst().partitions().getFirst().currentLeaderEpoch(epoch);
        return ErrorCode.of(only(get(12, q)).errorCode());
    }

    @Test
    void readerThatDivergedIsToldWhere() {
        put("a", "b");
        c.elect(0, List.of(0), List.of(0));
        put("c");
        FetchRequest q = fetch(5, 0, 1);
        q.topics().getFirst().partitions().getFirst().lastFetchedEpoch(0);
        FetchResponse.PartitionData data = only(get(12, q));
        assertThat(data.divergingEpoch().epoch()).isZero();
        assertThat(data.divergingEpoch().endOffset()).isEqualTo(2);
        assertThat(data.records().size()).isZero();
    }

    @Test
    void unknownTopicsAndIdsHaveTheirErrors() {
        FetchRequest q = fetch(0, 0, 1);
        q.topics().getFirst().topic("nothing").topicId(new Uuid(9, 9));
        assertThat(ErrorCode.of(only(get(12, q)).errorCode())).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(ErrorCode.of(only(get(13, q)).errorCode())).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
    }

    @Test
    void sessionAnswersOnlyNews() {
        put("a");
        FetchResponse first = get(13, fetch(0, 0, 1).sessionEpoch(0));
        assertThat(first.sessionId()).isPositive();
        FetchRequest second = incremental(first.sessionId(), 1, 1);
        assertThat(get(13, second).responses()).isEmpty();
        put("b");
        FetchResponse third = get(13, new FetchRequest().minBytes(1).sessionId(first.sessionId()).sessionEpoch(2));
        assertThat(only(third).records().size()).isPositive();
        assertThat(only(third).highWatermark()).isEqualTo(2);
    }

    private static FetchRequest incremental(int session, int epoch, long offset) {
        return fetch(offset, 0, 1).sessionId(session).sessionEpoch(epoch);
    }

    @Test
    void sessionForgetsWhatIsForgotten() {
        put("a");
        int session = get(13, fetch(0, 0, 1).sessionEpoch(0)).sessionId();
        FetchRequest q = new FetchRequest().sessionId(session).sessionEpoch(1)
                .forgottenTopicsData(new ArrayList<>(List.of(
                new FetchRequest.ForgottenTopic().topicId(TOPIC_ID).partitions(new ArrayList<>(List.of(0))))));
        assertThat(get(13, q).responses()).isEmpty();
        put("b");
        assertThat(get(13, new FetchRequest().sessionId(session).sessionEpoch(2)).responses()).isEmpty();
    }

    @Test
    void sessionsOutOfStepAreRefused() {
        int session = get(13, fetch(0, 0, 1).sessionEpoch(0)).sessionId();
        assertThat(get(13, incremental(session, 5, 0)).errorCode())
                .isEqualTo(ErrorCode.INVALID_FETCH_SESSION_EPOCH.code());
        assertThat(get(13, incremental(session + 1, 1, 0)).errorCode())
                .isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
        assertThat(get(12, incremental(session, 1, 0)).errorCode())
                .isEqualTo(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR.code());
        assertThat(get(13, fetch(0, 0, 1).sessionId(session).sessionEpoch(-1)).sessionId()).isZero();
        assertThat(get(13, incremental(session, 1, 0)).errorCode())
                .isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
    }

    @Test
    void sessionsAreBounded() {
        SimCluster small = new SimCluster(1, directory.resolve("small"),
                Map.of("max.incremental.fetch.session.cache.slots", "2"));
        small.elect(0, List.of(0), List.of(0));
        int[] ids = new int[3];
        for (int i = 0; i < 3; i++) {
            ids[i] = small.call(0, ApiKey.FETCH, 13, fetch(0, 0, 1).sessionEpoch(0), new FetchResponse()).sessionId();
        }
        assertThat(ids[0]).isPositive();
        assertThat(ids[1]).isPositive();
        assertThat(ids[2]).isZero();
    }

    @Test
    void offsetsAreFoundByNameAndTime() {
        put("a", "b", "c");
        assertThat(offset(-1)).isEqualTo(3);
        assertThat(offset(-2)).isZero();
        assertThat(offset(-4)).isZero();
        assertThat(offset(-5)).isEqualTo(-1);
        assertThat(offset(1_700_000_000_000L)).isZero();
        assertThat(offset(1_700_000_000_001L)).isEqualTo(-1);
    }

    private long offset(long timestamp) {
        ListOffsetsRequest q = new ListOffsetsRequest().replicaId(-1)
                .topics(List.of(new ListOffsetsRequest.ListOffsetsTopic().name(TOPIC)
                .partitions(List.of(new ListOffsetsRequest.ListOffsetsPartition().partitionIndex(0)
                .timestamp(timestamp)))));
        ListOffsetsResponse r = c.call(0, ApiKey.LIST_OFFSETS, 11, q, new ListOffsetsResponse());
        assertThat(r.topics().getFirst().partitions().getFirst().errorCode()).isZero();
        return r.topics().getFirst().partitions().getFirst().offset();
    }

    @Test
    void endOfAnEpochIsTold() {
        put("a", "b");
        c.elect(0, List.of(0), List.of(0));
        put("c");
        OffsetForLeaderEpochRequest q = new OffsetForLeaderEpochRequest().topics(List.of(
                new OffsetForLeaderEpochRequest.OffsetForLeaderTopic().topic(TOPIC).partitions(List.of(
                        new OffsetForLeaderEpochRequest.OffsetForLeaderPartition().partition(0).leaderEpoch(0)))));
        OffsetForLeaderEpochResponse r = c.call(0, ApiKey.OFFSET_FOR_LEADER_EPOCH, 4, q,
                new OffsetForLeaderEpochResponse());
        assertThat(r.topics().getFirst().partitions().getFirst().endOffset()).isEqualTo(2);
        assertThat(r.topics().getFirst().partitions().getFirst().leaderEpoch()).isZero();
    }
}
