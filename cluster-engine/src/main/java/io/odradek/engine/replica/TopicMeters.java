package io.odradek.engine.replica;

import io.odradek.engine.metric.Counter;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is counted of one topic on this broker; replication of all topics together, as Kafka does. Counting is safe on
 * any thread.
 */
public record TopicMeters(Counter records, Counter bytesIn, Counter recordsOut, Counter bytesOut, Counter produces,
        Counter producesFailed, Counter fetches, Counter fetchesFailed, Counter replicatedIn, Counter replicatedOut) {
    private static final List<Meter> ALL = List.of(Meter.TOPIC_RECORDS_IN, Meter.TOPIC_BYTES_IN,
        Meter.TOPIC_RECORDS_OUT, Meter.TOPIC_BYTES_OUT, Meter.TOPIC_PRODUCES, Meter.TOPIC_PRODUCE_FAILURES,
        Meter.TOPIC_FETCHES, Meter.TOPIC_FETCH_FAILURES);

    private static TopicMeters of(Meters meters, String topic) {
        List<Counter> all = ALL.stream().map(meter -> meters.counter(meter, topic)).toList();
        return new TopicMeters(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5), all.get(6),
            all.get(7), meters.counter(Meter.REPLICA_BYTES_IN), meters.counter(Meter.REPLICA_BYTES_OUT));
    }

    /** All topics of a broker, as long as it has replicas of them. */
    static final class Table {
        /** 8 series of 100 bytes each, and 14 more under Kafka's names: 2.2 MB of text. */
        private static final int MOST_TOPICS = 1_000;
        /** Where topics beyond the first thousand are counted together; no topic may be named so. */
        private static final String OTHERS = "(others)";

        private final Meters meters;
        /** Replicas by topic. Guarded by this. */
        private final Map<String, Integer> replicas = new HashMap<>();

        Table(Meters meters) {
            this.meters = meters;
        }

        synchronized TopicMeters enter(String topic) {
            boolean room = replicas.containsKey(topic) || replicas.size() < MOST_TOPICS;
            if (room) replicas.merge(topic, 1, Integer::sum);
            return of(meters, room ? topic : OTHERS);
        }

        synchronized void leave(String topic) {
            if (!replicas.containsKey(topic)) return;
            if (replicas.merge(topic, -1, Integer::sum) <= 0) {
                replicas.remove(topic);
                ALL.forEach(meter -> meters.remove(meter, topic));
            }
        }
    }
}
