package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.Patterns;
import io.odradek.engine.coordinator.group.assignor.Assignor;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.epoch.EpochDraft;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Changes to a consumer-protocol group that are not written yet. */
final class Draft extends EpochDraft<ConsumerMember, Partitions> {
    private final ConsumerGroup group;
    private final String id;
    private final Map<String, Set<String>> regexes;

    Draft(GroupWorld world, ConsumerGroup group) {
        super(world, group);
        this.group = group;
        this.id = group.groupId();
        this.regexes = new HashMap<>(group.regexes());
    }

    @Override
    protected int assignmentIntervalMs() {
        return world.config().consumerAssignmentIntervalMs(id);
    }

    /** Looks which topics the expressions match now; true when that changed for any. */
    boolean resolveRegexes() {
        Set<String> used = new HashSet<>();
        everyone().values().forEach(m -> {
            if (m.hasRegex()) used.add(m.regex());
        });
        boolean changed = false;
        for (String r : used) {
            Set<String> now = Patterns.matching(r, image.topics().keySet());
            if (now.equals(regexes.get(r))) continue;
            regexes.put(r, now);
            add(ConsumerRecords.regex(id, r, now, world.nowMs()));
            changed = true;
        }
        for (String r : Set.copyOf(regexes.keySet())) {
            if (used.contains(r)) continue;
            regexes.remove(r);
            add(ConsumerRecords.noRegex(id, r));
        }
        return changed;
    }

    /** Raises the group's epoch where something that the assignment rests on has changed. */
    void raiseEpoch(boolean changed) {
        long hash = hash();
        if (!changed && hash == group.metadataHash() && group.epoch() > 0) return;
        add(ConsumerRecords.group(id, nextEpoch(), hash));
    }

    /** Takes over the generation of a classic group, so that its members' generations only grow. */
    void startAsClassic(int generation) {
        add(ConsumerRecords.group(id, generation, 0));
        startAt(generation, world.nowMs());
    }

    /** True when nobody has the partition or is giving it back. */
    boolean isFree(Uuid topic, int partition) {
        if (!group.isFree(topic, partition)) return false;
        for (Progress<Partitions> p : moved()) if (p.assigned().contains(topic, partition)) return false;
        return true;
    }

    @Override
    protected Map<String, Partitions> plan(Map<String, ConsumerMember> everyone) {
        List<Assignor.Member> wanting = new ArrayList<>(everyone.size());
        for (ConsumerMember m : everyone.values()) {
            wanting.add(new Assignor.Member(m.memberId(), m.instanceId(), topicIds(m), target(m.memberId())));
        }
        return assignor(everyone).assign(wanting, this::partitionCount);
    }

    /** What most members ask for, else the broker's first. */
    Assignor assignor(Map<String, ConsumerMember> all) {
        Map<String, Integer> votes = new HashMap<>();
        for (ConsumerMember m : all.values()) if (m.assignor() != null) votes.merge(m.assignor(), 1, Integer::sum);
        String wanted = votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
                .orElse(world.config().consumerAssignors().getFirst());
        Assignor a = Assignor.of(wanted);
        return a == null ? Assignor.ALL.getFirst() : a;
    }

    private int partitionCount(Uuid topic) {
        TopicImage t = image.topic(topic);
        return t == null ? 0 : t.partitionCount();
    }

    private Set<Uuid> topicIds(ConsumerMember m) {
        Set<Uuid> ids = new TreeSet<>();
        m.topics().forEach(t -> addId(t, ids));
        if (m.hasRegex()) regexes.getOrDefault(m.regex(), Set.of()).forEach(t -> addId(t, ids));
        return ids;
    }

    private void addId(String topic, Set<Uuid> ids) {
        TopicImage t = image.topic(topic);
        if (t != null && t.partitionCount() > 0) ids.add(t.id());
    }

    /** Of the subscribed topics that are there: names, ids and numbers of partitions. */
    private long hash() {
        Set<String> names = new TreeSet<>();
        if (!touchesMembers()) names.addAll(group.namedTopics());
        else everyone().values().forEach(m -> names.addAll(m.topics()));
        regexes.values().forEach(names::addAll);
        long h = 0;
        for (String n : names) {
            TopicImage t = image.topic(n);
            if (t == null) continue;
            h = 31 * h + n.hashCode();
            h = 31 * h + t.id().most() ^ t.id().least();
            h = 31 * h + t.partitionCount();
        }
        return h;
    }
}
