package io.odradek.engine.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.SecurityProtocol;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What we write is read by Apache Kafka 3.9.1's own kafka.zk, and encoded again by it gives the same bytes. */
class KafkaCodecsTest {
    private static URLClassLoader kafka;

    @BeforeAll
    static void load() throws IOException {
        Path libs = Path.of(System.getProperty("kafka.peers", "none"), System.getProperty("kafka.zk.version", "none"),
                "libs");
        assumeTrue(Files.isDirectory(libs), "Apache Kafka's jars are missing: " + libs);
        try (Stream<Path> jars = Files.list(libs)) {
            URL[] urls = jars.map(p -> {
                try {
                    return p.toUri().toURL();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }).toArray(URL[]::new);
            kafka = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        }
    }

    @AfterAll
    static void unload() throws IOException {
        if (kafka != null) kafka.close();
    }

    private static Object module(String name) throws ReflectiveOperationException {
        return kafka.loadClass("kafka.zk." + name + "$").getField("MODULE$").get(null);
    }

    private static Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        for (Method m : target.getClass().getMethods()) {
            if (m.getName().equals(name) && m.getParameterCount() == arguments.length && !m.isBridge()) {
                m.setAccessible(true);
                return m.invoke(target, arguments);
            }
        }
        throw new NoSuchMethodException(name);
    }

    @Test
    void topicsOfManyPartitions() throws Exception {
        Object codec = module("TopicZNode");
        Random random = new Random(7);
        for (int count : new int[] {1, 4, 5, 12, 40, 300}) {
            TreeMap<Integer, List<Integer>> replicas = new TreeMap<>();
            for (int p = 0; p < count; p++) {
                int first = random.nextInt(9);
                replicas.put(p, IntStream.range(first, first + 3).boxed().toList());
            }
            Map<Integer, List<Integer>> adding = count > 4 ? Map.of(3, List.of(replicas.get(3).get(1))) : Map.of();
            byte[] ours = ZnodeJson.encode(new ZnodeJson.Topic(new Uuid(count, 5), replicas, adding, new HashMap<>()));
            Object read = call(codec, "decode", "t", ours);
            byte[] theirs = (byte[]) call(codec, "encode", call(read, "topicId"), call(read, "assignment"));
            assertThat(new ObjectMapper().readTree(theirs)).isEqualTo(new ObjectMapper().readTree(ours));
            if (count <= 4) assertThat(theirs).isEqualTo(ours);
        }
    }

    @Test
    void brokersAreReadByKafka() throws Exception {
        Object codec = module("BrokerIdZNode");
        List<Endpoint> endpoints = List.of(new Endpoint("EXT", SecurityProtocol.SASL_SSL, "e", 1),
                new Endpoint("PLAINTEXT", SecurityProtocol.PLAINTEXT, "h", 9092));
        byte[] ours = ZnodeJson.encode(new ZnodeJson.Broker(3, endpoints, "rack", -1, 5));
        Object info = call(codec, "decode", 3, ours);
        assertThat(info.toString()).contains("3 : ").contains("EXT").contains("SASL_SSL").contains("rack");
        byte[] theirs = (byte[]) call(codec, "encode", info);
        // Kafka stamps its own time.
        String time = "\"timestamp\":\"[0-9]+\"";
        assertThat(new String(theirs).replaceAll(time, "")).isEqualTo(new String(ours).replaceAll(time, ""));
    }

    @Test
    void controllerEpochIsReadByKafka() throws Exception {
        assertThat(call(module("ControllerEpochZNode"), "decode", (Object) ZnodeJson.encodeControllerEpoch(17)))
                .isEqualTo(17);
    }

    @Test
    void featuresAreReadByKafka() throws Exception {
        Object codec = module("FeatureZNode");
        ZnodeJson.FeatureLevels chosen = new ZnodeJson.FeatureLevels(true, new TreeMap<>(Map.of("group.version", 1)));
        Object read = call(codec, "decode", (Object) ZnodeJson.encode(chosen));
        assertThat(call(read, "features").toString()).contains("group.version -> 1");
        assertThat(call(read, "status").toString()).contains("Enabled");
        assertThat(ZnodeJson.decodeFeatures((byte[]) call(codec, "encode", read))).isEqualTo(chosen);
        byte[] none = (byte[]) call(codec, "encode", call(codec, "decode",
                (Object) ZnodeJson.encode(ZnodeJson.FeatureLevels.NONE)));
        assertThat(none).isEqualTo(ZnodeJson.encode(ZnodeJson.FeatureLevels.NONE));
    }

    @Test
    void pathsAreKafkas() throws Exception {
        assertThat(call(module("BrokerIdZNode"), "path", 5)).isEqualTo(Znodes.broker(5));
        assertThat(call(module("TopicZNode"), "path", "t")).isEqualTo(Znodes.topic("t"));
        assertThat(call(module("ConfigEntityZNode"), "path", "topics", "t")).isEqualTo("/config/topics/t");
        for (Map.Entry<String, String> e : Map.of("ControllerZNode", Znodes.CONTROLLER, "ControllerEpochZNode",
                Znodes.CONTROLLER_EPOCH, "ReassignPartitionsZNode", Znodes.REASSIGN_PARTITIONS,
                "PreferredReplicaElectionZNode", Znodes.PREFERRED_REPLICA_ELECTION, "ClusterIdZNode", Znodes.CLUSTER_ID,
                "ProducerIdBlockZNode", Znodes.PRODUCER_ID_BLOCK, "FeatureZNode", Znodes.FEATURE,
                "LogDirEventNotificationZNode", Znodes.LOG_DIR_EVENT_NOTIFICATION).entrySet()) {
            assertThat(call(module(e.getKey()), "path")).isEqualTo(e.getValue());
        }
        Object roots = call(module("ZkData"), "PersistentZkPaths");
        for (String path : Znodes.PERSISTENT) {
            if (path.equals(Znodes.BROKERS) || path.equals(Znodes.CONFIG) || path.equals(Znodes.ADMIN)) continue;
            assertThat(roots.toString()).contains(path);
        }
    }
}
