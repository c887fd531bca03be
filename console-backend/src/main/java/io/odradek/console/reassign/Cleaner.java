package io.odradek.console.reassign;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.ClusterFacts;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.Snapshots;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Removes the throttle when what was begun under it has ended, however it ended; looks after each sweep. Forgotten with
 * the console: a throttle left behind is shown on the page and can be removed there.
 */
final class Cleaner implements AutoCloseable {

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final AuditLog audit;
    private final Map<String, Thread> watching = new ConcurrentHashMap<>();

    Cleaner(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.audit = audit;
    }

    void watch(String cluster, Collection<Place> places) {
        Set<String> topics = new TreeSet<>();
        places.forEach(place -> topics.add(place.topic()));
        Thread before = watching.put(cluster, Thread.ofVirtual().name("throttle-" + cluster)
                .start(() -> run(cluster, topics)));
        if (before != null) {
            before.interrupt();
        }
    }

    private void run(String cluster, Set<String> topics) {
        Semaphore swept = new Semaphore(0);
        Runnable leave = snapshots.listen(snapshot -> {
            if (snapshot.cluster().equals(cluster)) {
                swept.release();
            }
        });
        try {
            while (!ended(cluster)) {
                swept.acquire();
                swept.drainPermits();
            }
            watching.remove(cluster, Thread.currentThread());
        } catch (InterruptedException replaced) {
            // Another reassignment watches on, with what is throttled now.
            return;
        } finally {
            leave.run();
        }
    }

    /** Whether nothing moves any more and the throttle is gone. */
    private boolean ended(String cluster) {
        try {
            Door door = clusters.door(cluster);
            if (!door.reassignments().running().isEmpty()) {
                return false;
            }
            Throttle throttle = new Throttle(door);
            List<Integer> brokers = door.facts().cluster().brokers().stream().map(ClusterFacts.Node::id).toList();
            Set<String> throttled = new HashSet<>(throttle.topics(door.facts().topicNames()));
            audit.record(Actor.CONSOLE, cluster, "reassign.throttle", cluster, "removed at the end",
                    () -> throttle.remove(throttle.rates(brokers).keySet(), throttled));
            return true;
        } catch (Problem problem) {
            return problem.kind() == Problem.Kind.NOT_FOUND || problem.kind() == Problem.Kind.DENIED;
        }
    }

    @Override
    public void close() {
        watching.values().forEach(Thread::interrupt);
    }
}
