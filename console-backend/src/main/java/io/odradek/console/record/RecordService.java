package io.odradek.console.record;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.kafka.Writer;
import io.odradek.console.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Records of a cluster's topics. */
public class RecordService {

    /** One record whole: what the console's goal names as the largest, 20 MiB. */
    private static final Limits ONE = new Limits(1, 10_000, 64L << 20, 8_000, 20 << 20);

    private final Clusters clusters;
    private final AuditLog audit;

    public RecordService(Clusters clusters, AuditLog audit) {
        this.clusters = clusters;
        this.audit = audit;
    }

    /** Blocks until a limit or the end is reached; interrupting the thread ends it early with CANCELLED. */
    public Slice browse(String cluster, Browse browse) {
        return new Look(clusters.door(cluster), browse).slice();
    }

    /** What that search would read at most. Reads offsets and sizes alone. */
    public Cost cost(String cluster, Browse browse) {
        return new Costing(clusters.door(cluster), browse).cost();
    }

    /** One record whole (cells up to 20 MiB); Problem NOT_FOUND when the log no longer or not yet has it. */
    public RecordView one(String cluster, String topic, int partition, long offset) {
        Browse browse = new Browse(topic, new Start.Offset(offset), Set.of(partition), Filter.NONE, ONE, "", "", "");
        return browse(cluster, browse).records().stream().filter(record -> record.offset() == offset).findFirst()
                .orElseThrow(() -> Problem.notFound("record", topic + "-" + partition + " at offset " + offset));
    }

    /**
     * Follows from now on; the listener is called on the tail's own thread. Closing ends it at once and never blocks.
     */
    public AutoCloseable tail(String cluster, Tail tail, TailListener listener) {
        TailLoop loop = new TailLoop(clusters.door(cluster), tail, listener);
        loop.begin();
        Thread.ofVirtual().name("tail-" + String.join(",", tail.topics())).start(loop);
        return loop;
    }

    /** Sends and waits until acknowledged by all in-sync replicas. */
    public Produced produce(Actor actor, String cluster, NewRecord record) {
        Door door = clusters.door(cluster);
        List<ReadRecord.Bytes> headers = record.headers().stream().map(h -> new ReadRecord.Bytes(h.name(), h.value()))
                .toList();
        Produced[] produced = new Produced[1];
        String sizes = (record.key() == null ? "no key" : "key of " + record.key().length + " bytes") + ", "
                + (record.value() == null ? "tombstone" : "value of " + record.value().length + " bytes");
        audit.record(actor, cluster, "record.produce", record.topic(), sizes, () -> {
            // A topic that is not there would otherwise be created, where the brokers do that, by a slip of the finger.
            door.facts().topic(record.topic());
            Writer.Written written = door.writer().write(record.topic(), record.partition(), record.timestampMs(),
                    record.key(),
                    record.value(), headers);
            produced[0] = new Produced(record.topic(), written.partition(), written.offset(), written.timestampMs());
        });
        return produced[0];
    }

    /** The names of the decoders, in the order tried. */
    public List<String> decoders() {
        return Arrays.stream(Decoder.values()).map(Decoder::id).toList();
    }

    /** The bytes as this decoder shows them; Problem INVALID when it cannot. */
    public String decode(String decoder, byte[] bytes) {
        Decoder named = Decoder.named(decoder);
        String text = named == null ? null : named.text(bytes, false);
        if (text == null) {
            throw Problem.invalid(named == null ? "no decoder " + decoder : "these bytes are not " + decoder);
        }
        return text;
    }
}
