package io.odradek.engine.api;

import static io.odradek.engine.api.SimCluster.TOPIC;
import static io.odradek.engine.api.SimCluster.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.AlterReplicaLogDirsRequest;
import io.odradek.engine.wire.message.AlterReplicaLogDirsRequest.AlterReplicaLogDir;
import io.odradek.engine.wire.message.AlterReplicaLogDirsRequest.AlterReplicaLogDirTopic;
import io.odradek.engine.wire.message.AlterReplicaLogDirsResponse;
import io.odradek.engine.wire.message.DescribeLogDirsRequest;
import io.odradek.engine.wire.message.DescribeLogDirsResponse;
import io.odradek.engine.wire.message.DescribeLogDirsResponse.DescribeLogDirsPartition;
import io.odradek.engine.wire.message.ProduceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDirMoveTest {
    private static final int FOLLOWER = 1;
    @TempDir
    private Path directory;

    /** Broker 0 leads, broker 1 follows, each with two data directories. */
    private SimCluster cluster(String rate) {
        String both = directory.resolve("a") + "," + directory.resolve("b");
        SimCluster c = new SimCluster(2, directory, Map.of("offsets.topic.replication.factor", "1",
                "segment.bytes", "20000", "replica.alter.log.dirs.io.max.bytes.per.second", rate)) {
            @Override
            Map<String, String> properties(int id) {
                return Map.of("log.dirs", both.replace("/a", "/a" + id).replace("/b", "/b" + id));
            }
        };
        c.elect(0, List.of(0, 1), List.of(0, 1));
        return c;
    }

    private static void fill(SimCluster c, int records) {
        for (int i = 0; i < records; i++) {
            ProduceResponse r = c.call(0, ApiKey.PRODUCE, 12, produce(-1, "x".repeat(1000)), new ProduceResponse());
            assertThat(r.responses().getFirst().partitionResponses().getFirst().errorCode()).isZero();
        }
    }

    private static Path home(SimCluster c, int broker) {
        return c.brokers.get(broker).log(TOPIC, 0).directory().getParent();
    }

    private Path other(SimCluster c, int broker) {
        String name = home(c, broker).getFileName().toString();
        return directory.resolve((name.startsWith("a") ? "b" : "a") + broker).toAbsolutePath();
    }

    private static ErrorCode move(SimCluster c, int broker, Path to, int partition) {
        AlterReplicaLogDirsRequest q = new AlterReplicaLogDirsRequest();
        AlterReplicaLogDirTopic topic = new AlterReplicaLogDirTopic().name(TOPIC).partitions(List.of(partition));
        AlterReplicaLogDir dir = new AlterReplicaLogDir().path(to.toString());
        dir.topics().add(topic);
        q.dirs().add(dir);
        AlterReplicaLogDirsResponse r = c.call(broker, ApiKey.ALTER_REPLICA_LOG_DIRS, 2, q,
                new AlterReplicaLogDirsResponse());
        return ErrorCode.of(r.results().getFirst().partitions().getFirst().errorCode());
    }

    private static List<DescribeLogDirsPartition> described(SimCluster c, int broker) {
        DescribeLogDirsResponse r = c.call(broker, ApiKey.DESCRIBE_LOG_DIRS, 2, new DescribeLogDirsRequest()
                .topics(null), new DescribeLogDirsResponse());
        return r.results().stream().flatMap(d -> d.topics().stream()).flatMap(t -> t.partitions().stream()).toList();
    }

    private static byte[] bytes(PartitionLog log) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(log.directory())) {
            for (Path f : files.filter(p -> p.toString().endsWith(".log")).sorted().toList()) {
                all.write(Files.readAllBytes(f));
            }
        }
        return all.toByteArray();
    }

    @Test
    void leaderAndFollowerMoveWhileRecordsComeAndKeepThem() throws IOException {
        SimCluster c = cluster(Long.toString(Long.MAX_VALUE));
        fill(c, 50);
        for (int broker : List.of(0, FOLLOWER)) {
            Path from = home(c, broker);
            Path to = other(c, broker);
            int epoch = c.brokers.get(broker).log(TOPIC, 0).latestEpoch();
            assertThat(move(c, broker, to, 0)).isEqualTo(ErrorCode.NONE);
            c.loop.until(() -> home(c, broker).equals(to), 10_000);
            assertThat(c.brokers.get(broker).log(TOPIC, 0).latestEpoch()).isEqualTo(epoch);
            assertThat(from.resolve(TOPIC + "-0")).doesNotExist();
            assertThat(to.resolve(TOPIC + "-0/00000000000000000000.log")).exists();
            fill(c, 20);
        }
        assertThat(bytes(c.brokers.get(FOLLOWER).log(TOPIC, 0))).isEqualTo(bytes(c.brokers.get(0).log(TOPIC, 0)));
        assertThat(c.brokers.get(0).log(TOPIC, 0).highWatermark()).isEqualTo(90);
        assertThat(described(c, 0)).hasSize(1).allMatch(p -> !p.isFutureKey());
    }

    @Test
    void aMoveHeedsItsLimitAndIsToldAndTakenBack() {
        SimCluster c = cluster("1000");
        fill(c, 1100);
        Path from = home(c, 0);
        assertThat(move(c, 0, other(c, 0), 0)).isEqualTo(ErrorCode.NONE);
        c.loop.run(3000);
        assertThat(described(c, 0)).hasSize(2).anySatisfy(p -> {
            assertThat(p.isFutureKey()).isTrue();
            assertThat(p.offsetLag()).isPositive();
            assertThat(p.partitionSize()).isPositive();
        });
        assertThat(move(c, 0, from, 0)).isEqualTo(ErrorCode.NONE);
        c.loop.run(30_000);
        assertThat(described(c, 0)).hasSize(1);
        assertThat(home(c, 0)).isEqualTo(from);
    }

    @Test
    void unknownDirectoriesAndReplicasThatAreNotHereAreRefused() {
        SimCluster c = cluster("1000");
        assertThat(move(c, 0, directory.resolve("nowhere"), 0)).isEqualTo(ErrorCode.LOG_DIR_NOT_FOUND);
        assertThat(move(c, 0, other(c, 0), 9)).isEqualTo(ErrorCode.REPLICA_NOT_AVAILABLE);
    }
}
