package io.odradek.engine.api;

import static io.odradek.engine.api.SimCluster.TOPIC;
import static io.odradek.engine.api.SimCluster.TOPIC_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.config.Policies;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.CreateTopicsRequest;
import io.odradek.engine.wire.message.CreateTopicsResponse;
import io.odradek.engine.wire.message.DescribeConfigsRequest;
import io.odradek.engine.wire.message.DescribeConfigsResponse;
import io.odradek.engine.wire.message.DescribeLogDirsRequest;
import io.odradek.engine.wire.message.DescribeLogDirsResponse;
import io.odradek.engine.wire.message.MetadataRequest;
import io.odradek.engine.wire.message.MetadataResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataTest {
    @TempDir
    private Path directory;
    private SimCluster c;
    private final List<String> created = new ArrayList<>();

    @BeforeEach
    void twoBrokersWithOneTopic() {
        c = new SimCluster(2, directory, Map.of());
        c.elect(1, List.of(1), List.of(0, 1));
        SimBroker b = c.brokers.get(0);
        Parts parts = new Parts(b.replicas, b.metadata, () -> b.config, null, null, b.logs, c.loop.timers(),
                Policies.NONE);
        TopicCreation creation = new TopicCreation(b.replicas.controller(), () -> b.config, b.lanes.owner(0));
        b.table = b.table(HandlerTable.builder()).add(ApiKey.METADATA, new MetadataHandler(parts, creation))
                .add(ApiKey.DESCRIBE_CONFIGS, new DescribeConfigsHandler(parts))
                .add(ApiKey.CREATE_TOPICS, (Handler<CreateTopicsRequest>) (x, q) -> {
                    q.topics().forEach(t -> created.add(t.name() + " " + t.numPartitions()));
                    x.answer(new CreateTopicsResponse());
                }).build();
    }

    private MetadataResponse ask(int version, MetadataRequest q) {
        return c.call(0, ApiKey.METADATA, version, q, new MetadataResponse());
    }

    private static MetadataRequest named(String name) {
        return new MetadataRequest().topics(List.of(new MetadataRequest.MetadataRequestTopic().name(name)));
    }

    @Test
    void everyVersionTellsTopicAndLeader() {
        for (int version = 0; version <= 13; version++) {
            MetadataResponse r = ask(version, named(TOPIC));
            assertThat(r.brokers()).as("version " + version).hasSize(2);
            MetadataResponse.MetadataResponseTopic topic = r.topics().getFirst();
            assertThat(topic.name()).isEqualTo(TOPIC);
            assertThat(topic.partitions().getFirst().leaderId()).isEqualTo(1);
            assertThat(topic.partitions().getFirst().replicaNodes()).containsExactly(0, 1);
        }
    }

    @Test
    void allTopicsAreAskedForByNullOrInTheOldestVersionByNothing() {
        assertThat(ask(12, new MetadataRequest().topics(null)).topics()).hasSize(1);
        assertThat(ask(12, new MetadataRequest()).topics()).isEmpty();
        assertThat(ask(0, new MetadataRequest()).topics()).hasSize(1);
    }

    @Test
    void topicsAreFoundById() {
        MetadataRequest q = new MetadataRequest().topics(List.of(
                new MetadataRequest.MetadataRequestTopic().name(null).topicId(TOPIC_ID),
                new MetadataRequest.MetadataRequestTopic().name(null).topicId(new Uuid(8, 8))));
        MetadataResponse r = ask(12, q);
        assertThat(r.topics().get(0).name()).isEqualTo(TOPIC);
        assertThat(ErrorCode.of(r.topics().get(1).errorCode())).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
    }

    @Test
    void unknownTopicIsCreatedWhereItMayBe() {
        assertThat(errorOf(named("new").allowAutoTopicCreation(false))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(errorOf(named("in valid"))).isEqualTo(ErrorCode.INVALID_TOPIC_EXCEPTION);
        assertThat(errorOf(named("new"))).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
        assertThat(errorOf(named("__consumer_offsets"))).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
        c.loop.run(100);
        assertThat(created).containsExactly("new -1", "__consumer_offsets 50");
    }

    private ErrorCode errorOf(MetadataRequest q) {
        return ErrorCode.of(ask(9, q).topics().getFirst().errorCode());
    }

    @Test
    void partitionsWithoutLeaderSaySo() {
        c.brokers.get(1).kill();
        c.tellMetadata();
        MetadataResponse.MetadataResponsePartition p = ask(9, named(TOPIC)).topics().getFirst().partitions().getFirst();
        assertThat(ErrorCode.of(p.errorCode())).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
        assertThat(p.leaderId()).isEqualTo(-1);
        assertThat(p.offlineReplicas()).containsExactly(1);
    }

    @Test
    void ownConfigurationIsDescribedAndAnothersRefused() {
        DescribeConfigsRequest q = new DescribeConfigsRequest().includeSynonyms(true).includeDocumentation(true)
                .resources(List.of(resource("0"), resource("1")));
        for (int version = 1; version <= 4; version++) {
            DescribeConfigsResponse r = c.call(0, ApiKey.DESCRIBE_CONFIGS, version, q.includeDocumentation(version > 2),
                    new DescribeConfigsResponse());
            assertThat(r.results().get(0).configs()).isNotEmpty();
            assertThat(ErrorCode.of(r.results().get(1).errorCode())).isEqualTo(ErrorCode.INVALID_REQUEST);
        }
    }

    private static DescribeConfigsRequest.DescribeConfigsResource resource(String broker) {
        return new DescribeConfigsRequest.DescribeConfigsResource().resourceType(ConfigResource.BROKER)
                .resourceName(broker)
                .configurationKeys(null);
    }

    @Test
    void logDirectoriesAreDescribed() {
        for (int version = 1; version <= 5; version++) {
            DescribeLogDirsResponse r = c.call(0, ApiKey.DESCRIBE_LOG_DIRS, version,
                    new DescribeLogDirsRequest().topics(null),
                    new DescribeLogDirsResponse());
            assertThat(r.results()).hasSize(1);
            assertThat(r.results().getFirst().topics().getFirst().name()).isEqualTo(TOPIC);
        }
    }
}
