package io.odradek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A leader from outside the ISR, once the configuration allows it, without anything else happening. */
@Timeout(120)
class UncleanElectionIT {
    private static final String TOPIC = "risky";

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(names = {"TOPIC", "BROKER"})
    void aPartitionWhoseIsrIsGoneIsLedAgainAsSoonAsThatIsAllowed(ConfigResource.Type where) throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(2, data, "127.0.0.1", 0,
                Map.of("controlled.shutdown.enable", "false")))) {
            try (Admin admin = admin(cluster.broker(1))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, Map.of(0, List.of(1, 2))))).all()
                        .get(30, TimeUnit.SECONDS);
                cluster.stopBroker(2);
                until(admin, p -> p.isr().size() == 1 && p.leader() != null && p.leader().id() == 1);
            }
            cluster.stopBroker(1);
            cluster.startBroker(2);
            try (Admin admin = admin(cluster.broker(2))) {
                until(admin, p -> p.leader() == null || p.leader().isEmpty());
                // Without a name the brokers' cluster-wide default is meant.
                String name = where == ConfigResource.Type.TOPIC ? TOPIC : "";
                admin.incrementalAlterConfigs(Map.of(new ConfigResource(where, name),
                        Set.of(new AlterConfigOp(new ConfigEntry("unclean.leader.election.enable", "true"),
                                AlterConfigOp.OpType.SET)))).all().get(30, TimeUnit.SECONDS);
                until(admin, p -> p.leader() != null && p.leader().id() == 2 && p.isr().size() == 1);
            }
        }
    }

    private static Admin admin(Broker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.host() + ":" + broker.port()));
    }

    private static void until(Admin admin, Predicate<TopicPartitionInfo> right) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        TopicPartitionInfo now = null;
        while (System.nanoTime() < deadline) {
            now = admin.describeTopics(List.of(TOPIC)).allTopicNames().get(30, TimeUnit.SECONDS).get(TOPIC)
                    .partitions().getFirst();
            if (right.test(now)) return;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(now).as("it did not come true").isNull();
    }
}
