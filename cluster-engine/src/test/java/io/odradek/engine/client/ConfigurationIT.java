package io.odradek.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic's configuration by the stock admin client, which asks whichever broker it likes. */
class ConfigurationIT {
    private static final int ROUNDS = 50;
    private static final ConfigResource TOPIC = new ConfigResource(ConfigResource.Type.TOPIC, "configured");

    @Test
    void whatWasAlteredIsToldByEveryBrokerAtOnce(@TempDir Path data) throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0,
                Map.of()));
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC.name(), 1, (short) 1))).all().get();
            for (int round = 1; round <= ROUNDS; round++) {
                String value = Long.toString(round * 3_600_000L);
                admin.incrementalAlterConfigs(Map.of(TOPIC, List.of(
                        new AlterConfigOp(new ConfigEntry("retention.ms", value), AlterConfigOp.OpType.SET)))).all()
                                .get();
                assertThat(admin.describeConfigs(List.of(TOPIC)).all().get().get(TOPIC).get("retention.ms").value())
                        .as("round %d", round).isEqualTo(value);
            }
        }
    }
}
