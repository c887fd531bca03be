package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.Patterns;
import io.odradek.engine.coordinator.group.assignor.Assignor;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.epoch.Assignments;
import io.odradek.engine.coordinator.group.epoch.EpochDraft;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Changes to a consumer-protocol group that are not written yet. */
final class Draft extends EpochDraft<ConsumerMember, Partitions> {
    /** Members and partitions that are brought together at once. */
    private static final int AT_ONCE = 2_000;

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

    /**
     * Brings epoch and assignment up to what the members want and the cluster has.
     *
     * @param changed a member came, went, or wants something else
     */
    void refresh(boolean changed, Assignments<ConsumerMember, Partitions, ConsumerGroup> assignments) {
        if (changed || group.checkedWith != image) {
            boolean other = resolveRegexes() || changed;
            if (assignments.isAside(this)) waitAtFirst();
            raiseEpoch(other);
            group.checkedWith = image;
        }
        assignments.assign(group, this);
    }

    /** What is written of a draft that was refreshed. Where that fails the cluster has to be looked at again. */
    <A> Outcome<A> refreshed(A answer) {
        return new Outcome<>(records(), answer, null, true, error -> {
            if (error != ErrorCode.NONE) group.checkedWith = null;
        });
    }

    /** Looks which topics the expressions match now; true when that changed for any. */
    boolean resolveRegexes() {
        Set<String> used = used(group.usedRegexes(), m -> m.hasRegex() ? List.of(m.regex()) : List.of());
        boolean changed = false;
        for (String r : used) {
            if (group.checkedWith == image && regexes.containsKey(r)) continue;
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
        boolean same = group.checkedWith == image && namedTopics().equals(group.namedTopics().keySet())
                && regexes.equals(group.regexes());
        long hash = same ? group.metadataHash() : hash();
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

    /** What a member wants to read. */
    private record Wish(List<String> topics, String regex) {}

    @Override
    protected Supplier<Map<String, Partitions>> calculation(Map<String, ConsumerMember> everyone) {
        // Members of a large group want the same, by and large: one set for all that do.
        Map<Wish, Set<Uuid>> topics = new HashMap<>();
        List<Assignor.Member> wanting = new ArrayList<>(everyone.size());
        for (ConsumerMember m : everyone.values()) {
            Wish wish = new Wish(m.topics(), m.hasRegex() ? m.regex() : null);
            wanting.add(new Assignor.Member(m.memberId(), m.instanceId(),
                    topics.computeIfAbsent(wish, this::topicIds), target(m.memberId())));
        }
        Assignor assignor = assignor(everyone);
        return () -> assignor.assign(wanting, this::partitionCount);
    }

    /** What an assignment costs grows with the members and with the partitions they read. */
    @Override
    protected boolean isLarge() {
        int size = group.members().size();
        for (String t : readTopics()) {
            TopicImage known = image.topic(t);
            if (known != null) size += known.partitionCount();
        }
        return size > AT_ONCE;
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

    private Set<Uuid> topicIds(Wish w) {
        Set<Uuid> ids = new TreeSet<>();
        w.topics.forEach(t -> addId(t, ids));
        if (w.regex != null) regexes.getOrDefault(w.regex, Set.of()).forEach(t -> addId(t, ids));
        return ids;
    }

    private void addId(String topic, Set<Uuid> ids) {
        TopicImage t = image.topic(topic);
        if (t != null && t.partitionCount() > 0) ids.add(t.id());
    }

    /** What anybody would name, where so many members name it before this draft; takes as long as it has changes. */
    private Set<String> used(Map<String, Integer> before, Function<ConsumerMember, List<String>> named) {
        Map<String, Integer> more = new HashMap<>();
        changes().forEach((memberId, now) -> {
            ConsumerMember old = group.member(memberId);
            if (old != null) named.apply(old).forEach(n -> more.merge(n, -1, Integer::sum));
            if (now != null) named.apply(now).forEach(n -> more.merge(n, 1, Integer::sum));
        });
        Set<String> used = new TreeSet<>(before.keySet());
        more.forEach((n, count) -> {
            if (before.getOrDefault(n, 0) + count > 0) used.add(n);
            else used.remove(n);
        });
        return used;
    }

    private Set<String> namedTopics() {
        return used(group.namedTopics(), ConsumerMember::topics);
    }

    private Set<String> readTopics() {
        Set<String> all = namedTopics();
        regexes.values().forEach(all::addAll);
        return all;
    }

    /** Of the subscribed topics that are there: names, ids and numbers of partitions. */
    private long hash() {
        long h = 0;
        for (String n : readTopics()) {
            TopicImage t = image.topic(n);
            if (t == null) continue;
            h = 31 * h + n.hashCode();
            h = 31 * h + t.id().most() ^ t.id().least();
            h = 31 * h + t.partitionCount();
        }
        return h;
    }
}
