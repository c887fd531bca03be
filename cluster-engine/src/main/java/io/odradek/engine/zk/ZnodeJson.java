package io.odradek.engine.zk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.SecurityProtocol;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Uuid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands in Kafka 3.9's znodes, byte for byte: the order of the fields is the one Kafka's encoders happen to
 * write. Readers take
 * any order and every version Kafka 3.9 reads. Malformed content throws {@link BadZnode}.
 */
public final class ZnodeJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ZnodeJson() {}

    /**
     * /brokers/ids/N, version 5.
     *
     * @param rack     may be null
     * @param features the highest version of each feature that the broker supports; the lowest is 0
     */
    public record Broker(int id, List<Endpoint> endpoints, String rack, int jmxPort, long timestampMs,
                         SortedMap<String, Integer> features) {
        public Broker(int id, List<Endpoint> endpoints, String rack, int jmxPort, long timestampMs) {
            this(id, endpoints, rack, jmxPort, timestampMs, new TreeMap<>());
        }
    }

    /**
     * /brokers/topics/T, version 3.
     *
     * @param id       null where the topic was made before topic ids
     * @param replicas by partition, preferred leader first
     * @param adding   by partition, only where not empty
     * @param removing by partition, only where not empty
     */
    public record Topic(Uuid id, SortedMap<Integer, List<Integer>> replicas, Map<Integer, List<Integer>> adding,
                        Map<Integer, List<Integer>> removing) {}

    /**
     * /brokers/topics/T/partitions/P/state. {@code recovering}: the leader was chosen uncleanly and has not confirmed
     * itself.
     */
    public record State(int controllerEpoch, int leader, int leaderEpoch, List<Integer> isr, boolean recovering) {}

    /** /controller, version 2. */
    public record Controller(int brokerId, long timestampMs) {}

    /** /latest_producer_id_block: first to last producer id, both included. */
    public record ProducerIdBlock(int brokerId, long first, long last) {}

    /**
     * /feature, version 2.
     *
     * @param chosen somebody said so by UpdateFeatures. Kafka's own encoding cannot tell that from a cluster where
     *               nobody ever did, for its controller makes the znode without any; so it is one field more, which
     *               Kafka passes over
     * @param levels by feature, from 1 on
     */
    public record FeatureLevels(boolean chosen, SortedMap<String, Integer> levels) {
        public static final FeatureLevels NONE = new FeatureLevels(false, new TreeMap<>());
    }

    /**
     * Which registrations have been acted upon, by a controller or those before it.
     *
     * @param controllerEpoch of the last one that notes it
     */
    public record BrokerEpochs(int controllerEpoch, SortedMap<Integer, Long> brokers) {
        /** Nobody has noted anything yet. */
        public static final BrokerEpochs NONE = new BrokerEpochs(-1, new TreeMap<>());
    }

    /** Content that is not what Kafka writes. */
    public static final class BadZnode extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadZnode(String what, Throwable cause) {
            super(what, cause);
        }
    }

    public static byte[] encode(Broker b) {
        ObjectNode protocols = NODES.objectNode();
        ArrayNode endpoints = NODES.arrayNode();
        for (Endpoint e : b.endpoints()) {
            protocols.put(e.listener(), e.protocol().name());
            endpoints.add(e.toString());
        }
        // Old clients read host and port: Kafka gives them the first PLAINTEXT listener, or null and -1.
        Endpoint plain = b.endpoints().stream().filter(e -> e.protocol() == SecurityProtocol.PLAINTEXT).findFirst()
                .orElse(null);
        ObjectNode o = NODES.objectNode();
        ObjectNode features = NODES.objectNode();
        b.features().forEach((name, most) -> features.putObject(name).put("min_version", 0).put("max_version", most));
        o.set("features", features);
        o.set("listener_security_protocol_map", protocols);
        o.set("endpoints", endpoints);
        if (b.rack() != null) o.put("rack", b.rack());
        o.put("jmx_port", b.jmxPort()).put("port", plain == null ? -1 : plain.port());
        o.put("host", plain == null ? null : plain.host()).put("version", 5);
        return bytes(o.put("timestamp", Long.toString(b.timestampMs())));
    }

    public static Broker decodeBroker(int id, byte[] data) {
        return reading(Znodes.broker(id), data, o -> {
            JsonNode protocols = o.path("listener_security_protocol_map");
            List<Endpoint> endpoints = new ArrayList<>();
            if (o.path("version").asInt() < 2) {
                endpoints.add(new Endpoint("PLAINTEXT", SecurityProtocol.PLAINTEXT, o.get("host").asText(),
                        o.get("port").asInt()));
            }
            for (JsonNode e : o.path("endpoints")) endpoints.add(endpoint(e.asText(), protocols));
            JsonNode rack = o.get("rack");
            SortedMap<String, Integer> features = new TreeMap<>();
            o.path("features").properties().forEach(f ->
                    features.put(f.getKey(), f.getValue().path("max_version").asInt(-1)));
            return new Broker(id, endpoints, rack == null || rack.isNull() ? null : rack.asText(),
                    o.path("jmx_port").asInt(-1), o.path("timestamp").asLong(), features);
        });
    }

    /** {@code LISTENER://host:port}, host in brackets when it is an IPv6 address, empty for the wildcard. */
    private static Endpoint endpoint(String text, JsonNode protocols) {
        int scheme = text.indexOf("://");
        int colon = text.lastIndexOf(':');
        String listener = text.substring(0, scheme);
        String host = text.substring(scheme + 3, colon);
        if (host.startsWith("[")) host = host.substring(1, host.length() - 1);
        String protocol = protocols.path(listener).asText(listener);
        return new Endpoint(listener, SecurityProtocol.valueOf(protocol), host,
                Integer.parseInt(text.substring(colon + 1)));
    }

    public static byte[] encode(Topic t) {
        ObjectNode o = NODES.objectNode();
        o.set("partitions", lists(t.replicas()));
        if (t.id() != null) o.put("topic_id", t.id().toString());
        o.set("adding_replicas", lists(new TreeMap<>(t.adding())));
        o.set("removing_replicas", lists(new TreeMap<>(t.removing())));
        return bytes(o.put("version", 3));
    }

    private static ObjectNode lists(SortedMap<Integer, List<Integer>> byPartition) {
        ObjectNode o = NODES.objectNode();
        byPartition.forEach((p, ids) -> o.set(Integer.toString(p), ints(ids)));
        return o;
    }

    public static Topic decodeTopic(String name, byte[] data) {
        return reading(Znodes.topic(name), data, o -> {
            String id = o.path("topic_id").asText("");
            return new Topic(id.isEmpty() ? null : Uuid.parse(id), lists(o.path("partitions")),
                    lists(o.path("adding_replicas")),
                    lists(o.path("removing_replicas")));
        });
    }

    private static SortedMap<Integer, List<Integer>> lists(JsonNode o) {
        SortedMap<Integer, List<Integer>> m = new TreeMap<>();
        o.properties().forEach(e -> m.put(Integer.valueOf(e.getKey()), ints(e.getValue())));
        return m;
    }

    public static byte[] encode(State s) {
        ObjectNode o = NODES.objectNode().put("controller_epoch", s.controllerEpoch()).put("leader", s.leader())
                .put("version", 1);
        if (s.recovering()) o.put("leader_recovery_state", 1);
        o.put("leader_epoch", s.leaderEpoch()).set("isr", ints(s.isr()));
        return bytes(o);
    }

    public static State decodeState(String path, byte[] data) {
        return reading(path, data, o -> new State(o.get("controller_epoch").asInt(), o.get("leader").asInt(),
                o.get("leader_epoch").asInt(), ints(o.get("isr")), o.path("leader_recovery_state").asInt(0) == 1));
    }

    public static byte[] encode(Controller c) {
        return bytes(NODES.objectNode().put("version", 2).put("brokerid", c.brokerId())
                .put("timestamp", Long.toString(c.timestampMs())).put("kraftControllerEpoch", -1));
    }

    public static Controller decodeController(byte[] data) {
        return reading(Znodes.CONTROLLER, data, o -> new Controller(o.get("brokerid").asInt(), o.path("timestamp")
                .asLong()));
    }

    public static byte[] encodeControllerEpoch(int epoch) {
        return Integer.toString(epoch).getBytes(StandardCharsets.UTF_8);
    }

    public static int decodeControllerEpoch(byte[] data) {
        try {
            return Integer.parseInt(new String(data, StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            throw new BadZnode(Znodes.CONTROLLER_EPOCH + " does not hold a number", e);
        }
    }

    public static byte[] encodeClusterId(String id) {
        return bytes(NODES.objectNode().put("version", "1").put("id", id));
    }

    public static String decodeClusterId(byte[] data) {
        return reading(Znodes.CLUSTER_ID, data, o -> o.get("id").asText());
    }

    public static byte[] encodeConfig(Map<String, String> overrides) {
        ObjectNode config = NODES.objectNode();
        overrides.forEach(config::put);
        ObjectNode o = NODES.objectNode().put("version", 1);
        o.set("config", config);
        return bytes(o);
    }

    /** Empty also where the znode holds nothing, as one does that is only there for the clients below a user. */
    public static Map<String, String> decodeConfig(String path, byte[] data) {
        if (data == null || data.length == 0) return Map.of();
        return reading(path, data, o -> {
            Map<String, String> m = new LinkedHashMap<>();
            o.path("config").properties().forEach(e -> m.put(e.getKey(), e.getValue().asText()));
            return m;
        });
    }

    public static byte[] encodeConfigChange(String entityPath) {
        return bytes(NODES.objectNode().put("version", 2).put("entity_path", entityPath));
    }

    /** The entity's path; version 1 named type and entity apart. */
    public static String decodeConfigChange(byte[] data) {
        return reading(Znodes.CONFIG_CHANGES, data, o -> o.path("version").asInt() == 1
                ? o.get("entity_type").asText() + "/" + o.get("entity_name").asText() : o.get("entity_path").asText());
    }

    /** For /admin/preferred_replica_election and /isr_change_notification/isr_change_N. */
    public static byte[] encodePartitions(Collection<TopicPartition> partitions) {
        ObjectNode o = NODES.objectNode().put("version", 1);
        ArrayNode a = o.putArray("partitions");
        for (TopicPartition p : partitions) a.addObject().put("topic", p.topic()).put("partition", p.partition());
        return bytes(o);
    }

    public static List<TopicPartition> decodePartitions(String path, byte[] data) {
        return reading(path, data, o -> {
            List<TopicPartition> list = new ArrayList<>();
            for (JsonNode p : o.path("partitions")) list.add(new TopicPartition(p.get("topic").asText(),
                    p.get("partition").asInt()));
            return list;
        });
    }

    public static byte[] encodeReassignment(Map<TopicPartition, List<Integer>> targets) {
        ObjectNode o = NODES.objectNode().put("version", 1);
        ArrayNode a = o.putArray("partitions");
        targets.forEach((p, r) -> a.addObject().put("topic", p.topic()).put("partition", p.partition())
                .set("replicas", ints(r)));
        return bytes(o);
    }

    public static Map<TopicPartition, List<Integer>> decodeReassignment(byte[] data) {
        return reading(Znodes.REASSIGN_PARTITIONS, data, o -> {
            Map<TopicPartition, List<Integer>> m = new LinkedHashMap<>();
            for (JsonNode p : o.path("partitions")) {
                m.put(new TopicPartition(p.get("topic").asText(), p.get("partition").asInt()), ints(p.get("replicas")));
            }
            return m;
        });
    }

    public static byte[] encodeLogDirEvent(int brokerId) {
        return bytes(NODES.objectNode().put("version", 1).put("broker", brokerId).put("event", 1));
    }

    public static int decodeLogDirEvent(byte[] data) {
        return reading(Znodes.LOG_DIR_EVENT_NOTIFICATION, data, o -> o.get("broker").asInt());
    }

    public static byte[] encode(ProducerIdBlock b) {
        return bytes(NODES.objectNode().put("version", 1).put("broker", b.brokerId())
                .put("block_start", Long.toString(b.first()))
                .put("block_end", Long.toString(b.last())));
    }

    public static ProducerIdBlock decodeProducerIdBlock(byte[] data) {
        return reading(Znodes.PRODUCER_ID_BLOCK, data, o -> new ProducerIdBlock(o.get("broker").asInt(),
                o.get("block_start").asLong(), o.get("block_end").asLong()));
    }

    public static byte[] encode(FeatureLevels f) {
        ObjectNode o = NODES.objectNode();
        ObjectNode levels = o.putObject("features");
        f.levels().forEach((name, level) -> levels.putObject(name).put("max_version_level", level));
        o.put("version", 2).put("status", 1);
        if (f.chosen()) o.put("chosen", true);
        return bytes(o);
    }

    /** Also version 1, where a level had a least besides. Disabled counts as never chosen. */
    public static FeatureLevels decodeFeatures(byte[] data) {
        return reading(Znodes.FEATURE, data, o -> {
            if (o.get("status").asInt() != 1) return FeatureLevels.NONE;
            SortedMap<String, Integer> levels = new TreeMap<>();
            o.path("features").properties().forEach(f ->
                    levels.put(f.getKey(), f.getValue().get("max_version_level").asInt()));
            return new FeatureLevels(!levels.isEmpty() || o.path("chosen").asBoolean(), levels);
        });
    }

    public static byte[] encode(BrokerEpochs e) {
        ObjectNode o = NODES.objectNode().put("version", 1).put("controller_epoch", e.controllerEpoch());
        ObjectNode brokers = o.putObject("brokers");
        e.brokers().forEach((id, epoch) -> brokers.put(Integer.toString(id), epoch));
        return bytes(o);
    }

    public static BrokerEpochs decodeBrokerEpochs(byte[] data) {
        if (data == null || data.length == 0) return BrokerEpochs.NONE;
        return reading(Znodes.BROKER_EPOCHS, data, o -> {
            SortedMap<Integer, Long> epochs = new TreeMap<>();
            o.get("brokers").properties().forEach(b -> epochs.put(Integer.valueOf(b.getKey()), b.getValue().asLong()));
            return new BrokerEpochs(o.get("controller_epoch").asInt(), epochs);
        });
    }

    private static ArrayNode ints(List<Integer> ids) {
        ArrayNode a = NODES.arrayNode(ids.size());
        ids.forEach(a::add);
        return a;
    }

    private static List<Integer> ints(JsonNode array) {
        List<Integer> ids = new ArrayList<>(array.size());
        for (JsonNode n : array) ids.add(n.asInt());
        return ids;
    }

    private static byte[] bytes(ObjectNode o) {
        try {
            return JSON.writeValueAsBytes(o);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reader<T> {
        T read(JsonNode o);
    }

    private static <T> T reading(String path, byte[] data, Reader<T> reader) {
        try {
            return reader.read(JSON.readTree(data));
        } catch (IOException | RuntimeException e) {
            throw new BadZnode(path + " holds what Kafka does not write there: " + e.getMessage(), e);
        }
    }
}
