package io.odradek.console.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.GlobalKTable;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/**
 * The shop's dispatch, a Streams program: orders of some worth are joined with their customers' addresses (a table) and
 * with what is known of the city (a global table), labels are written, and orders by city are counted in windows of a
 * minute. Its stores are in memory; their changelogs and the repartition topic are in the cluster.
 *
 * <p>Runs in a process of its own, since Kafka Streams {@code 4.3} does not go with the newer client that the console
 * has; ends with its standard input.
 */
public final class Dispatch {
    static final String APPLICATION = "demo-dispatch";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double WORTH_A_LABEL = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private Dispatch() {}

    /** @param arguments bootstrap servers */
    public static void main(String[] arguments) throws IOException {
        Properties p = new Properties();
        p.putAll(Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0],
                StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION, StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5000, StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams",
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class,
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class));
        KafkaStreams streams = new KafkaStreams(topology(), p);
        // The cluster is being broken on purpose: the dispatch goes on when it is back.
        streams.setUncaughtExceptionHandler(failure -> StreamThreadExceptionResponse.REPLACE_THREAD);
        streams.start();
        while (System.in.read() >= 0) System.out.flush();
        streams.close(Duration.ofSeconds(2));
        Runtime.getRuntime().halt(0);
    }

    static Topology topology() {
        StreamsBuilder b = new StreamsBuilder();
        KTable<String, String> addresses = b.table("addresses", Consumed.as("read-addresses"),
                Materialized.as(Stores.inMemoryKeyValueStore("addresses-by-customer")));
        GlobalKTable<String, String> cities = b.globalTable("cities", Consumed.as("read-cities"),
                Materialized.as(Stores.inMemoryKeyValueStore("cities")));
        KStream<String, String> addressed = b.<String, String>stream("orders", Consumed.as("read-orders"))
                .filter((customer, order) -> json(order).path("total").asDouble() >= WORTH_A_LABEL,
                        Named.as("worth-a-label"))
                .join(addresses, Dispatch::address);
        addressed.join(cities, (customer, order) -> json(order).path("city").asText(), Dispatch::country,
                        Named.as("add-country"))
                .to("dispatch-labels", Produced.as("write-labels"));
        addressed.groupBy((customer, order) -> json(order).path("city").asText(), Grouped.as("by-city"))
                .windowedBy(TimeWindows.ofSizeWithNoGrace(WINDOW))
                .count(Named.as("count-by-city"), Materialized.as(Stores.inMemoryWindowStore("orders-by-city",
                        WINDOW.multipliedBy(5), WINDOW, false)))
                .toStream(Named.as("counts"))
                .map((city, n) -> KeyValue.pair(city.key(), "{\"city\":\"" + city.key() + "\",\"from\":\""
                        + city.window().startTime() + "\",\"orders\":" + n + "}"), Named.as("counts-as-text"))
                .to("orders-by-city", Produced.as("write-counts"));
        return b.build();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String address(String order, String address) {
        JsonNode at = json(address);
        if (!(json(order) instanceof ObjectNode o)) return order;
        return o.put("name", at.path("name").asText()).put("street", at.path("street").asText())
                .put("city", at.path("city").asText()).toString();
    }

    private static String country(String order, String country) {
        return json(order) instanceof ObjectNode o ? o.put("country", country).toString() : order;
    }
}
