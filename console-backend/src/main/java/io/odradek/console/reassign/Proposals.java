package io.odradek.console.reassign;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Words, figures and command of a reassignment. Pure. */
final class Proposals {

    private final ClusterSpec cluster;

    Proposals(ClusterSpec cluster) {
        this.cluster = cluster;
    }

    /** @param throttleBytes per second and broker; 0 for none */
    Proposal of(List<Move> moves, Map<Integer, long[]> before, Map<Integer, long[]> after, long throttleBytes,
            List<Sentence> refusals) {
        long bytes = moves.stream().mapToLong(Move::bytes).filter(b -> b > 0).sum();
        long unknown = moves.stream().filter(move -> move.bytes() < 0).count();
        long copies = moves.stream().mapToLong(move -> move.added().size()).sum();
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> warnings = new ArrayList<>();
        List<Sentence> all = new ArrayList<>(refusals);
        if (moves.isEmpty() && all.isEmpty()) {
            all.add(Sentence.of("Nothing has to move"));
        }
        if (!moves.isEmpty()) {
            steps.add(Sentence.of("Change the replicas of {0} partitions: {1} replicas are copied", moves.size(),
                    copies));
            steps.add(throttleBytes > 0 ? Sentence.of(
                    "No broker copies faster than {0} bytes/s; the throttle is removed at the end", throttleBytes)
                    : Sentence.of("Brokers copy as fast as they can"));
            long leaders = moves.stream().filter(move -> !move.before().getFirst().equals(move.after().getFirst()))
                    .count();
            if (leaders > 0) {
                steps.add(Sentence.of("{0} partitions get another preferred leader", leaders));
            }
        }
        if (unknown > 0) {
            warnings.add(Sentence.of("The size of {0} partitions is unknown", unknown));
        }
        if (copies > 0 && throttleBytes <= 0) {
            warnings.add(Sentence.of("Without a throttle the copies compete with producers and consumers"));
        }
        if (moves.stream().anyMatch(move -> move.after().size() < move.before().size())) {
            warnings.add(Sentence.of("With fewer replicas a partition is lost sooner"));
        }
        Plan plan = new Plan(Sentence.of("Reassign {0} partitions", moves.size()), steps, warnings, all,
                moves.isEmpty() ? "" : command(moves, throttleBytes), "");
        return new Proposal(plan, moves, loads(before, after), bytes, estimate(moves, throttleBytes));
    }

    /** The busiest receiver decides; each broker receives at the throttle's rate. */
    private static long estimate(List<Move> moves, long throttleBytes) {
        if (throttleBytes <= 0) {
            return -1;
        }
        Map<Integer, Long> received = new java.util.TreeMap<>();
        for (Move move : moves) {
            long each = move.added().isEmpty() ? 0 : Math.max(0, move.bytes()) / move.added().size();
            move.added().forEach(id -> received.merge(id, each, Long::sum));
        }
        return received.values().stream().mapToLong(Long::longValue).max().orElse(0) * 1_000 / throttleBytes;
    }

    private static List<Proposal.Load> loads(Map<Integer, long[]> before, Map<Integer, long[]> after) {
        TreeSet<Integer> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        return ids.stream().map(id -> {
            long[] b = before.getOrDefault(id, new long[3]);
            long[] a = after.getOrDefault(id, new long[3]);
            return new Proposal.Load(id, (int) b[0], (int) a[0], (int) b[1], (int) a[1], b[2], a[2]);
        }).toList();
    }

    private String command(List<Move> moves, long throttleBytes) {
        String json = moves.stream().limit(20).map(move -> "{\"topic\":\"" + move.topic() + "\",\"partition\":"
                + move.partition() + ",\"replicas\":" + move.after().toString().replace(" ", "") + "}")
                .collect(Collectors.joining(",", "{\"version\":1,\"partitions\":[",
                        moves.size() > 20 ? ",…]}" : "]}"));
        CommandLine line = CommandLine.of("kafka-reassign-partitions.sh", cluster.bootstrapServers())
                .with("--reassignment-json-file", "moves.json", "--execute");
        if (throttleBytes > 0) {
            line.with("--throttle", Long.toString(throttleBytes));
        }
        return "echo '" + json + "' > moves.json\n" + line;
    }
}
