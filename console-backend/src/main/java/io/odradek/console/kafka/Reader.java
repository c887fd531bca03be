package io.odradek.console.kafka;

import io.odradek.console.problem.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads partitions by assignment, without a group and without leaving a trace. One thread at a time; {@link #stop} from
 * any. Sees
 * uncommitted records too. Not promised: that a record read is still there afterwards.
 */
public final class Reader implements AutoCloseable {

    /** A few network round trips' worth, so that a scan is bound by decoding and not by polling. */
    private static final int FETCH_BYTES = 16 << 20;
    private static final int PARTITION_FETCH_BYTES = 2 << 20;
    private static final int POLL_RECORDS = 5_000;

    private final Door door;
    private final Consumer<byte[], byte[]> consumer;
    private boolean spoiled;

    /**
     * A reader with a client of its own.
     *
     * @param fetchWaitMs how long a broker may wait for something to send; a re-assignment waits for that too
     * @param kept        whether the door keeps it for the next who wants one
     */
    Reader(Door door, int fetchWaitMs, boolean kept) {
        this(door, fetchWaitMs, kept, false);
    }

    /** @param committed whether it sees what transactions have committed alone */
    Reader(Door door, int fetchWaitMs, boolean kept, boolean committed) {
        this.door = door;
        this.spoiled = !kept;
        Map<String, Object> properties = door.properties("reader");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, committed ? "read_committed" : "read_uncommitted");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, fetchWaitMs);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Door.TIMEOUT_MS);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads these partitions from these offsets on, and nothing else. */
    public void assign(Map<Place, Long> from) {
        guard(Sentence.of("Read"), c -> {
            c.assign(from.keySet().stream().map(Reader::partition).toList());
            c.resume(c.assignment());
            from.forEach((place, offset) -> c.seek(partition(place), offset));
            return null;
        });
    }

    /** Leaves these out of the coming polls, keeping what was fetched of them. */
    public void pause(Collection<Place> places) {
        guard(Sentence.of("Read"), c -> {
            c.pause(places.stream().map(Reader::partition).toList());
            return null;
        });
    }

    /** What has come, waiting so long for the first. */
    public List<ReadRecord> poll(long maxWaitMs) {
        return guard(Sentence.of("Read records"), c -> {
            List<ReadRecord> records = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : c.poll(Duration.ofMillis(maxWaitMs))) {
                records.add(read(record));
            }
            return records;
        });
    }

    /** The next offset to be read of an assigned partition; it passes over gaps and control records too. */
    public long position(Place place) {
        return guard(Sentence.of("Position of {0}", place), c -> c.position(partition(place)));
    }

    /** The partitions of a topic; empty when it does not exist. */
    public List<Place> partitions(String topic) {
        return guard(Sentence.of("Partitions of {0}", topic), c -> {
            List<Place> places = new ArrayList<>();
            var infos = c.partitionsFor(topic);
            if (infos != null) {
                infos.forEach(info -> places.add(new Place(topic, info.partition())));
            }
            return places;
        });
    }

    public Map<Place, Long> beginning(Set<Place> places) {
        return guard(Sentence.of("First offsets"), c -> places(c.beginningOffsets(partitions(places))));
    }

    /** The high watermarks. */
    public Map<Place, Long> end(Set<Place> places) {
        return guard(Sentence.of("Last offsets"), c -> places(c.endOffsets(partitions(places))));
    }

    /** The first offset at or after that time; partitions without one are left out. */
    public Map<Place, Long> at(Set<Place> places, long timestampMs) {
        return guard(Sentence.of("Offsets by time"), c -> {
            Map<TopicPartition, Long> wanted = new HashMap<>();
            places.forEach(place -> wanted.put(partition(place), timestampMs));
            Map<Place, Long> offsets = new HashMap<>();
            for (Map.Entry<TopicPartition, OffsetAndTimestamp> found : c.offsetsForTimes(wanted).entrySet()) {
                if (found.getValue() != null) {
                    offsets.put(place(found.getKey()), found.getValue().offset());
                }
            }
            return offsets;
        });
    }

    /** Ends a poll that runs on another thread; what runs then leaves as a Problem of kind TIMED_OUT. */
    public void stop() {
        consumer.wakeup();
    }

    /** Gives the reader back to its door. */
    @Override
    public void close() {
        if (spoiled || Thread.currentThread().isInterrupted()) {
            dispose();
            return;
        }
        consumer.unsubscribe();
        if (!door.giveBack(this)) {
            dispose();
        }
    }

    void dispose() {
        boolean interrupted = Thread.interrupted();
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofMillis(500)));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T guard(Sentence what, Function<Consumer<byte[], byte[]>, T> call) {
        try {
            return call.apply(consumer);
        } catch (RuntimeException e) {
            spoiled = true;
            throw Failures.problem(door.spec(), what, e);
        }
    }

    private static ReadRecord read(ConsumerRecord<byte[], byte[]> record) {
        List<ReadRecord.Bytes> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new ReadRecord.Bytes(header.key(), header.value()));
        }
        return new ReadRecord(record.topic(), record.partition(), record.offset(), record.timestamp(), record
                .timestampType().toString(),
                record.leaderEpoch().orElse(-1), record.key(), record.value(), headers, null);
    }

    private static List<TopicPartition> partitions(Set<Place> places) {
        return places.stream().map(Reader::partition).toList();
    }

    private static Map<Place, Long> places(Map<TopicPartition, Long> offsets) {
        Map<Place, Long> places = new HashMap<>();
        offsets.forEach((partition, offset) -> places.put(place(partition), offset));
        return places;
    }

    private static TopicPartition partition(Place place) {
        return new TopicPartition(place.topic(), place.partition());
    }

    private static Place place(TopicPartition partition) {
        return new Place(partition.topic(), partition.partition());
    }
}
