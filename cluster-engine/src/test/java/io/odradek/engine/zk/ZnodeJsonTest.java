package io.odradek.engine.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.SecurityProtocol;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Uuid;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The literals were printed by Apache Kafka 3.9.1's own encoders in kafka.zk. */
class ZnodeJsonTest {
    private static final Endpoint H1 = new Endpoint("PLAINTEXT", SecurityProtocol.PLAINTEXT, "h1", 9092);
    private static final Endpoint H2 = new Endpoint("INTERNAL", SecurityProtocol.SSL, "h2", 9093);
    private static final Endpoint H3 = new Endpoint("EXT", SecurityProtocol.SASL_SSL, "h3", 9094);
    private static final Uuid ID = Uuid.parse("vTJ3iq8sTkeLvFrtTHXRuA");

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void brokerAsKafkaWritesIt() {
        ZnodeJson.Broker b = new ZnodeJson.Broker(7, List.of(H2, H1, H3), "r1", -1, 1795229430862L);
        assertThat(text(ZnodeJson.encode(b))).isEqualTo("{\"features\":{},"
                + "\"listener_security_protocol_map\":{\"INTERNAL\":"
                + "\"SSL\",\"PLAINTEXT\":\"PLAINTEXT\",\"EXT\":\"SASL_SSL\"},\"endpoints\":[\"INTERNAL://h2:9093\","
                + "\"PLAINTEXT://h1:9092\",\"EXT://h3:9094\"],\"rack\":\"r1\",\"jmx_port\":-1,\"port\":9092,"
                + "\"host\":\"h1\","
                + "\"version\":5,\"timestamp\":\"1795229430862\"}");
        assertThat(ZnodeJson.decodeBroker(7, ZnodeJson.encode(b))).isEqualTo(b);
    }

    @Test
    void brokerWithoutPlaintextListenerAndRack() {
        ZnodeJson.Broker b = new ZnodeJson.Broker(5, List.of(H2, H3), null, -1, 1795229430865L);
        assertThat(text(ZnodeJson.encode(b))).isEqualTo("{\"features\":{},"
                + "\"listener_security_protocol_map\":{\"INTERNAL\":"
                + "\"SSL\",\"EXT\":\"SASL_SSL\"},\"endpoints\":[\"INTERNAL://h2:9093\",\"EXT://h3:9094\"],"
                + "\"jmx_port\":-1,"
                + "\"port\":-1,\"host\":null,\"version\":5,\"timestamp\":\"1795229430865\"}");
        assertThat(ZnodeJson.decodeBroker(5, ZnodeJson.encode(b))).isEqualTo(b);
    }

    @Test
    void brokerOfTheFirstVersionAndWithIpv6() {
        byte[] old = bytes("{\"version\":1,\"host\":\"h\",\"port\":9092,\"jmx_port\":-1,\"timestamp\":\"1\"}");
        assertThat(ZnodeJson.decodeBroker(1, old).endpoints())
                .containsExactly(new Endpoint("PLAINTEXT", SecurityProtocol.PLAINTEXT, "h", 9092));
        ZnodeJson.Broker six = new ZnodeJson.Broker(1, List.of(new Endpoint("A", SecurityProtocol.SSL, "::1", 1)),
                null, -1, 1);
        assertThat(ZnodeJson.decodeBroker(1, ZnodeJson.encode(six))).isEqualTo(six);
    }

    @Test
    void topicAsKafkaWritesIt() {
        ZnodeJson.Topic t = new ZnodeJson.Topic(ID, new TreeMap<>(Map.of(0, List.of(0, 1), 1, List.of(1, 2, 3))),
                Map.of(1, List.of(3)), Map.of(1, List.of(1)));
        assertThat(text(ZnodeJson.encode(t))).isEqualTo("{\"partitions\":{\"0\":[0,1],\"1\":[1,2,3]},\"topic_id\":"
                + "\"vTJ3iq8sTkeLvFrtTHXRuA\",\"adding_replicas\":{\"1\":[3]},"
                + "\"removing_replicas\":{\"1\":[1]},\"version\":3}");
        assertThat(ZnodeJson.decodeTopic("t", ZnodeJson.encode(t))).isEqualTo(t);
    }

    @Test
    void topicOfTheFirstVersionHasNoId() {
        byte[] old = "{\"version\":1,\"partitions\":{\"0\":[1]}}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(ZnodeJson.decodeTopic("t", old))
                .isEqualTo(new ZnodeJson.Topic(null, new TreeMap<>(Map.of(0, List.of(1))), Map.of(), Map.of()));
    }

    @Test
    void stateAsKafkaWritesIt() {
        ZnodeJson.State s = new ZnodeJson.State(9, 1, 3, List.of(1, 2), false);
        assertThat(text(ZnodeJson.encode(s)))
                .isEqualTo("{\"controller_epoch\":9,\"leader\":1,\"version\":1,\"leader_epoch\":3,\"isr\":[1,2]}");
        ZnodeJson.State r = new ZnodeJson.State(9, 1, 3, List.of(1, 2), true);
        assertThat(text(ZnodeJson.encode(r))).isEqualTo("{\"controller_epoch\":9,\"leader\":1,\"version\":1,"
                + "\"leader_recovery_state\":1,\"leader_epoch\":3,\"isr\":[1,2]}");
        assertThat(ZnodeJson.decodeState("p", ZnodeJson.encode(r))).isEqualTo(r);
    }

    @Test
    void controllerAndItsEpoch() {
        assertThat(text(ZnodeJson.encode(new ZnodeJson.Controller(1, 123456))))
                .isEqualTo("{\"version\":2,\"brokerid\":1,\"timestamp\":\"123456\",\"kraftControllerEpoch\":-1}");
        assertThat(text(ZnodeJson.encodeControllerEpoch(4))).isEqualTo("4");
        assertThat(ZnodeJson.decodeControllerEpoch(ZnodeJson.encodeControllerEpoch(4))).isEqualTo(4);
    }

    @Test
    void configurationAndItsNotification() {
        Map<String, String> m = new LinkedHashMap<>();
        m.put("a\"b", "é\u0001x/y");
        m.put("cleanup.policy", "compact");
        assertThat(text(ZnodeJson.encodeConfig(m)))
                .isEqualTo("{\"version\":1,\"config\":{\"a\\\"b\":\"é\\u0001x/y\",\"cleanup.policy\":\"compact\"}}");
        assertThat(ZnodeJson.decodeConfig("p", ZnodeJson.encodeConfig(m))).isEqualTo(m);
        assertThat(text(ZnodeJson.encodeConfig(Map.of()))).isEqualTo("{\"version\":1,\"config\":{}}");
        assertThat(text(ZnodeJson.encodeConfigChange("topics/foo")))
                .isEqualTo("{\"version\":2,\"entity_path\":\"topics/foo\"}");
        assertThat(ZnodeJson.decodeConfigChange(ZnodeJson.encodeConfigChange("topics/foo"))).isEqualTo("topics/foo");
    }

    @Test
    void theRestAsKafkaWritesIt() {
        assertThat(text(ZnodeJson.encodePartitions(List.of(new TopicPartition("t", 0), new TopicPartition("t", 1)))))
                .isEqualTo("{\"version\":1,\"partitions\":[{\"topic\":\"t\",\"partition\":0},{\"topic\":\"t\","
                        + "\"partition\":1}]}");
        assertThat(text(ZnodeJson.encodeLogDirEvent(3))).isEqualTo("{\"version\":1,\"broker\":3,\"event\":1}");
        assertThat(text(ZnodeJson.encodeReassignment(Map.of(new TopicPartition("t", 0), List.of(1, 2)))))
                .isEqualTo("{\"version\":1,\"partitions\":[{\"topic\":\"t\",\"partition\":0,\"replicas\":[1,2]}]}");
        assertThat(text(ZnodeJson.encodeClusterId("abc"))).isEqualTo("{\"version\":\"1\",\"id\":\"abc\"}");
        assertThat(text(ZnodeJson.encode(new ZnodeJson.ProducerIdBlock(1, 1000, 1999))))
                .isEqualTo("{\"version\":1,\"broker\":1,\"block_start\":\"1000\",\"block_end\":\"1999\"}");
        assertThat(text(ZnodeJson.encode(ZnodeJson.FeatureLevels.NONE)))
                .isEqualTo("{\"features\":{},\"version\":2,\"status\":1}");
    }

    @Test
    void nonsenseIsRefusedWithThePath() {
        assertThatThrownBy(() -> ZnodeJson.decodeTopic("t", "{".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ZnodeJson.BadZnode.class).hasMessageContaining("/brokers/topics/t");
    }
}
