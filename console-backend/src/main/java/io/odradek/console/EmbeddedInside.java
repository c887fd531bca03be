package io.odradek.console;

import io.odradek.console.inside.BatchPage;
import io.odradek.console.inside.CompactionInside;
import io.odradek.console.inside.Inside;
import io.odradek.console.inside.LogInside;
import io.odradek.console.inside.ReplicaInside;
import io.odradek.console.inside.Standings;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.engine.Broker;
import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.Insight;
import io.odradek.engine.log.BatchLook;
import io.odradek.engine.log.LogLook;
import io.odradek.engine.log.SegmentLook;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.replica.ReplicaLook;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The engine's brokers of this process, looked into from the console. */
public final class EmbeddedInside implements Inside {

    /** A lane that takes longer is in trouble; the page says so. */
    private static final long PATIENCE_MS = 5_000;
    /** Of a broker that just stops nothing is waited for long: its replicas are shown as away. */
    private static final long REPLICAS_PATIENCE_MS = 1_000;
    /** A rehearsal of compaction reads up to 128 MiB from a disk that others use too. */
    private static final long LONG_PATIENCE_MS = 30_000;

    private final EmbeddedCluster cluster;

    public EmbeddedInside(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<ReplicaInside> replicas(String topic, int first, int end) {
        List<Broker> brokers = cluster.brokers();
        List<CompletableFuture<List<ReplicaLook>>> asked = new ArrayList<>();
        for (Broker broker : brokers) {
            Insight insight = broker.insight();
            asked.add(insight == null ? CompletableFuture.completedFuture(List.of())
                    : insight.replicas(topic, first, end).completeOnTimeout(List.of(), REPLICAS_PATIENCE_MS,
                            TimeUnit.MILLISECONDS));
        }
        List<ReplicaInside> all = new ArrayList<>();
        for (int i = 0; i < brokers.size(); i++) {
            int id = brokers.get(i).id();
            await(asked.get(i).exceptionally(_ -> List.of()), PATIENCE_MS).forEach(look -> all.add(replica(id, look)));
        }
        return all;
    }

    private static ReplicaInside replica(int broker, ReplicaLook look) {
        ReplicaLook.Offsets offsets = look.offsets();
        return new ReplicaInside(broker, look.name().partition(), look.leads(), look.offline(), look.leader(),
                look.leaderEpoch(), look.partitionEpoch(), look.replicas(), look.isr(), look.proposed(),
                offsets.logStart(), offsets.lastStable(), offsets.highWatermark(), offsets.logEnd(), offsets.bytes(),
                look.epochs().stream().map(e -> new ReplicaInside.EpochStart(e.epoch(), e.startOffset())).toList(),
                look.followers().stream().map(f -> new ReplicaInside.FollowerInside(f.broker(), f.logEndOffset(),
                        f.lagMs(), f.silentMs())).toList());
    }

    /** As the controller's broker knows them, which is the first to know. */
    @Override
    public Standings standings() {
        ClusterImage image = cluster.brokers().stream().filter(Broker::running)
                .sorted((one, other) -> Boolean.compare(other.controller(), one.controller())).map(Broker::image)
                .findFirst().orElse(ClusterImage.EMPTY);
        return new Standings(image, each -> image.topics().forEach((name, topic) -> {
            for (int i = 0; i < topic.partitionCount(); i++) {
                var partition = topic.partition(i);
                if (!partition.replicas().isEmpty()) {
                    each.accept(new Place(name, i), new Standings.Standing(Math.max(-1, partition.leader()),
                            partition.leaderEpoch(), partition.replicas(), partition.isr()));
                }
            }
        }));
    }

    @Override
    public LogInside log(int broker, Place place, long from, int limit) {
        LogLook.Listing log = await(look(broker, place).segments(from, limit), PATIENCE_MS);
        LogLook.Policy policy = log.policy();
        return new LogInside(log.directory().toString(), log.logStartOffset(), log.lastStableOffset(),
                log.highWatermark(), log.logEndOffset(), log.recoveryPoint(), log.bytes(), log.segmentCount(),
                log.cleanedUpTo(), policy.delete(), policy.compact(), policy.retentionMs(), policy.retentionBytes(),
                policy.segmentBytes(), policy.segmentMs(),
                log.segments().stream().map(EmbeddedInside::segment).toList());
    }

    private static LogInside.SegmentInside segment(SegmentLook s) {
        return new LogInside.SegmentInside(s.baseOffset(), s.nextOffset(), s.bytes(), s.firstTimestampMs(),
                s.largestTimestampMs(), s.offsetIndexBytes(), s.timeIndexBytes(), s.transactionIndexBytes(),
                s.newerBytes(), s.active());
    }

    @Override
    public BatchPage batches(int broker, Place place, long segment, long from, int limit) {
        LogLook.Batches page = await(look(broker, place).batches(segment, from, limit), PATIENCE_MS);
        return new BatchPage(page.batches().stream().map(EmbeddedInside::batch).toList(), page.nextOffset());
    }

    private static BatchPage.BatchInside batch(BatchLook b) {
        return new BatchPage.BatchInside(b.position(), b.bytes(), b.baseOffset(), b.lastOffset(), b.records(),
                b.leaderEpoch(), b.producerId(), b.producerEpoch(), b.baseSequence(), b.lastSequence(), b.codec(),
                b.logAppendTime(), b.transactional(), b.control(), b.firstTimestamp(), b.maxTimestamp(),
                b.deleteHorizonMs(), b.crc(), b.crcIsRight());
    }

    @Override
    public CompactionInside compaction(int broker, Place place) {
        var look = await(look(broker, place).compaction(), LONG_PATIENCE_MS);
        return new CompactionInside(look.cleanOffset(), look.endOffset(), look.due(), look.whole(),
                look.segments().stream().map(k -> new CompactionInside.KeptSegment(k.baseOffset(), k.bytes(),
                        k.keptBytes(), k.records(), k.keptRecords())).toList());
    }

    private LogLook look(int id, Place place) {
        LogLook look = insight(id).log(place.topic(), place.partition());
        if (look == null) {
            throw Problem.of(Kind.NOT_FOUND, Sentence.of("No such replica on broker {0}", id),
                    Sentence.quoted(place.toString()));
        }
        return look;
    }

    private Broker broker(int id) {
        return cluster.brokers().stream().filter(one -> one.id() == id).findFirst()
                .orElseThrow(() -> Problem.notFound("No such broker", id));
    }

    private Insight insight(int id) {
        Insight insight = broker(id).insight();
        if (insight == null) {
            throw Problem.of(Kind.UNREACHABLE, Sentence.of("Broker {0} does not run", id),
                    Sentence.of("It is looked into while it runs"), Sentence.of("Start it, or look at another"));
        }
        return insight;
    }

    private static <T> T await(CompletableFuture<T> answer, long patienceMs) {
        try {
            return answer.get(patienceMs, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Problem(Kind.CONFLICT, Sentence.of("It cannot be looked into"),
                    Sentence.quoted(e.getCause().getMessage()), Sentence.NONE, e.getCause());
        } catch (TimeoutException e) {
            throw new Problem(Kind.TIMED_OUT, Sentence.of("The broker did not get to it"),
                    Sentence.of("within {0} ms", patienceMs), Sentence.of("Try again when it is less busy"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Kind.TIMED_OUT, Sentence.of("Cancelled"), Sentence.NONE, Sentence.NONE, e);
        }
    }
}
