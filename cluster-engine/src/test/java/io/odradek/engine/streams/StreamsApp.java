package io.odradek.engine.streams;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.GlobalKTable;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * One instance of a program that has a bit of everything: word count over a repartition topic, a stream joined with a
 * table by key and with a global table by value, a windowed count, and a processor with a store of its own. Runs in a
 * process of its own with Kafka's jars until its standard input ends, and tells its states on standard output.
 *
 * <p>Orders have a customer as key and {@code number:city} as value.
 */
public final class StreamsApp {
    static final long WINDOW_MS = 60_000;

    private StreamsApp() {}

    /** @param args bootstrap servers, prefix of topics and application id, then {@code key=value} settings */
    public static void main(String[] args) throws Exception {
        Properties p = new Properties();
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, args[1]);
        p.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        p.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        for (int i = 2; i < args.length; i++) {
            int at = args[i].indexOf('=');
            p.put(args[i].substring(0, at), args[i].substring(at + 1));
        }
        KafkaStreams streams = new KafkaStreams(topology(args[1]).build(), p);
        streams.setStateListener((now, before) -> System.out.println("state " + now));
        streams.start();
        while (System.in.read() >= 0) System.out.flush();
        streams.close(Duration.ofSeconds(30));
        System.out.println("closed");
    }

    private static StreamsBuilder topology(String prefix) {
        StreamsBuilder b = new StreamsBuilder();
        b.<String, String>stream(prefix + "-words").flatMapValues(line -> java.util.List.of(line.split(" ")))
                .groupBy((k, word) -> word).count().toStream().mapValues(String::valueOf).to(prefix + "-counts");

        KTable<String, String> addresses = b.table(prefix + "-addresses");
        GlobalKTable<String, String> cities = b.globalTable(prefix + "-cities");
        KStream<String, String> orders = b.stream(prefix + "-orders");
        orders.join(addresses, (order, address) -> order + "@" + address).to(prefix + "-joined");
        orders.join(cities, (customer, order) -> order.substring(order.indexOf(':') + 1),
                (order, country) -> order + "@" + country).to(prefix + "-global");
        orders.groupByKey(Grouped.as("by-customer")).windowedBy(TimeWindows.ofSizeWithNoGrace(
                Duration.ofMillis(WINDOW_MS))).count().toStream()
                .map((k, n) -> KeyValue.pair(k.key() + "/" + k.window().start() / WINDOW_MS, String.valueOf(n)))
                .to(prefix + "-windows");

        b.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("sums"), Serdes.String(),
                Serdes.Long()));
        orders.process(Sum::new, "sums").to(prefix + "-sums");
        return b;
    }

    /** Adds up the numbers of each customer's orders. */
    private static final class Sum implements Processor<String, String, String, String> {
        private ProcessorContext<String, String> context;
        private KeyValueStore<String, Long> sums;

        @Override
        public void init(ProcessorContext<String, String> c) {
            context = c;
            sums = c.getStateStore("sums");
        }

        @Override
        public void process(Record<String, String> r) {
            long number = Long.parseLong(r.value().substring(0, r.value().indexOf(':')));
            Long before = sums.get(r.key());
            long sum = number + (before == null ? 0 : before);
            sums.put(r.key(), sum);
            context.forward(r.withValue(String.valueOf(sum)));
        }
    }
}
