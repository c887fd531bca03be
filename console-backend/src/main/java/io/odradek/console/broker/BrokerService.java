package io.odradek.console.broker;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.kafka.DirFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brokers of a cluster. */
public class BrokerService {

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final AuditLog audit;

    public BrokerService(Clusters clusters, Snapshots snapshots, AuditLog audit) {
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
                .orElseThrow(() -> Problem.notFound("broker", Integer.toString(id)));
        if (!state.online() || !snapshot.reachable()) {
            return new BrokerDetail(state, List.of(), "It is not in the cluster now", snapshot.takenMs());
        }
        try {
            List<DirFacts> dirs = clusters.door(cluster).facts().logDirs(List.of(id)).getOrDefault(id, List.of());
            return new BrokerDetail(state, dirs.stream().map(BrokerService::dir).toList(), "", System
                    .currentTimeMillis());
        } catch (Problem problem) {
            return new BrokerDetail(state, List.of(), problem.getMessage(), snapshot.takenMs());
        }
    }

    /** By name. */
    public List<ConfigRow> configuration(String cluster, int id) {
        return clusters.door(cluster).configs().broker(id);
    }

    /** What {@link #alter} would do, validated by the broker. A null value resets the key to its default. */
    public Plan planAlter(String cluster, int id, Map<String, String> changes) {
        Map<String, ConfigRow> rows = configuration(cluster, id).stream()
                .collect(Collectors.toMap(ConfigRow::name, Function.identity()));
        List<String> steps = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        new TreeMap<>(changes).forEach((key, value) -> {
            ConfigRow row = rows.get(key);
            steps.add(key + ": " + (row == null ? "not set" : row.value()) + " → "
                    + (value == null ? "the default" : value));
        });
        try {
            clusters.door(cluster).configs().alterBroker(id, changes, true);
        } catch (Problem problem) {
            refusals.add(problem.detail());
        }
        return new Plan("Configure broker " + id, steps, List.of(), refusals, command(cluster, id, changes), "");
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
