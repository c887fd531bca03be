package io.odradek.engine.api;

import static io.odradek.engine.api.SimCluster.TOPIC;
import static io.odradek.engine.api.SimCluster.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.odradek.engine.record.Codec;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.ApiVersionsRequest;
import io.odradek.engine.wire.message.ApiVersionsResponse;
import io.odradek.engine.wire.message.DeleteRecordsRequest;
import io.odradek.engine.wire.message.DeleteRecordsResponse;
import io.odradek.engine.wire.message.DescribeClusterRequest;
import io.odradek.engine.wire.message.DescribeClusterResponse;
import io.odradek.engine.wire.message.DescribeTopicPartitionsRequest;
import io.odradek.engine.wire.message.DescribeTopicPartitionsResponse;
import io.odradek.engine.wire.message.ProduceRequest;
import io.odradek.engine.wire.message.ProduceResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProduceTest {
    @TempDir
    private Path directory;
    private SimCluster c;

    @BeforeEach
    void oneBrokerLeadsOnePartition() {
        c = new SimCluster(1, directory, Map.of());
        c.elect(0, List.of(0), List.of(0));
    }

    private ProduceResponse.PartitionProduceResponse put(int version, ProduceRequest q) {
        ProduceResponse r = c.call(0, ApiKey.PRODUCE, version, q, new ProduceResponse());
        return r.responses().getFirst().partitionResponses().getFirst();
    }

    private static ProduceRequest.PartitionProduceData data(ProduceRequest q) {
        return q.topicData().getFirst().partitionData().getFirst();
    }

    @Test
    void everyVersionAppends() {
        for (int version = 3; version <= 13; version++) {
            ProduceResponse.PartitionProduceResponse r = put(version, produce(-1, "a"));
            assertThat(r.errorCode()).as("version " + version).isZero();
            assertThat(r.baseOffset()).isEqualTo(version - 3);
        }
    }

    @Test
    void aRequestOverPartitionsOfSeveralLanesIsAnsweredWhenAllHaveTheirRecords() {
        SimCluster many = new SimCluster(1, directory.resolve("many"), Map.of());
        many.partitions = 8;
        many.elect(0, List.of(0), List.of(0));
        for (int round = 0; round < 8; round++) {
            ProduceRequest q = new ProduceRequest().acks((short) 1).timeoutMs(5000).topicData(List.of(
                    new ProduceRequest.TopicProduceData().name(TOPIC).partitionData(IntStream.range(0, many.partitions)
                            .mapToObj(p -> new ProduceRequest.PartitionProduceData().index(p)
                                    .records(new Payload.Buf(SimCluster.batch("a")))).toList())));
            ProduceResponse r = many.call(0, ApiKey.PRODUCE, 12, q, new ProduceResponse());
            for (ProduceResponse.PartitionProduceResponse each : r.responses().getFirst().partitionResponses()) {
                assertThat(ErrorCode.of(each.errorCode())).as("partition " + each.index()).isEqualTo(ErrorCode.NONE);
                assertThat(each.baseOffset()).isEqualTo(round);
            }
        }
    }

    @Test
    void acksZeroGetsNoAnswerAndIsAppended() {
        SimCluster.Reply<ProduceResponse> reply = c.send(0, ApiKey.PRODUCE, 12, produce(0, "a"), new ProduceResponse());
        c.loop.until(() -> reply.over, 100);
        assertThat(reply.message).isNull();
        assertThat(c.brokers.get(0).log(TOPIC, 0).logEndOffset()).isEqualTo(1);
    }

    @Test
    void wrongAcksAreRefused() {
        assertThat(ErrorCode.of(put(12, produce(2, "a")).errorCode())).isEqualTo(ErrorCode.INVALID_REQUIRED_ACKS);
        assertThat(c.brokers.get(0).log(TOPIC, 0).logEndOffset()).isZero();
    }

    @Test
    void missingEmptyAndBrokenRecordsAreRefused() {
        ProduceRequest none = produce(1, "a");
        data(none).records(null);
        assertThat(ErrorCode.of(put(12, none).errorCode())).isEqualTo(ErrorCode.INVALID_RECORD);
        ProduceRequest empty = produce(1, "a");
        data(empty).records(new Payload.Buf(Unpooled.EMPTY_BUFFER));
        assertThat(ErrorCode.of(put(12, empty).errorCode())).isEqualTo(ErrorCode.INVALID_RECORD);
        ProduceRequest broken = produce(1, "abcdef");
        Payload.Buf records = (Payload.Buf) data(broken).records();
        records.bytes().setByte(records.bytes().writerIndex() - 2, 99);
        assertThat(ErrorCode.of(put(12, broken).errorCode())).isEqualTo(ErrorCode.CORRUPT_MESSAGE);
    }

    @Test
    void zstdNeedsAVersionThatKnowsIt() {
        for (int version : new int[] {6, 7}) {
            ProduceRequest q = produce(1, "a");
            data(q).records(new Payload.Buf(SimCluster.batch(Codec.ZSTD, "a")));
            assertThat(ErrorCode.of(put(version, q).errorCode())).isEqualTo(version < 7
                    ? ErrorCode.UNSUPPORTED_COMPRESSION_TYPE : ErrorCode.NONE);
        }
    }

    @Test
    void unknownTopicsHaveTheirErrors() {
        ProduceRequest q = produce(1, "a");
        q.topicData().getFirst().name("nothing").topicId(new Uuid(9, 9));
        assertThat(ErrorCode.of(put(12, q).errorCode())).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(ErrorCode.of(put(13, q).errorCode())).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
    }

    @Test
    void recordsAreDeletedBeforeAnOffset() {
        put(12, produce(1, "a", "b", "c"));
        assertThat(deleted(2).lowWatermark()).isEqualTo(2);
        assertThat(ErrorCode.of(deleted(9).errorCode())).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(deleted(-1).lowWatermark()).isEqualTo(3);
    }

    @Test
    void recordsOfATopicThatIsOnlyCompactedAreNotDeleted() {
        c = new SimCluster(1, directory.resolve("compacted"), Map.of("log.cleanup.policy", "compact"));
        c.elect(0, List.of(0), List.of(0));
        assertThat(ErrorCode.of(deleted(0).errorCode())).isEqualTo(ErrorCode.POLICY_VIOLATION);
    }

    private DeleteRecordsResponse.DeleteRecordsPartitionResult deleted(long offset) {
        DeleteRecordsRequest q = new DeleteRecordsRequest().timeoutMs(1000)
                .topics(List.of(new DeleteRecordsRequest.DeleteRecordsTopic()
                .name(TOPIC).partitions(List.of(new DeleteRecordsRequest.DeleteRecordsPartition().partitionIndex(0)
                .offset(offset)))));
        DeleteRecordsResponse r = c.call(0, ApiKey.DELETE_RECORDS, 2, q, new DeleteRecordsResponse());
        return r.topics().getFirst().partitions().getFirst();
    }

    @Test
    void apiVersionsNamesWhatIsServedAndNothingElse() {
        ApiVersionsRequest q = new ApiVersionsRequest().clientSoftwareName("test").clientSoftwareVersion("1.0");
        for (int version = 0; version <= 5; version++) {
            ApiVersionsResponse r = c.call(0, ApiKey.API_VERSIONS, version, q, new ApiVersionsResponse());
            assertThat(r.errorCode()).isZero();
            assertThat(r.apiKeys()).hasSize(c.brokers.get(0).table.entries().size());
        }
        ApiVersionsResponse bad = c.call(0, ApiKey.API_VERSIONS, 3, q.clientSoftwareName("-no-"),
                new ApiVersionsResponse());
        assertThat(ErrorCode.of(bad.errorCode())).isEqualTo(ErrorCode.INVALID_REQUEST);
        ApiVersionsResponse other = c.call(0, ApiKey.API_VERSIONS, 5,
                q.clientSoftwareName("ok").clusterId("elsewhere"), new ApiVersionsResponse());
        assertThat(ErrorCode.of(other.errorCode())).isEqualTo(ErrorCode.REBOOTSTRAP_REQUIRED);
    }

    @Test
    void clusterIsDescribedToBrokersClients() {
        DescribeClusterResponse r = c.call(0, ApiKey.DESCRIBE_CLUSTER, 2, new DescribeClusterRequest(),
                new DescribeClusterResponse());
        assertThat(r.clusterId()).isEqualTo("cluster");
        assertThat(r.brokers()).hasSize(1);
        DescribeClusterResponse no = c.call(0, ApiKey.DESCRIBE_CLUSTER, 1,
                new DescribeClusterRequest().endpointType((byte) 2),
                new DescribeClusterResponse());
        assertThat(ErrorCode.of(no.errorCode())).isEqualTo(ErrorCode.MISMATCHED_ENDPOINT_TYPE);
    }

    @Test
    void topicsAreDescribedPageByPage() {
        DescribeTopicPartitionsRequest q = new DescribeTopicPartitionsRequest().responsePartitionLimit(1)
                .topics(List.of(
                new DescribeTopicPartitionsRequest.TopicRequest().name(TOPIC),
                new DescribeTopicPartitionsRequest.TopicRequest().name("zzz")));
        DescribeTopicPartitionsResponse first = c.call(0, ApiKey.DESCRIBE_TOPIC_PARTITIONS, 0, q,
                new DescribeTopicPartitionsResponse());
        assertThat(first.topics()).hasSize(1);
        assertThat(first.nextCursor().topicName()).isEqualTo("zzz");
        q.cursor(new DescribeTopicPartitionsRequest.Cursor().topicName("zzz").partitionIndex(0));
        DescribeTopicPartitionsResponse second = c.call(0, ApiKey.DESCRIBE_TOPIC_PARTITIONS, 0, q,
                new DescribeTopicPartitionsResponse());
        assertThat(ErrorCode.of(second.topics().getFirst().errorCode()))
                .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(second.nextCursor()).isNull();
    }
}
