package io.odradek.console.reassign;

import io.odradek.console.kafka.Configs;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.kafka.Door;
import io.odradek.console.problem.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Kafka's replication throttle, as kafka-reassign-partitions.sh sets it: a rate on every broker that takes part, and on
 * each topic the replicas it counts for: those there are when they send, the new ones when they receive.
 */
final class Throttle {

    private static final String LEADER_RATE = "leader.replication.throttled.rate";
    private static final String FOLLOWER_RATE = "follower.replication.throttled.rate";
    private static final String LEADER_REPLICAS = "leader.replication.throttled.replicas";
    private static final String FOLLOWER_REPLICAS = "follower.replication.throttled.replicas";

    private final Configs configs;

    Throttle(Door door) {
        this.configs = door.configs();
    }

    void set(List<Move> moves, long bytesPerSecond) {
        Map<String, Set<String>> sending = new TreeMap<>();
        Map<String, Set<String>> receiving = new TreeMap<>();
        Set<Integer> brokers = new TreeSet<>();
        for (Move move : moves) {
            if (move.added().isEmpty()) {
                continue;
            }
            brokers.addAll(move.before());
            brokers.addAll(move.added());
            move.before().forEach(id -> names(sending, move, id));
            move.added().forEach(id -> names(receiving, move, id));
        }
        rate(brokers, bytesPerSecond);
        for (String topic : receiving.keySet()) {
            configs.alterTopic(topic, Map.of(LEADER_REPLICAS, String.join(",", sending.get(topic)),
                    FOLLOWER_REPLICAS, String.join(",", receiving.get(topic))), false);
        }
    }

    void rate(Collection<Integer> brokers, long bytesPerSecond) {
        String rate = Long.toString(bytesPerSecond);
        brokers.forEach(id -> configs.alterBroker(id, Map.of(LEADER_RATE, rate, FOLLOWER_RATE, rate), false));
    }

    void remove(Collection<Integer> brokers, Collection<String> topics) {
        Map<String, String> rates = new HashMap<>();
        rates.put(LEADER_RATE, null);
        rates.put(FOLLOWER_RATE, null);
        brokers.forEach(id -> configs.alterBroker(id, rates, false));
        Map<String, String> replicas = new HashMap<>();
        replicas.put(LEADER_REPLICAS, null);
        replicas.put(FOLLOWER_REPLICAS, null);
        for (String topic : topics) {
            try {
                configs.alterTopic(topic, replicas, false);
            } catch (Problem problem) {
                if (problem.kind() != Problem.Kind.NOT_FOUND) {
                    throw problem;
                }
            }
        }
    }

    /** Brokers that have a rate, with it. */
    Map<Integer, Long> rates(Collection<Integer> brokers) {
        Map<Integer, Long> rates = new TreeMap<>();
        for (int broker : brokers) {
            for (ConfigRow row : configs.broker(broker)) {
                if (row.name().equals(FOLLOWER_RATE) && row.overridden() && row.value() != null) {
                    rates.put(broker, Long.parseLong(row.value()));
                }
            }
        }
        return rates;
    }

    /** Of these topics, those that name throttled replicas. */
    Set<String> topics(Collection<String> topics) {
        Set<String> named = new TreeSet<>();
        configs.ofTopics(topics, FOLLOWER_REPLICAS).forEach((topic, value) -> {
            if (!value.isEmpty()) {
                named.add(topic);
            }
        });
        return named;
    }

    private static void names(Map<String, Set<String>> of, Move move, int broker) {
        of.computeIfAbsent(move.topic(), _ -> new LinkedHashSet<>()).add(move.partition() + ":" + broker);
    }
}
