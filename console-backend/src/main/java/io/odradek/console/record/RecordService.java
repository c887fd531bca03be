package io.odradek.console.record;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Plan;
import io.odradek.console.decoder.Choice;
import io.odradek.console.decoder.Decoder;
import io.odradek.console.decoder.Format;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.kafka.Writer;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records of a cluster's topics. */
public class RecordService {

    /** One record whole: what the console's goal names as the largest, 20 MiB. */
    private static final Limits ONE = new Limits(1, 10_000, 64L << 20, 8_000, 20 << 20);

    /** Records that decoders are tried on. */
    private static final Limits TRIED = new Limits(10, 10_000, 64L << 20, 5_000, 20 << 20);

    private final Clusters clusters;
    private final AuditLog audit;
    private final Internals internals;
    private final SavedSearches saved;
    private final KeptDecoders kept;
    private final Jobs jobs = new Jobs();

    /** Without an eye for the records of Kafka's own topics. */
    public RecordService(Clusters clusters, AuditLog audit) {
        this(clusters, audit, Internals.NONE, new SavedSearches(null), new KeptDecoders(null));
    }

    public RecordService(Clusters clusters, AuditLog audit, Internals internals, SavedSearches saved,
            KeptDecoders kept) {
        this.kept = kept;
        this.clusters = clusters;
        this.internals = internals;
        this.saved = saved;
        this.audit = audit;
    }

    /** Blocks until a limit or the end is reached; interrupting the thread ends it early with CANCELLED. */
    public Slice browse(String cluster, Browse browse) {
        return new Look(clusters.door(cluster), decoders(cluster), browse).slice();
    }

    /** What that search would read at most. Reads offsets and sizes alone. */
    public Cost cost(String cluster, Browse browse) {
        return new Costing(clusters.door(cluster), decoders(cluster), browse).cost();
    }

    /** One record whole (cells up to 20 MiB); Problem NOT_FOUND when the log no longer or not yet has it. */
    public RecordView one(String cluster, String topic, int partition, long offset) {
        Browse browse = new Browse(topic, new Start.Offset(offset), Set.of(partition), Filter.NONE, ONE, "", "", "",
                false);
        return browse(cluster, browse).records().stream().filter(record -> record.offset() == offset).findFirst()
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, Sentence.of("No such record"),
                        Sentence.of("{0}-{1} at offset {2}", topic, partition, offset)));
    }

    /**
     * Follows from now on; the listener is called on the tail's own thread. Closing ends it at once and never blocks.
     */
    public AutoCloseable tail(String cluster, Tail tail, TailListener listener) {
        TailLoop loop = new TailLoop(clusters.door(cluster), decoders(cluster), tail, listener);
        loop.begin();
        Thread.ofVirtual().name("tail-" + String.join(",", tail.topics())).start(loop);
        return loop;
    }

    /** What a replay would write, and what a person should know before. */
    public Plan planReplay(String cluster, Replay replay) {
        return new ReplayPlan(clusters.door(cluster), replay).plan(cost(cluster, replay.source()));
    }

    /** Begins to write a search's records to a topic. Problem INVALID where the plan refuses. */
    public Job replay(Actor actor, String cluster, Replay replay) {
        actor.require(Need.view(cluster, Need.Kind.TOPIC, replay.source().topic()));
        Door door = clusters.door(cluster);
        Plan plan = planReplay(cluster, replay);
        if (!plan.possible()) {
            throw Problem.invalid(Sentence.joined("; ", plan.refusals()));
        }
        Feed feed = new ReplayFeed(replay, page -> new Look(door, decoders(cluster), page).found(),
                cost(cluster, replay.source()).records());
        return begin(actor, door, Set.of(replay.target()), new Jobs.Order(cluster, "replay", replay.target(), feed,
                replay.most(), replay.perSecond()));
    }

    /** Begins to write many records. */
    public Job produceMany(Actor actor, String cluster, ManyRecords many) {
        if (many.records().isEmpty() || many.times() < 1 || many.perSecond() < 0) {
            throw Problem.invalid("at least one record, once, at a rate of 0 (any) or more");
        }
        Door door = clusters.door(cluster);
        // Otherwise created, where the brokers do that, by a slip of the finger.
        Set<String> topics = many.records().stream().map(NewRecord::topic).collect(Collectors.toSet());
        topics.forEach(topic -> door.facts().topic(topic));
        return begin(actor, door, topics, new Jobs.Order(cluster, "produce", many.records().getFirst().topic(),
                new ManyFeed(many), Long.MAX_VALUE, many.perSecond()));
    }

    private Job begin(Actor actor, Door door, Set<String> topics, Jobs.Order order) {
        Job[] begun = new Job[1];
        String action = "record." + order.what();
        audit.record(actor, order.cluster(), action, topics, "begun", () -> begun[0] = jobs.begin(door, order,
                ended -> audit.record(Actor.CONSOLE, order.cluster(), action, topics, "for " + actor.name() + ": "
                        + ended.written() + " records, " + ended.outcome(), () -> { })));
        return begun[0];
    }

    /** Searches of a topic kept by name, for everybody who sees it. */
    public List<SavedSearch> searches(String cluster, String topic) {
        return saved.of(cluster, topic);
    }

    public void keepSearch(Actor actor, SavedSearch search) {
        audit.record(actor, search.cluster(), "record.search.keep", search.topic(), search.name(),
                () -> saved.keep(search));
    }

    public void forgetSearch(Actor actor, String cluster, String topic, String name) {
        audit.record(actor, cluster, "record.search.forget", topic, name, () -> saved.remove(cluster, topic, name));
    }

    /** What was and is being written to the cluster behind the pages, newest first. */
    public List<Job> jobs(String cluster) {
        return jobs.of(cluster);
    }

    /** Ends a job early; what was sent stays. */
    public void cancelJob(Actor actor, String cluster, long id) {
        Job job = jobs.of(cluster).stream().filter(each -> each.id() == id).findFirst()
                .orElseThrow(() -> Problem.notFound("No such job", id));
        audit.record(actor, cluster, "record.cancel", job.target(), job.what(), () -> jobs.cancel(cluster, id));
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

    /** The names of the decoders, in the order tried; those that need a schema last. */
    public List<String> decoders() {
        return Choice.names();
    }

    /** What is kept for a topic. */
    public TopicDecoders decoders(String cluster, String topic) {
        return kept.of(cluster, topic);
    }

    /** What they would make of the topic's newest records. Problem INVALID where one of them cannot be made. */
    public Trial tryDecoders(TopicDecoders chosen) {
        Decoder key = chosen.key().made();
        Decoder value = chosen.value().made();
        Door door = clusters.door(chosen.cluster());
        Browse newest = new Browse(chosen.topic(), new Start.Newest(), Set.of(), Filter.NONE, TRIED, "", "", "",
                false);
        return new Trial(new Look(door, Decoders.AUTOMATIC, newest).found().records().stream()
                .map(record -> new Trial.Tried(record.partition(), record.offset(), attempt(key, record.key()),
                        attempt(value, record.value()))).toList());
    }

    private static Attempt attempt(Decoder decoder, byte[] bytes) {
        return decoder == null || bytes == null ? null : Attempt.of(decoder, bytes);
    }

    /** Keeps them for everybody who looks at the topic. Problem INVALID where one of them cannot be made. */
    public void keepDecoders(Actor actor, TopicDecoders chosen) {
        String names = "key " + name(chosen.key()) + ", value " + name(chosen.value());
        audit.record(actor, chosen.cluster(), "record.decoders", chosen.topic(), names, () -> {
            clusters.door(chosen.cluster()).facts().topic(chosen.topic());
            kept.keep(chosen);
        });
    }

    private static String name(Choice choice) {
        return choice.automatic() ? "automatic" : (choice.decoder() + " " + choice.type()).strip();
    }

    /** What each decoder makes of a key or value of this topic, or why it does not take it; one that is kept first. */
    public List<Attempt> attempts(String cluster, String topic, boolean key, byte[] bytes) {
        TopicDecoders chosen = kept.of(cluster, topic);
        Decoder own = kept.decoder(key ? chosen.key() : chosen.value());
        Stream<Decoder> first = own == null || own instanceof Format ? Stream.of() : Stream.of(own);
        return Stream.concat(first, Arrays.stream(Format.values())).map(decoder -> Attempt.of(decoder, bytes))
                .toList();
    }

    private Decoders decoders(String cluster) {
        return Decoders.of(internals, kept, cluster);
    }
}
