package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.assignor.Assignor;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes to a group that are not written yet: what the group would be, and the records that make it so. Lives for one
 * event. The group itself stays as it is until the records are replayed.
 */
final class Draft {
    private final GroupWorld world;
    private final ConsumerGroup group;
    private final String id;
    private final ClusterImage image;
    private final List<LogRecord> records = new ArrayList<>();
    private final Map<String, ConsumerMember> members = new HashMap<>();
    private final Map<String, Set<String>> regexes;
    private final Map<String, Partitions> targets = new HashMap<>();
    private final Map<String, Progress> progress = new HashMap<>();
    private int epoch;
    private int assignmentEpoch;

    Draft(GroupWorld world, ConsumerGroup group) {
        this.world = world;
        this.group = group;
        this.id = group.groupId();
        this.image = world.image().get();
        this.regexes = new HashMap<>(group.regexes());
        this.epoch = group.epoch();
        this.assignmentEpoch = group.assignmentEpoch();
    }

    List<LogRecord> records() {
        return records;
    }

    ClusterImage image() {
        return image;
    }

    int assignmentEpoch() {
        return assignmentEpoch;
    }

    Partitions target(String memberId) {
        return targets.containsKey(memberId) ? targets.get(memberId) : group.target(memberId);
    }

    Progress progress(String memberId) {
        return progress.containsKey(memberId) ? progress.get(memberId) : group.progress(memberId);
    }

    /** Everyone who would be a member. */
    Map<String, ConsumerMember> everyone() {
        Map<String, ConsumerMember> all = new HashMap<>(group.members());
        members.forEach((k, m) -> {
            if (m == null) all.remove(k);
            else all.put(k, m);
        });
        return all;
    }

    // ---- steps

    /** Takes what a member says of itself; true when what it wants to consume changed. */
    boolean put(ConsumerMember m) {
        ConsumerMember old = members.containsKey(m.memberId()) ? members.get(m.memberId())
                : group.member(m.memberId());
        if (m.equals(old)) return false;
        members.put(m.memberId(), m);
        records.add(ConsumerRecords.member(id, m));
        return old == null || !m.subscribesAs(old);
    }

    void progress(String memberId, Progress p) {
        if (p.equals(progress(memberId)) && group.progress(memberId) != Progress.NEW) return;
        progress.put(memberId, p);
        records.add(ConsumerRecords.progress(id, memberId, p));
    }

    void target(String memberId, Partitions target) {
        targets.put(memberId, target);
        records.add(ConsumerRecords.target(id, memberId, target));
    }

    void remove(String memberId) {
        members.put(memberId, null);
        records.add(ConsumerRecords.noProgress(id, memberId));
        records.add(ConsumerRecords.noTarget(id, memberId));
        records.add(ConsumerRecords.noMember(id, memberId));
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
            records.add(ConsumerRecords.regex(id, r, now, world.nowMs()));
            changed = true;
        }
        for (String r : Set.copyOf(regexes.keySet())) {
            if (used.contains(r)) continue;
            regexes.remove(r);
            records.add(ConsumerRecords.noRegex(id, r));
        }
        return changed;
    }

    /** Raises the group's epoch where something that the assignment rests on has changed. */
    void raiseEpoch(boolean changed) {
        long hash = hash();
        if (!changed && hash == group.metadataHash() && group.epoch() > 0) return;
        epoch++;
        records.add(ConsumerRecords.group(id, epoch, hash));
    }

    /** Takes over the generation of a classic group, so that its members' generations only grow. */
    void startAt(int generation) {
        epoch = generation;
        assignmentEpoch = generation;
        records.add(ConsumerRecords.group(id, generation, 0));
        records.add(ConsumerRecords.targetEpoch(id, generation, world.nowMs()));
    }

    /** True when nobody has the partition or is giving it back. */
    boolean isFree(Uuid topic, int partition) {
        if (!group.isFree(topic, partition)) return false;
        for (Progress p : progress.values()) if (p.assigned().contains(topic, partition)) return false;
        return true;
    }

    /** Calculates who is meant to have what, where the epoch was raised. */
    void assign() {
        if (epoch <= assignmentEpoch) return;
        Map<String, ConsumerMember> all = everyone();
        List<Assignor.Member> wanting = new ArrayList<>(all.size());
        for (ConsumerMember m : all.values()) {
            wanting.add(new Assignor.Member(m.memberId(), m.instanceId(), topicIds(m), target(m.memberId())));
        }
        Map<String, Partitions> meant = assignor(all).assign(wanting, this::partitionCount);
        meant.forEach((memberId, t) -> {
            if (!t.equals(target(memberId)) || members.get(memberId) != null && !targets.containsKey(memberId)
                    && group.member(memberId) == null) {
                target(memberId, t);
            }
        });
        assignmentEpoch = epoch;
        records.add(ConsumerRecords.targetEpoch(id, epoch, world.nowMs()));
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
        if (members.isEmpty()) names.addAll(group.namedTopics());
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
