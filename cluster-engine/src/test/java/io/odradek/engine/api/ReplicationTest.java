package io.odradek.engine.api;

import static io.odradek.engine.api.SimCluster.TOPIC;
import static io.odradek.engine.api.SimCluster.fetch;
import static io.odradek.engine.api.SimCluster.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.DeleteRecordsRequest;
import io.odradek.engine.wire.message.DeleteRecordsResponse;
import io.odradek.engine.wire.message.FetchResponse;
import io.odradek.engine.wire.message.ProduceResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicationTest {
    @TempDir
    private Path directory;

    private SimCluster cluster(int brokers, String... properties) {
        Map<String, String> p = new HashMap<>(Map.of("replica.lag.time.max.ms", "3000",
                "offsets.topic.replication.factor", "1"));
        for (int i = 0; i < properties.length; i += 2) p.put(properties[i], properties[i + 1]);
        SimCluster c = new SimCluster(brokers, directory, p);
        List<Integer> all = new ArrayList<>(c.brokers.keySet());
        c.elect(0, all, all);
        return c;
    }

    private static ErrorCode error(ProduceResponse r) {
        return ErrorCode.of(r.responses().getFirst().partitionResponses().getFirst().errorCode());
    }

    private static ErrorCode produced(SimCluster c, int broker, String... values) {
        return error(c.call(broker, ApiKey.PRODUCE, 12, produce(-1, values), new ProduceResponse()));
    }

    @Test
    void recordsWithAcksAllReachEveryReplicaBeforeTheAnswer() {
        SimCluster c = cluster(3);
        assertThat(produced(c, 0, "a", "b")).isEqualTo(ErrorCode.NONE);
        for (SimBroker b : c.brokers.values()) assertThat(b.log(TOPIC, 0).logEndOffset()).isEqualTo(2);
        assertThat(c.brokers.get(0).log(TOPIC, 0).highWatermark()).isEqualTo(2);
        c.loop.run(1200);
        for (SimBroker b : c.brokers.values()) assertThat(b.log(TOPIC, 0).highWatermark()).isEqualTo(2);
    }

    @Test
    void followerLeavesIsrWhenItStopsFetchingAndComesBack() {
        SimCluster c = cluster(3);
        c.cut.add("2-0");
        SimCluster.Reply<ProduceResponse> reply = c.send(0, ApiKey.PRODUCE, 12, produce(-1, "a"),
                new ProduceResponse());
        c.loop.run(2000);
        assertThat(reply.over).isFalse();
        c.loop.until(() -> reply.over, 5000);
        assertThat(error(reply.message)).isEqualTo(ErrorCode.NONE);
        assertThat(c.isr).containsExactly(0, 1);
        c.cut.clear();
        c.loop.until(() -> c.isr.contains(2), 60_000);
        assertThat(c.brokers.get(2).log(TOPIC, 0).logEndOffset()).isEqualTo(1);
    }

    @Test
    void acksAllIsRefusedWhileTooFewAreInSync() {
        SimCluster c = cluster(3, "min.insync.replicas", "2");
        c.cut.addAll(List.of("1-0", "2-0"));
        SimCluster.Reply<ProduceResponse> reply = c.send(0, ApiKey.PRODUCE, 12, produce(-1, "a"),
                new ProduceResponse());
        c.loop.until(() -> c.isr.equals(List.of(0)), 10_000);
        c.loop.until(() -> reply.over, 10_000);
        assertThat(error(reply.message)).isEqualTo(ErrorCode.REQUEST_TIMED_OUT);
        assertThat(produced(c, 0, "b")).isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS);
        assertThat(c.brokers.get(0).log(TOPIC, 0).highWatermark()).isZero();
    }

    /** It was at the log's end a moment ago, and is registered still. */
    @Test
    void nobodyWaitsForWhomTheControllerTookOutOfTheIsr() {
        SimCluster c = cluster(2);
        assertThat(produced(c, 0, "a")).isEqualTo(ErrorCode.NONE);
        c.cut.add("1-0");
        c.elect(0, List.of(0), List.of(0, 1));
        long began = c.loop.wallMs();
        assertThat(produced(c, 0, "b")).isEqualTo(ErrorCode.NONE);
        assertThat(c.loop.wallMs() - began).isLessThan(100);
        c.cut.clear();
        c.loop.until(() -> c.isr.contains(1), 60_000);
        assertThat(c.brokers.get(1).log(TOPIC, 0).logEndOffset()).isEqualTo(2);
    }

    @Test
    void whoWaitsForMoreInSyncIsToldWhenFewerAreEnough() {
        SimCluster c = cluster(3, "min.insync.replicas", "2");
        c.cut.addAll(List.of("1-0", "2-0"));
        SimCluster.Reply<ProduceResponse> reply = c.send(0, ApiKey.PRODUCE, 12, produce(-1, "a"),
                new ProduceResponse());
        c.loop.until(() -> c.isr.equals(List.of(0)), 10_000);
        c.loop.run(50);
        assertThat(reply.over).isFalse();
        c.brokers.get(0).metadata.update(d -> d.config(ConfigEntity.topic(TOPIC), Map.of("min.insync.replicas", "1")));
        c.loop.until(() -> reply.over, 100);
        assertThat(error(reply.message)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void whoeverDeletesRecordsWaitsForNobodyWhoIsGone() {
        SimCluster c = cluster(2);
        assertThat(produced(c, 0, "a", "b")).isEqualTo(ErrorCode.NONE);
        c.cut.add("1-0");
        SimCluster.Reply<DeleteRecordsResponse> reply = c.send(0, ApiKey.DELETE_RECORDS, 2,
                new DeleteRecordsRequest().timeoutMs(30_000).topics(List.of(new DeleteRecordsRequest
                        .DeleteRecordsTopic().name(TOPIC).partitions(List.of(new DeleteRecordsRequest
                        .DeleteRecordsPartition().partitionIndex(0).offset(1))))), new DeleteRecordsResponse());
        c.loop.run(1000);
        assertThat(reply.over).isFalse();
        c.brokers.get(1).kill();
        c.tellMetadata();
        c.loop.until(() -> reply.over, 100);
        assertThat(reply.message.topics().getFirst().partitions().getFirst().lowWatermark()).isEqualTo(1);
    }

    @Test
    void acknowledgedRecordsSurviveTheLeader() {
        SimCluster c = cluster(3);
        assertThat(produced(c, 0, "a", "b")).isEqualTo(ErrorCode.NONE);
        c.brokers.get(0).kill();
        c.elect(1, List.of(1, 2), List.of(0, 1, 2));
        assertThat(produced(c, 1, "c")).isEqualTo(ErrorCode.NONE);
        FetchResponse.PartitionData data = read(c, 1, 0);
        assertThat(data.highWatermark()).isEqualTo(3);
    }

    @Test
    void whatOnlyTheOldLeaderHadIsCutOffWhenItComesBack() {
        SimCluster c = cluster(3);
        assertThat(produced(c, 0, "a")).isEqualTo(ErrorCode.NONE);
        c.cut.addAll(List.of("1-0", "2-0"));
        c.call(0, ApiKey.PRODUCE, 12, produce(1, "lost 1", "lost 2"), new ProduceResponse());
        c.brokers.get(0).kill();
        c.cut.clear();
        c.elect(1, List.of(1, 2), List.of(0, 1, 2));
        assertThat(produced(c, 1, "kept")).isEqualTo(ErrorCode.NONE);
        c.boot(0);
        c.tell(0);
        c.loop.until(() -> c.isr.contains(0), 60_000);
        PartitionLog returned = c.brokers.get(0).log(TOPIC, 0);
        assertThat(returned.logEndOffset()).isEqualTo(2);
        assertThat(returned.latestEpoch()).isEqualTo(1);
        assertThat(returned.endOffsetForEpoch(0)).isEqualTo(new PartitionLog.EpochEnd(0, 1));
    }

    @Test
    void waitingProducersAreToldWhenTheLeaderLosesItsPlace() {
        SimCluster c = cluster(2);
        c.cut.add("1-0");
        SimCluster.Reply<ProduceResponse> reply = c.send(0, ApiKey.PRODUCE, 12, produce(-1, "a"),
                new ProduceResponse());
        c.loop.run(50);
        c.elect(1, List.of(1), List.of(0, 1));
        c.loop.until(() -> reply.over, 100);
        assertThat(error(reply.message)).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        ProduceResponse.PartitionProduceResponse told = reply.message.responses().getFirst().partitionResponses()
                .getFirst();
        assertThat(told.currentLeader().leaderId()).isEqualTo(1);
        assertThat(reply.message.nodeEndpoints()).hasSize(1);
    }

    /** It was not registered when the partition was moved away, so that nobody sent it a StopReplica. */
    @Test
    void aReplicaThatWasMovedAwayUnseenLeadsNoMore() {
        SimCluster c = cluster(3);
        c.elect(1, List.of(1, 2), List.of(1, 2));
        assertThat(c.brokers.get(0).partition(TOPIC, 0)).isNull();
        assertThat(produced(c, 0, "a")).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        assertThat(produced(c, 1, "a")).isEqualTo(ErrorCode.NONE);
        c.elect(1, List.of(1, 2), List.of(1, 2, 0));
        c.loop.until(() -> c.isr.contains(0), 60_000);
        assertThat(c.brokers.get(0).log(TOPIC, 0).logEndOffset()).isEqualTo(1);
    }

    @Test
    void followerThatFellBehindTheLogStartBeginsAnew() {
        SimCluster c = cluster(2);
        c.cut.addAll(List.of("1-0", "0-1"));
        c.call(0, ApiKey.PRODUCE, 12, produce(1, "a", "b", "c"), new ProduceResponse());
        c.loop.until(() -> c.isr.equals(List.of(0)), 10_000);
        c.brokers.get(0).log(TOPIC, 0).advanceLogStartOffset(2);
        c.cut.clear();
        c.loop.until(() -> c.isr.contains(1), 120_000);
        assertThat(c.brokers.get(1).log(TOPIC, 0).logStartOffset()).isEqualTo(2);
        assertThat(c.brokers.get(1).log(TOPIC, 0).logEndOffset()).isEqualTo(3);
    }

    @Test
    void newlyLedPartitionIsInSyncAlthoughTheFollowersFetchIsHeldBack() {
        SimCluster c = cluster(3);
        c.loop.run(700);
        c.partitions = 2;
        c.elect(0, List.of(0, 1, 2), List.of(0, 1, 2));
        long began = c.loop.wallMs();
        assertThat(produced(c, 0, "a")).isEqualTo(ErrorCode.NONE);
        assertThat(c.loop.wallMs() - began).isLessThan(80);
        c.loop.run(2000);
        assertThat(c.brokers.get(1).log(TOPIC, 0).highWatermark()).isEqualTo(1);
    }

    @Test
    void producersGoOnWaitingWhenTheirLeaderIsElectedAgain() {
        SimCluster c = cluster(2);
        c.cut.add("1-0");
        SimCluster.Reply<ProduceResponse> reply = c.send(0, ApiKey.PRODUCE, 12, produce(-1, "a"),
                new ProduceResponse());
        c.loop.run(50);
        c.elect(0, List.of(0, 1), List.of(0, 1));
        assertThat(reply.over).isFalse();
        c.cut.clear();
        c.loop.until(() -> reply.over, 5000);
        assertThat(error(reply.message)).isEqualTo(ErrorCode.NONE);
    }

    private static FetchResponse.PartitionData read(SimCluster c, int broker, long offset) {
        FetchResponse r = c.call(broker, ApiKey.FETCH, 12, fetch(offset, 500, 1), new FetchResponse());
        return r.responses().getFirst().partitions().getFirst();
    }

    private static void throttle(SimCluster c, String replicas) {
        c.brokers.values().forEach(b -> b.metadata.update(d -> d.config(ConfigEntity.topic(TOPIC), Map.of(
                "leader.replication.throttled.replicas", replicas,
                "follower.replication.throttled.replicas", replicas))));
    }

    /** Twenty records of a kilobyte, of which only the first two brokers know. */
    private static void behindByTwentyKilobytes(SimCluster c) {
        c.cut.add("2-0");
        for (int i = 0; i < 20; i++) assertThat(produced(c, 0, "x".repeat(1000))).isEqualTo(ErrorCode.NONE);
        assertThat(c.isr).containsExactly(0, 1);
        c.cut.clear();
        // Until its lost request has timed out.
        c.loop.until(() -> c.brokers.get(2).log(TOPIC, 0).logEndOffset() > 1, 60_000);
    }

    @Test
    void aThrottledLeaderServesFollowersOutsideTheIsrAtItsRateAndTheOthersAtOnce() {
        SimCluster c = cluster(3, "leader.replication.throttled.rate", "2000", "replica.fetch.max.bytes", "1500");
        throttle(c, "0:0");
        behindByTwentyKilobytes(c);
        c.loop.run(3000);
        assertThat(c.brokers.get(2).log(TOPIC, 0).logEndOffset()).isBetween(4L, 14L);
        assertThat(produced(c, 0, "not slower")).isEqualTo(ErrorCode.NONE);
        c.loop.until(() -> c.isr.contains(2), 60_000);
    }

    @Test
    void aThrottledFollowerAsksAtItsRate() {
        SimCluster c = cluster(3, "follower.replication.throttled.rate", "2000", "replica.fetch.max.bytes", "1500");
        throttle(c, "0:2");
        behindByTwentyKilobytes(c);
        c.loop.run(3000);
        assertThat(c.brokers.get(2).log(TOPIC, 0).logEndOffset()).isBetween(4L, 14L);
        throttle(c, "");
        c.loop.run(2500);
        assertThat(c.isr).contains(2);
    }

    private static FetchResponse.PartitionData fetchedFrom(SimCluster c, String rack) {
        FetchResponse r = c.call(0, ApiKey.FETCH, 12, fetch(0, 0, 1).rackId(rack), new FetchResponse());
        return r.responses().getFirst().partitions().getFirst();
    }

    @Test
    void consumersAreSentToAReplicaOfTheirRackThatIsInSync() {
        SimCluster c = cluster(3, "replica.selector.class",
                "org.apache.kafka.common.replica.RackAwareReplicaSelector");
        assertThat(produced(c, 0, "a")).isEqualTo(ErrorCode.NONE);
        c.loop.run(1000);
        assertThat(fetchedFrom(c, "rack2").preferredReadReplica()).isEqualTo(2);
        assertThat(fetchedFrom(c, "rack2").records().size()).isZero();
        assertThat(fetchedFrom(c, "rack0").preferredReadReplica()).isEqualTo(-1);
        assertThat(fetchedFrom(c, "elsewhere").records().size()).isPositive();
        c.cut.add("2-0");
        assertThat(produced(c, 0, "b")).isEqualTo(ErrorCode.NONE);
        assertThat(c.isr).containsExactly(0, 1);
        assertThat(fetchedFrom(c, "rack2").preferredReadReplica()).isEqualTo(-1);
        assertThat(fetchedFrom(c, "rack2").records().size()).isPositive();
    }
}
