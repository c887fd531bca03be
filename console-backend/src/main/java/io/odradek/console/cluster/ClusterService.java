package io.odradek.console.cluster;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClientProperties;
import io.odradek.console.kafka.ClusterFacts;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The clusters of this console. */
public class ClusterService {

    private static final String EDIT = "cluster.edit";
    private static final String ID = "[a-z0-9][a-z0-9-]{0,39}";
    private static final String SERVERS = "[^,\\s]+:\\d{1,5}(,[^,\\s]+:\\d{1,5})*";

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final AuditLog audit;
    private final ClusterFile file;

    /** @param file null to keep nothing */
    public ClusterService(Clusters clusters, Snapshots snapshots, AuditLog audit, Path file) {
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.audit = audit;
        this.file = new ClusterFile(file);
    }

    /** Attaches to the clusters of the file, but for those whose id is taken. */
    public void load() {
        for (ClusterFile.Entry entry : file.read()) {
            if (clusters.list().stream().noneMatch(spec -> spec.id().equals(entry.id()))) {
                clusters.put(spec(entry));
            }
        }
    }

    /** In the order they were added. Never asks them. */
    public List<ClusterRow> list() {
        List<String> own = file.read().stream().map(ClusterFile.Entry::id).toList();
        return clusters.list().stream().map(spec -> row(spec, own.contains(spec.id()))).toList();
    }

    /** Tries it, and says what answered. A cluster that does not answer now can be added all the same. */
    public Plan planAdd(String id, String bootstrapServers, Map<String, String> client) {
        List<Sentence> steps = new ArrayList<>(List.of(Sentence.of("Attach to {0} as {1}",
                String.valueOf(bootstrapServers), String.valueOf(id))));
        List<Sentence> warnings = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>();
        if (clusters.list().stream().anyMatch(spec -> spec.id().equals(id))) {
            refusals.add(Sentence.of("There is a cluster {0} already", id));
        }
        ClusterFile.Entry entry = new ClusterFile.Entry(id, bootstrapServers, client);
        new ClientProperties(client).kept().forEach(key -> refusals.add(Sentence.of("{0} has no value to keep", key)));
        attempt(entry, steps, warnings, refusals);
        return new Plan(Sentence.of("Add cluster {0}", String.valueOf(id)), steps, warnings, refusals, "", "");
    }

    /** Attaches for a moment, and says what answered. */
    private static void attempt(ClusterFile.Entry entry, List<Sentence> steps, List<Sentence> warnings,
            List<Sentence> refusals) {
        try (Clusters trial = new Clusters(List.of(spec(entry)))) {
            ClusterFacts facts = trial.door(entry.id()).facts().cluster();
            steps.add(Sentence.of("It answers: cluster {0} with {1} brokers", facts.clusterId(),
                    facts.brokers().size()));
        } catch (Problem problem) {
            if (problem.kind() == Problem.Kind.INVALID) {
                refusals.add(problem.detail());
            } else {
                warnings.add(Sentence.of("It does not answer now: {0}", problem.said()));
            }
        }
    }

    /** How a cluster that was added is attached, with no secret in it; for those who may edit it. */
    public Attachment attachment(Actor actor, String id) {
        actor.require(Need.action(EDIT, id, null));
        ClusterFile.Entry entry = own(id);
        return new Attachment(entry.bootstrapServers(), new ClientProperties(entry.properties()).redacted());
    }

    /**
     * Tries it, and says what would change. Problem DENIED for those who may not edit it: what answers is told with
     * secrets they have not typed.
     */
    public Plan planEdit(Actor actor, String id, Attachment typed) {
        actor.require(Need.action(EDIT, id, null));
        Edit edit = new Edit(own(id), typed);
        List<Sentence> steps = new ArrayList<>(edit.steps());
        List<Sentence> warnings = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>(edit.refusals());
        if (refusals.isEmpty()) {
            attempt(edit.after(), steps, warnings, refusals);
        }
        return new Plan(Sentence.of("Edit cluster {0}", id), steps, warnings, refusals, "", "");
    }

    /** Attaches anew, as typed; secrets that are kept stay as they are. Problem CONFLICT where that cannot be. */
    public void edit(Actor actor, String id, Attachment typed) {
        audit.record(actor, id, EDIT, id, typed.toString(), () -> {
            synchronized (file) {
                Edit edit = new Edit(own(id), typed);
                if (!edit.refusals().isEmpty()) {
                    throw Problem.of(Problem.Kind.CONFLICT, Sentence.of("{0} cannot be edited so", id),
                            edit.refusals().getFirst());
                }
                ClusterFile.Entry after = edit.after();
                ClusterSpec spec = spec(after);
                file.write(file.read().stream().map(entry -> entry.id().equals(id) ? after : entry).toList());
                clusters.put(spec);
            }
        });
    }

    private ClusterFile.Entry own(String id) {
        clusters.spec(id);
        return file.read().stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow(() ->
                Problem.of(Problem.Kind.CONFLICT, Sentence.of("{0} cannot be edited", id),
                        Sentence.of("It comes from the command line")));
    }

    public void add(Actor actor, String id, String bootstrapServers, Map<String, String> client) {
        ClusterFile.Entry added = new ClusterFile.Entry(id, bootstrapServers,
                new ClientProperties(client).over(new ClientProperties(Map.of())).values());
        ClusterSpec spec = spec(added);
        audit.record(actor, id, "cluster.add", id, new Attachment(bootstrapServers, client).toString(), () -> {
            synchronized (file) {
                if (clusters.list().stream().anyMatch(known -> known.id().equals(id))) {
                    throw Problem.of(Problem.Kind.CONFLICT, Sentence.of("There is a cluster {0} already", id),
                            Sentence.quoted(bootstrapServers));
                }
                List<ClusterFile.Entry> entries = file.read();
                entries.add(added);
                file.write(entries);
                clusters.put(spec);
            }
        });
        snapshots.of(id);
    }

    public Plan planRemove(String id) {
        ClusterSpec spec = clusters.spec(id);
        boolean own = file.read().stream().anyMatch(entry -> entry.id().equals(id));
        return new Plan(Sentence.of("Remove cluster {0}", id), List.of(Sentence.of(
                "Detach from {0}; the cluster itself is not touched", spec.bootstrapServers())), List.of(),
                own ? List.of() : List.of(Sentence.of("{0} comes from the command line", id)), "", "");
    }

    public void remove(Actor actor, String id) {
        if (!planRemove(id).possible()) {
            throw Problem.of(Problem.Kind.CONFLICT, Sentence.of("{0} cannot be removed", id),
                    Sentence.of("It comes from the command line"));
        }
        audit.record(actor, id, "cluster.remove", id, "", () -> {
            synchronized (file) {
                List<ClusterFile.Entry> entries = file.read();
                entries.removeIf(entry -> entry.id().equals(id));
                file.write(entries);
                clusters.remove(id);
            }
        });
    }

    private ClusterRow row(ClusterSpec spec, boolean own) {
        Snapshot snapshot = snapshots.of(spec.id());
        int online = (int) snapshot.brokers().stream().filter(BrokerState::online).count();
        return new ClusterRow(spec.id(), spec.bootstrapServers(), spec.embedded(), own,
                List.copyOf(new TreeSet<>(spec.client().keySet())), snapshot.known() ? online : -1,
                snapshot.known() ? snapshot.topics().size() : -1,
                snapshot.reachable() ? Sentence.NONE : snapshot.trouble(),
                snapshot.takenMs());
    }

    private static ClusterSpec spec(ClusterFile.Entry entry) {
        if (entry.id() == null || !entry.id().matches(ID)) {
            throw Problem.invalid("an id is up to 40 small letters, digits and dashes");
        }
        if (entry.bootstrapServers() == null || !entry.bootstrapServers().matches(SERVERS)) {
            throw Problem.invalid("bootstrap servers are HOST:PORT,...");
        }
        return new ClusterSpec(entry.id(), entry.bootstrapServers(), false, entry.properties());
    }
}
