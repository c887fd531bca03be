package io.odradek.engine.controller;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableReplicaAssignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a topic may be called and where its replicas may be. Messages are Kafka's: clients show them. */
final class TopicRules {
    private static final int MAX_NAME = 249;
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
    /** The log of KRaft's metadata: may not be created as a topic. */
    private static final String CLUSTER_METADATA = "__cluster_metadata";

    private TopicRules() {}

    static void checkName(String name) {
        if (name.equals(CLUSTER_METADATA)) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "Creation of internal topic " + name + " is prohibited.");
        }
        String problem = name.isEmpty() ? "the empty string is not allowed"
                : name.equals(".") || name.equals("..") ? "'" + name + "' is not allowed"
                : name.length() > MAX_NAME ? "the length of '" + name + "' is longer than the max allowed length "
                        + MAX_NAME
                : !LEGAL.matcher(name).matches() ? "'" + name + "' contains one or more characters other than ASCII "
                        + "alphanumerics, '.', '_' and '-'" : null;
        if (problem != null) throw new Refusal(ErrorCode.INVALID_TOPIC_EXCEPTION, "Topic name is invalid: " + problem);
    }

    /** Names that differ only in '.' and '_' have the same meters. */
    static void checkCollision(String name, Collection<Topic> existing) {
        if (name.indexOf('.') < 0 && name.indexOf('_') < 0) return;
        String plain = name.replace('.', '_');
        for (Topic t : existing) {
            if (t.name().length() == name.length() && t.name().replace('.', '_').equals(plain) && !t.name()
                    .equals(name)) {
                throw new Refusal(ErrorCode.INVALID_TOPIC_EXCEPTION,
                        "Topic '" + name + "' collides with existing topics: " + t.name());
            }
        }
    }

    static SortedMap<Integer, List<Integer>> checkAssignments(ControllerContext ctx,
            List<CreatableReplicaAssignment> given) {
        SortedMap<Integer, List<Integer>> result = new TreeMap<>();
        for (CreatableReplicaAssignment a : given) {
            if (result.put(a.partitionIndex(), List.copyOf(a.brokerIds())) != null) {
                throw assignment("Found multiple manual partition assignments for partition " + a.partitionIndex());
            }
            checkReplicas(ctx, a.partitionIndex(), a.brokerIds());
        }
        if (result.values().stream().map(List::size).distinct().count() > 1) {
            throw assignment("All partitions should have the same number of replicas");
        }
        if (result.firstKey() != 0 || result.lastKey() != result.size() - 1) {
            throw assignment("partitions should be a consecutive 0-based integer sequence");
        }
        return result;
    }

    static void checkReplicas(ControllerContext ctx, int partition, List<Integer> replicas) {
        if (replicas.isEmpty()) throw assignment("The manual partition assignment includes an empty replica list.");
        if (new HashSet<>(replicas).size() != replicas.size()) {
            throw assignment("Duplicate replica assignment found: Map(" + partition + " -> " + replicas + ")");
        }
        List<Integer> unknown = replicas.stream().filter(b -> !ctx.alive(b)).toList();
        if (!unknown.isEmpty()) throw assignment("Unknown broker(s) in replica assignment: " + unknown);
    }

    static Refusal assignment(String message) {
        return new Refusal(ErrorCode.INVALID_REPLICA_ASSIGNMENT, message);
    }

    static void checkCounts(ControllerContext ctx, int partitions, int factor) {
        if (partitions <= 0) throw new Refusal(ErrorCode.INVALID_PARTITIONS,
                "Number of partitions must be larger than 0.");
        if (factor <= 0) {
            throw new Refusal(ErrorCode.INVALID_REPLICATION_FACTOR, "Replication factor must be larger than 0.");
        }
        int brokers = ctx.brokers().size();
        if (factor > brokers) {
            throw new Refusal(ErrorCode.INVALID_REPLICATION_FACTOR,
                    "Replication factor: " + factor + " larger than available brokers: " + brokers + ".");
        }
    }

    static Placement placement(ControllerContext ctx) {
        Map<Integer, String> racks = new HashMap<>();
        for (BrokerImage b : ctx.brokers().values()) if (b.rack() != null) racks.put(b.id(), b.rack());
        return new Placement(ctx.brokers().keySet(), racks);
    }
}
