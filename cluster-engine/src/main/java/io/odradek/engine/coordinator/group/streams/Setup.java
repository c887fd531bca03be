package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.group.Patterns;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableTopic;
import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableTopicConfig;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue.CopartitionGroup;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue.Subtopology;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue.TopicInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a topology comes to in a cluster: how many tasks each subtopology has, what is wrong, and which internal topics
 * are to be made. Repartition topics get as many partitions as what is written into them has, and as what they are
 * joined with; changelogs as many as their subtopology has tasks. Calculated anew when topics change. Pure.
 */
final class Setup {
    /** Kinds of status in a heartbeat's answer. */
    enum Problem {
        STALE_TOPOLOGY, MISSING_SOURCE_TOPICS, INCORRECTLY_PARTITIONED_TOPICS, MISSING_INTERNAL_TOPICS,
        SHUTDOWN_APPLICATION, ASSIGNMENT_DELAYED;

        byte code() {
            return (byte) ordinal();
        }
    }

    private final List<Subtopology> parts;
    private final ClusterImage image;
    private final Map<Problem, String> problems = new TreeMap<>();
    private final List<CreatableTopic> missing = new ArrayList<>();
    /** Partitions of every topic of the topology, where they are known or decided. */
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Set<String> internal = new TreeSet<>();
    /** What each subtopology reads that is not its own, with what its expressions match now. */
    private final Map<String, List<String>> sources = new HashMap<>();

    private Setup(StreamsGroupTopologyValue topology, ClusterImage image) {
        this.parts = topology.subtopologies();
        this.image = image;
        for (Subtopology s : parts) sources.put(s.subtopologyId(), sources(s, image));
    }

    private static List<String> sources(Subtopology s, ClusterImage image) {
        Set<String> all = new LinkedHashSet<>(s.sourceTopics());
        s.sourceTopicRegex().forEach(r -> all.addAll(Patterns.matching(r, image.topics().keySet())));
        return List.copyOf(all);
    }

    /** True when the topic is among what the subtopology reads, by name or by an expression. */
    static boolean reads(Subtopology s, String topic) {
        return s.sourceTopics().contains(topic)
                || s.repartitionSourceTopics().stream().anyMatch(t -> t.name().equals(topic))
                || s.sourceTopicRegex().stream().anyMatch(r -> !Patterns.matching(r, List.of(topic)).isEmpty());
    }

    /** The topics that a subtopology's tasks read. */
    List<String> inputs(Subtopology s) {
        List<String> all = new ArrayList<>(sources.get(s.subtopologyId()));
        s.repartitionSourceTopics().forEach(t -> all.add(t.name()));
        return all;
    }

    static Setup of(StreamsGroupTopologyValue topology, ClusterImage image) {
        Setup s = new Setup(topology, image);
        s.look();
        if (s.problems.isEmpty()) s.decide();
        if (s.problems.isEmpty()) s.checkCopartitions();
        if (s.problems.isEmpty()) s.compare();
        return s;
    }

    /** By kind, with the words for the user; empty when tasks can be assigned. */
    Map<Problem, String> problems() {
        return problems;
    }

    List<CreatableTopic> missing() {
        return missing;
    }

    /** Of a topic of the topology; 0 where it is not known. */
    int partitionsOf(String topic) {
        return partitions.getOrDefault(topic, 0);
    }

    /** How many tasks the subtopology has. */
    int tasks(Subtopology s) {
        int most = 0;
        for (String t : inputs(s)) most = Math.max(most, partitionsOf(t));
        return most;
    }

    private void look() {
        Set<String> absent = new TreeSet<>();
        for (Subtopology s : parts) {
            for (TopicInfo t : s.repartitionSourceTopics()) {
                internal.add(t.name());
                if (t.partitions() > 0) partitions.put(t.name(), t.partitions());
            }
        }
        for (Subtopology s : parts) {
            for (String t : sources.get(s.subtopologyId())) {
                if (internal.contains(t)) continue;
                TopicImage known = image.topic(t);
                if (known == null || known.partitionCount() == 0) absent.add(t);
                else partitions.put(t, known.partitionCount());
            }
        }
        if (!absent.isEmpty()) {
            problems.put(Problem.MISSING_SOURCE_TOPICS, "Source topics " + String.join(", ", absent)
                    + " are missing.");
        }
    }

    /** Goes round until nothing new is known: a subtopology that writes must be known before the one that reads. */
    private void decide() {
        boolean more = true;
        while (more) {
            more = false;
            for (Subtopology s : parts) {
                for (TopicInfo t : s.repartitionSourceTopics()) {
                    if (partitions.containsKey(t.name())) continue;
                    int count = written(t.name());
                    if (count == 0) continue;
                    partitions.put(t.name(), count);
                    more = true;
                }
            }
        }
        for (Subtopology s : parts) {
            for (TopicInfo t : s.repartitionSourceTopics()) {
                if (!partitions.containsKey(t.name())) {
                    problems.put(Problem.MISSING_SOURCE_TOPICS, "The number of partitions of the repartition topic "
                            + t.name() + " cannot be told.");
                }
            }
        }
        if (problems.isEmpty()) for (Subtopology s : parts) s.copartitionGroups().forEach(g -> join(s, g));
    }

    /** As many as the largest of those that write into it; 0 while one of them is not known. */
    private int written(String topic) {
        int most = 0;
        for (Subtopology s : parts) {
            if (!s.repartitionSinkTopics().contains(topic)) continue;
            for (TopicInfo t : s.repartitionSourceTopics()) if (!partitions.containsKey(t.name())) return 0;
            most = Math.max(most, tasks(s));
        }
        return most;
    }

    /** Repartition topics that leave it open take the number of what they are joined with. */
    private void join(Subtopology s, CopartitionGroup g) {
        int fixed = 0;
        int most = 0;
        for (String t : sources(s, g)) fixed = Math.max(fixed, partitionsOf(t));
        for (short i : g.repartitionSourceTopics()) {
            TopicInfo t = s.repartitionSourceTopics().get(i);
            if (t.partitions() > 0) fixed = Math.max(fixed, t.partitions());
            most = Math.max(most, partitionsOf(t.name()));
        }
        for (short i : g.repartitionSourceTopics()) {
            TopicInfo t = s.repartitionSourceTopics().get(i);
            if (t.partitions() == 0) partitions.put(t.name(), fixed > 0 ? fixed : most);
        }
    }

    private List<String> sources(Subtopology s, CopartitionGroup g) {
        List<String> all = new ArrayList<>();
        for (short i : g.sourceTopics()) all.add(s.sourceTopics().get(i));
        for (short i : g.sourceTopicRegex()) {
            all.addAll(Patterns.matching(s.sourceTopicRegex().get(i), image.topics().keySet()));
        }
        return all;
    }

    private void checkCopartitions() {
        for (Subtopology s : parts) {
            for (CopartitionGroup g : s.copartitionGroups()) {
                Map<String, Integer> counts = new TreeMap<>();
                for (String t : sources(s, g)) counts.put(t, partitionsOf(t));
                for (short i : g.repartitionSourceTopics()) {
                    String t = s.repartitionSourceTopics().get(i).name();
                    counts.put(t, partitionsOf(t));
                }
                if (new TreeSet<>(counts.values()).size() > 1) {
                    problems.put(Problem.INCORRECTLY_PARTITIONED_TOPICS, "Following topics do not have the same number"
                            + " of partitions: [" + counts + "]");
                }
            }
        }
    }

    /** With what is there. */
    private void compare() {
        for (Subtopology s : parts) {
            for (TopicInfo t : s.repartitionSourceTopics()) compare(t, partitionsOf(t.name()));
            for (TopicInfo t : s.stateChangelogTopics()) {
                boolean source = sources.get(s.subtopologyId()).contains(t.name());
                partitions.put(t.name(), tasks(s));
                if (!source) compare(t, tasks(s));
            }
        }
        if (!problems.isEmpty()) missing.clear();
        if (!missing.isEmpty()) {
            problems.put(Problem.MISSING_INTERNAL_TOPICS, "Internal topics are missing: ["
                    + String.join(", ", missing.stream().map(CreatableTopic::name).sorted().toList()) + "]");
        }
    }

    private void compare(TopicInfo wanted, int count) {
        TopicImage known = image.topic(wanted.name());
        if (known != null && known.partitionCount() > 0) {
            if (known.partitionCount() != count) {
                problems.put(Problem.INCORRECTLY_PARTITIONED_TOPICS, "Existing topic " + wanted.name()
                        + " has different number of partitions: expected " + count + ", found "
                        + known.partitionCount());
            }
            return;
        }
        CreatableTopic t = new CreatableTopic().name(wanted.name()).numPartitions(count)
                .replicationFactor(wanted.replicationFactor() > 0 ? wanted.replicationFactor() : (short) -1);
        wanted.topicConfigs().forEach(c -> t.configs().add(
                new CreatableTopicConfig().name(c.key()).value(c.value())));
        missing.add(t);
    }

    /** Of everything that this rests on: names, ids and numbers of partitions of the topics that are there. */
    long hash() {
        Set<String> names = new TreeSet<>(partitions.keySet());
        sources.values().forEach(names::addAll);
        long h = problems.size();
        for (String n : names) {
            TopicImage t = image.topic(n);
            if (t == null) continue;
            h = 31 * h + n.hashCode();
            h = 31 * h + (t.id().most() ^ t.id().least());
            h = 31 * h + t.partitionCount();
        }
        return h;
    }
}
