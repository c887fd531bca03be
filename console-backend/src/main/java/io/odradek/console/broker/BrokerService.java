package io.odradek.console.broker;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.inside.ClientInside;
import io.odradek.console.inside.Insides;
import io.odradek.console.inside.TrafficInside;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.kafka.DirFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brokers of a cluster. */
public class BrokerService {

    /** Shown of one broker; some thousand rows are nothing to read. */
    private static final int CLIENTS = 500;

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final AuditLog audit;
    private final Insides insides;
    private final Loads loads = new Loads();

    public BrokerService(Clusters clusters, Snapshots snapshots, AuditLog audit, Insides insides) {
        this.insides = insides;
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.audit = audit;
    }

    /** From the snapshot; never blocks. By id. */
    public Page<BrokerState> list(String cluster) {
        Snapshot snapshot = snapshots.of(cluster);
        return new Page<>(snapshot.brokers(), snapshot.brokers().size(), 0, snapshot.takenMs());
    }

    /** One broker; of one that is offline, what is remembered. Problem NOT_FOUND for an unknown id. */
    public BrokerDetail describe(String cluster, int id) {
        Snapshot snapshot = snapshots.of(cluster);
        BrokerState state = snapshot.brokers().stream().filter(broker -> broker.id() == id).findFirst()
                .orElseThrow(() -> Problem.notFound("No such broker", id));
        if (!state.online() || !snapshot.reachable()) {
            return new BrokerDetail(state, List.of(), Sentence.of("It is not in the cluster now"), snapshot.takenMs());
        }
        try {
            List<DirFacts> dirs = clusters.door(cluster).facts().logDirs(List.of(id)).getOrDefault(id, List.of());
            return new BrokerDetail(state, dirs.stream().map(BrokerService::dir).toList(), Sentence.NONE,
                    System.currentTimeMillis());
        } catch (Problem problem) {
            return new BrokerDetail(state, List.of(), problem.said(), snapshot.takenMs());
        }
    }

    /** Replicas on their way between directories of a broker. */
    public List<Relocating> relocating(String cluster, int id) {
        return relocations(cluster, id).running();
    }

    /** What {@link #relocate} would move, as the broker tells its directories now. */
    public Plan planRelocate(String cluster, int id, Relocation asked) {
        return relocations(cluster, id).plan(clusters.spec(cluster), snapshots.of(cluster), asked);
    }

    /** Begins to move replicas between directories of a broker; each takes its place once it has caught up. */
    public void relocate(Actor actor, String cluster, int id, Relocation asked) {
        String detail = asked.topics() + " from " + (asked.from().isEmpty() ? "anywhere" : asked.from()) + " to "
                + asked.to();
        audit.record(actor, cluster, "broker.relocate", Integer.toString(id), detail, () -> {
            Relocations now = relocations(cluster, id);
            Plan plan = now.plan(clusters.spec(cluster), snapshots.of(cluster), asked);
            if (!plan.possible()) {
                throw Problem.of(Problem.Kind.CONFLICT, Sentence.of("They cannot be moved so"), Sentence.joined("; ",
                        plan.refusals()));
            }
            clusters.door(cluster).replicas().relocate(id, now.wanted(asked).keySet().stream().collect(
                    Collectors.toMap(Function.identity(), _ -> asked.to())));
        });
    }

    /** Gives up the moves that run on a broker; its replicas are where they were. Problem CONFLICT where none runs. */
    public void cancelRelocations(Actor actor, String cluster, int id) {
        audit.record(actor, cluster, "broker.relocate.cancel", Integer.toString(id), "", () -> {
            Map<Place, String> back = relocations(cluster, id).backwards();
            if (back.isEmpty()) {
                throw Problem.of(Problem.Kind.CONFLICT, "Nothing is being moved", "There is nothing to cancel");
            }
            clusters.door(cluster).replicas().relocate(id, back);
        });
    }

    private Relocations relocations(String cluster, int id) {
        refuseAbsent(cluster, id);
        List<DirFacts> dirs = clusters.door(cluster).facts().logDirs(List.of(id)).get(id);
        if (dirs == null) {
            throw Problem.of(Problem.Kind.UNREACHABLE,
                    Sentence.of("Broker {0} does not tell its log directories", id), Sentence.of("It may be offline"));
        }
        return new Relocations(id, dirs);
    }

    /** The client would wait for a broker that is not there as long as it waits for any. */
    private void refuseAbsent(String cluster, int id) {
        Snapshot snapshot = snapshots.of(cluster);
        if (snapshot.reachable() && snapshot.brokers().stream().anyMatch(known -> known.id() == id
                && !known.online())) {
            throw Problem.of(Problem.Kind.UNREACHABLE, Sentence.of("Broker {0} is not in the cluster", id),
                    Sentence.of("It may be offline"));
        }
    }

    /** How busy the brokers that run are; empty for a cluster elsewhere, since Kafka's protocol does not tell. */
    public List<BrokerLoad> loads(String cluster) {
        clusters.spec(cluster);
        TrafficInside inside = insides.traffic(cluster).orElse(null);
        List<BrokerLoad> all = new ArrayList<>();
        for (BrokerState broker : inside == null ? List.<BrokerState>of() : snapshots.of(cluster).brokers()) {
            try {
                all.add(load(inside, cluster, broker.id()));
            } catch (Problem doesNotRun) {
                // The list says of each broker whether it is online.
                continue;
            }
        }
        return all;
    }

    /** One broker's; Problem UNSUPPORTED for a cluster elsewhere, UNREACHABLE while it does not run. */
    public BrokerLoad load(String cluster, int id) {
        return load(inside(cluster), cluster, id);
    }

    private BrokerLoad load(TrafficInside inside, String cluster, int id) {
        return loads.of(cluster, id, inside.load(id), System.currentTimeMillis());
    }

    /** Who is connected to a broker. Problem as of {@link #load}. */
    public Clients clients(String cluster, int id) {
        List<ClientInside> all = inside(cluster).clients(id);
        return new Clients(all.size(), all.stream().sorted(Comparator.comparingLong(ClientInside::ageMs).reversed())
                .limit(CLIENTS).toList());
    }

    private TrafficInside inside(String cluster) {
        clusters.spec(cluster);
        return insides.traffic(cluster).orElseThrow(() -> Problem.of(Problem.Kind.UNSUPPORTED,
                "Kafka's protocol does not tell this", "Of clusters elsewhere neither the times of requests nor the "
                        + "connected clients are known here", "Its brokers' metrics tell it (JMX, or /metrics here)"));
    }

    /** By name. Problem UNREACHABLE, at once, for a broker that is known to be offline. */
    public List<ConfigRow> configuration(String cluster, int id) {
        refuseAbsent(cluster, id);
        return clusters.door(cluster).configs().broker(id);
    }

    /** What {@link #alter} would do, validated by the broker. A null value resets the key to its default. */
    public Plan planAlter(String cluster, int id, Map<String, String> changes) {
        Map<String, ConfigRow> rows = configuration(cluster, id).stream()
                .collect(Collectors.toMap(ConfigRow::name, Function.identity()));
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>();
        new TreeMap<>(changes).forEach((key, value) -> {
            ConfigRow row = rows.get(key);
            steps.add(Plan.setting(key, row == null ? null : row.value(), value));
        });
        try {
            clusters.door(cluster).configs().alterBroker(id, changes, true);
        } catch (Problem problem) {
            refusals.add(problem.detail());
        }
        return new Plan(Sentence.of("Configure broker {0}", id), steps, List.of(), refusals,
                command(cluster, id, changes), "");
    }

    public void alter(Actor actor, String cluster, int id, Map<String, String> changes) {
        audit.record(actor, cluster, "broker.configure", Integer.toString(id), String
                .join(", ", new TreeMap<>(changes).keySet()),
                () -> clusters.door(cluster).configs().alterBroker(id, changes, false));
    }

    private String command(String cluster, int id, Map<String, String> changes) {
        CommandLine line = CommandLine.of("kafka-configs.sh", clusters.spec(cluster).bootstrapServers())
                .with("--alter", "--entity-type", "brokers", "--entity-name", Integer.toString(id));
        new TreeMap<>(changes).forEach((key, value) ->
                line.with(value == null ? "--delete-config" : "--add-config", value == null ? key : key + "=" + value));
        return line.toString();
    }

    private static BrokerDetail.LogDir dir(DirFacts dir) {
        long size = dir.sizes().values().stream().mapToLong(Long::longValue).sum();
        return new BrokerDetail.LogDir(dir.path(), dir.error(), dir.sizes().size(), size, dir.totalBytes(),
                dir.usableBytes());
    }
}
