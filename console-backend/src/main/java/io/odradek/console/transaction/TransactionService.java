package io.odradek.console.transaction;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.TransactionFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshots;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Transactions of a cluster. Each change has a plan, which changes nothing. */
public class TransactionService {

    /** Partitions told of one transaction. */
    public static final int MOST_PARTITIONS = 200;
    /** One look serves all who ask within this time. */
    private static final long FRESH_MS = 1_500;

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final AuditLog audit;
    private final Map<String, Keeper> keepers = new ConcurrentHashMap<>();

    public TransactionService(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.audit = audit;
    }

    private static final class Keeper {
        private final ReentrantLock lock = new ReentrantLock();
        private TransactionPicture last;
    }

    /** A look that is at most a moment old; never two at once of a cluster. */
    public TransactionPicture look(String cluster) {
        Door door = clusters.door(cluster);
        Keeper keeper = keepers.computeIfAbsent(cluster, _ -> new Keeper());
        keeper.lock.lock();
        try {
            long now = System.currentTimeMillis();
            if (keeper.last == null || now - keeper.last.takenMs() > FRESH_MS) {
                keeper.last = new TransactionLook(door, now).at(snapshots.of(cluster));
            }
            return keeper.last;
        } finally {
            keeper.lock.unlock();
        }
    }

    /** Those with the text in their id or a topic of theirs, all or only what goes on; the oldest first. */
    public Page<TransactionRow> list(String cluster, String text, boolean openOnly, int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > 1_000) {
            throw Problem.invalid("offset must be at least 0 and limit 1 to 1000");
        }
        TransactionPicture picture = look(cluster);
        String lower = text.toLowerCase(Locale.ROOT);
        List<TransactionRow> some = (openOnly ? picture.open() : picture.all()).stream()
                .filter(row -> lower.isEmpty() || row.id().toLowerCase(Locale.ROOT).contains(lower)
                        || row.topics().stream().anyMatch(topic -> topic.toLowerCase(Locale.ROOT).contains(lower)))
                .toList();
        return new Page<>(some.subList(Math.min(offset, some.size()), Math.min(offset + limit, some.size())),
                some.size(), offset, picture.takenMs());
    }

    /** Problem NOT_FOUND when no coordinator knows the id. */
    public TransactionDetail describe(String cluster, String id) {
        Door door = clusters.door(cluster);
        TransactionFacts facts = facts(door, id);
        long now = System.currentTimeMillis();
        TransactionRow row = row(facts, now);
        List<Place> places = facts.places().stream().sorted().limit(MOST_PARTITIONS).toList();
        List<HeldPartition> held = new TransactionLook(door, now).held(places,
                List.of(new TransactionFacts.Listed(id, facts.producerId(), facts.state(), facts.coordinator())),
                Map.of(id, facts));
        return new TransactionDetail(row, places, held, now);
    }

    public Plan planFence(String cluster, String id) {
        Door door = clusters.door(cluster);
        return TransactionPlans.fence(door.spec().bootstrapServers(),
                row(facts(door, id), System.currentTimeMillis()));
    }

    /** Has its coordinator abort what goes on under this id, and fences its producer. */
    public void fence(Actor actor, String cluster, String id) {
        Door door = clusters.door(cluster);
        refuse(planFence(cluster, id));
        audit.record(actor, cluster, "transaction.fence", id, "", () -> door.transactions().fence(id));
        forget(cluster);
    }

    /** Of the producer's transaction in this partition; Problem NOT_FOUND when it has none there. */
    public Plan planAbort(String cluster, Place place, long producerId) {
        Found found = find(cluster, place, producerId);
        return TransactionPlans.abort(clusters.spec(cluster).bootstrapServers(), place, found.held(), found.holder());
    }

    /** Writes the end of a transaction that no coordinator knows into the partition. */
    public void abort(Actor actor, String cluster, Place place, long producerId) {
        refuse(planAbort(cluster, place, producerId));
        HeldPartition.Holder holder = find(cluster, place, producerId).holder();
        audit.record(actor, cluster, "transaction.abort", place.toString(), "producer " + producerId + " from offset "
                + holder.openFrom(), () -> clusters.door(cluster).transactions().abort(place, producerId,
                        holder.producerEpoch(), Math.max(0, holder.coordinatorEpoch())));
        forget(cluster);
    }

    private record Found(HeldPartition held, HeldPartition.Holder holder) {
    }

    private Found find(String cluster, Place place, long producerId) {
        for (HeldPartition held : look(cluster).held()) {
            if (held.topic().equals(place.topic()) && held.partition() == place.partition()) {
                for (HeldPartition.Holder holder : held.holders()) {
                    if (holder.producerId() == producerId) {
                        return new Found(held, holder);
                    }
                }
            }
        }
        throw Problem.of(Kind.NOT_FOUND, Sentence.of("No such open transaction of producer {0}", producerId),
                Sentence.quoted(place.toString()));
    }

    private void forget(String cluster) {
        keepers.remove(cluster);
    }

    private static void refuse(Plan plan) {
        if (!plan.possible()) {
            throw Problem.of(Kind.CONFLICT, Sentence.of("It cannot be aborted so"),
                    Sentence.joined("; ", plan.refusals()));
        }
    }

    private static TransactionFacts facts(Door door, String id) {
        TransactionFacts facts = door.transactions().describe(List.of(id)).get(id);
        if (facts == null) {
            throw Problem.notFound("No such transactional id", id);
        }
        return facts;
    }

    private static TransactionRow row(TransactionFacts facts, long nowMs) {
        return TransactionLook.row(new TransactionFacts.Listed(facts.id(), facts.producerId(), facts.state(),
                facts.coordinator()), facts, nowMs);
    }
}
