package io.odradek.console.reassign;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.DirFacts;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.Reassignments;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Moves replicas and leaders. A plan is made from the last sweep and changes nothing. */
public class ReassignService implements AutoCloseable {

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final AuditLog audit;
    private final Cleaner cleaner;

    public ReassignService(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.audit = audit;
        this.cleaner = new Cleaner(clusters, snapshots, audit);
    }

    /** @param throttleBytes per second and broker; 0 for none */
    public Proposal plan(String cluster, Goal goal, long throttleBytes) {
        if (throttleBytes < 0) {
            throw Problem.invalid("a throttle is a number of bytes from 1, or 0 for none");
        }
        Snapshot snapshot = snapshots.refresh(cluster);
        if (!snapshot.known()) {
            throw Problem.of(Problem.Kind.UNREACHABLE, Sentence.of("Nothing is known of the cluster yet"),
                    snapshot.trouble());
        }
        Planner planner = new Planner(snapshot, topics(snapshot, goal));
        Map<Integer, long[]> before = planner.board().loads();
        List<Move> moves = planner.moves(goal);
        return new Proposals(clusters.spec(cluster)).of(moves, before, planner.board().loads(), throttleBytes,
                planner.refusals());
    }

    /** Begins exactly these moves, under the throttle if there is one; it is removed when they have ended. */
    public void begin(Actor actor, String cluster, List<Goal.Wanted> wanted, long throttleBytes) {
        Proposal proposal = plan(cluster, new Goal.Exact(wanted), throttleBytes);
        if (!proposal.plan().possible()) {
            throw Problem.of(Problem.Kind.CONFLICT, Sentence.of("It cannot be reassigned so"),
                    Sentence.joined("; ", proposal.plan().refusals()));
        }
        Door door = clusters.door(cluster);
        Map<Place, List<Integer>> targets = new HashMap<>();
        proposal.moves().forEach(move -> targets.put(new Place(move.topic(), move.partition()), move.after()));
        String detail = targets + (throttleBytes > 0 ? " at " + throttleBytes + " B/s" : "");
        audit.record(actor, cluster, "reassign.begin", targets.size() + " partitions", detail, () -> {
            if (throttleBytes > 0) {
                new Throttle(door).set(proposal.moves(), throttleBytes);
            }
            door.reassignments().begin(targets);
        });
        if (throttleBytes > 0) {
            cleaner.watch(cluster, targets.keySet());
        }
    }

    /** What is being moved now, and how far it is. */
    public Progress running(String cluster) {
        Door door = clusters.door(cluster);
        Map<Place, Reassignments.Moving> moving = door.reassignments().running();
        Snapshot snapshot = snapshots.of(cluster);
        List<Integer> brokers = online(snapshot);
        Sentence trouble = Sentence.NONE;
        Map<Integer, Map<Place, Long>> sizes = new HashMap<>();
        try {
            if (!moving.isEmpty()) {
                door.facts().logDirs(brokers).forEach((broker, dirs) -> {
                    Map<Place, Long> all = sizes.computeIfAbsent(broker, _ -> new HashMap<>());
                    for (DirFacts dir : dirs) {
                        all.putAll(dir.sizes());
                    }
                });
            }
        } catch (Problem problem) {
            trouble = problem.said();
        }
        List<Running> partitions = new ArrayList<>();
        moving.forEach((place, state) -> partitions.add(running(place, state, sizes, leader(snapshot, place))));
        long rate = new Throttle(door).rates(brokers).values().stream().mapToLong(Long::longValue).min().orElse(-1);
        return new Progress(partitions, rate, trouble, System.currentTimeMillis());
    }

    /** Gives up these moves; all that run when none is named. */
    public void cancel(Actor actor, String cluster, Set<Place> places) {
        Door door = clusters.door(cluster);
        Set<Place> some = places.isEmpty() ? door.reassignments().running().keySet() : places;
        if (some.isEmpty()) {
            throw Problem.of(Problem.Kind.CONFLICT, "Nothing is being moved", "There is nothing to cancel");
        }
        audit.record(actor, cluster, "reassign.cancel", some.size() + " partitions", new TreeSet<>(some).toString(),
                () -> door.reassignments().cancel(some));
    }

    /** Changes the throttle of what runs; 0 removes it. */
    public void throttle(Actor actor, String cluster, long bytesPerSecond) {
        Door door = clusters.door(cluster);
        Snapshot snapshot = snapshots.of(cluster);
        Throttle throttle = new Throttle(door);
        audit.record(actor, cluster, "reassign.throttle", cluster, bytesPerSecond + " B/s", () -> {
            if (bytesPerSecond > 0) {
                throttle.rate(online(snapshot), bytesPerSecond);
            } else {
                throttle.remove(throttle.rates(online(snapshot)).keySet(),
                        throttle.topics(snapshot.topics().keySet()));
            }
        });
    }

    /** @param unclean also from replicas that are not in sync, which loses records */
    public Plan planElect(String cluster, boolean unclean, Set<Place> places) {
        Snapshot snapshot = snapshots.of(cluster);
        Set<Place> some = places.isEmpty() ? Elections.wanting(snapshot, unclean) : places;
        return Elections.plan(clusters.spec(cluster), snapshot, unclean, some);
    }

    /** Elects; for all partitions that want it when none is named. Problem CONFLICT where one gets no leader. */
    public void elect(Actor actor, String cluster, boolean unclean, Set<Place> places) {
        Set<Place> some = places.isEmpty() ? Elections.wanting(snapshots.of(cluster), unclean) : places;
        audit.record(actor, cluster, unclean ? "leader.elect.unclean" : "leader.elect", some.size() + " partitions",
                new TreeSet<>(some).toString(), () -> {
                    Map<Place, String> failed = clusters.door(cluster).reassignments().elect(unclean, some);
                    if (!failed.isEmpty()) {
                        throw Problem.of(Problem.Kind.CONFLICT, Sentence.of("Not every partition got a leader"),
                                Sentence.quoted(failed.toString()));
                    }
                });
        snapshots.refresh(cluster);
    }

    private static Running running(Place place, Reassignments.Moving state, Map<Integer, Map<Place, Long>> sizes,
            int leader) {
        long whole = sizes.getOrDefault(leader, Map.of()).getOrDefault(place, -1L);
        long copied = 0;
        for (int id : state.adding()) {
            copied += Math.min(Math.max(whole, 0), sizes.getOrDefault(id, Map.of()).getOrDefault(place, 0L));
        }
        return new Running(place.topic(), place.partition(), state.replicas(), state.adding(), state.removing(),
                whole < 0 ? -1 : copied, whole < 0 ? -1 : whole * state.adding().size());
    }

    private static int leader(Snapshot snapshot, Place place) {
        TopicState topic = snapshot.topics().get(place.topic());
        if (topic == null || place.partition() >= topic.partitions().size()) {
            return -1;
        }
        PartitionState partition = topic.partitions().get(place.partition());
        return partition.leader();
    }

    private static List<Integer> online(Snapshot snapshot) {
        return snapshot.brokers().stream().filter(BrokerState::online).map(BrokerState::id).toList();
    }

    private static Set<String> topics(Snapshot snapshot, Goal goal) {
        if (goal.topics().isEmpty()) {
            if (goal instanceof Goal.Factor || goal instanceof Goal.Spread) {
                throw Problem.invalid("name the topics; * stands for anything");
            }
            return snapshot.topics().keySet();
        }
        Set<String> found = new TreeSet<>();
        for (String pattern : goal.topics()) {
            Pattern regex = Pattern.compile(pattern.chars().mapToObj(c -> c == '*' ? ".*"
                    : Pattern.quote(String.valueOf((char) c))).collect(Collectors.joining()));
            Set<String> these = snapshot.topics().keySet().stream().filter(name -> regex.matcher(name).matches())
                    .collect(Collectors.toSet());
            if (these.isEmpty()) {
                throw Problem.notFound("No such topic", pattern);
            }
            found.addAll(these);
        }
        return found;
    }

    @Override
    public void close() {
        cleaner.close();
    }
}
