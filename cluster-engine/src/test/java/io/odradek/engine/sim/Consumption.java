package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * What one group of consumers is promised, held against what its members are told: a partition has one owner in each
 * generation (classic protocol) or at all times (consumer protocol), whoever owned it before commits nothing any more,
 * and what was committed is there for the next owner.
 */
final class Consumption {
    private static final String LOG = "__consumer_offsets";

    private final History history;
    private final String group;
    private final List<TopicPartition> partitions;
    private final List<Member> members = new ArrayList<>();
    private final TreeMap<Integer, TreeMap<TopicPartition, Member>> generations = new TreeMap<>();
    private final TreeMap<TopicPartition, ConsumerMember> owners = new TreeMap<>();
    private final TreeMap<TopicPartition, Long> committed = new TreeMap<>();
    private final TreeMap<TopicPartition, Long> sent = new TreeMap<>();
    private int commits;

    Consumption(History history, String group, List<TopicPartition> partitions) {
        this.history = history;
        this.group = group;
        this.partitions = partitions;
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    void add(Member member) {
        members.add(member);
    }

    List<Member> members() {
        return members;
    }

    int commits() {
        return commits;
    }

    /** What is still missing until the group works: everything has an owner, which everybody can be told. */
    List<String> missing() {
        List<String> all = new ArrayList<>();
        if (!history.promised(LOG)) return all;
        for (TopicPartition p : partitions) {
            long owners = members.stream().filter(m -> m.owns(p)).count();
            if (owners != 1) all.add(group + " has " + owners + " owners of " + p);
        }
        members.stream().filter(m -> !m.settled()).forEach(m -> all.add(group + " waits for " + m));
        return all;
    }

    private void violated(String invariant, String what) {
        if (history.promised(LOG)) throw new Violation(invariant, group + ": " + what);
    }

    // ---- owners

    /** The newest generation of which a member was told its assignment; -1 before the first. */
    int newest() {
        return generations.isEmpty() ? -1 : generations.lastKey();
    }

    /** A member of the classic protocol learnt what it owns. */
    void assigned(int generation, Member member, Collection<TopicPartition> mine) {
        TreeMap<TopicPartition, Member> all = generations.computeIfAbsent(generation, _ -> new TreeMap<>());
        for (TopicPartition p : mine) {
            Member other = all.putIfAbsent(p, member);
            if (other != null && other != member) {
                violated("a partition has one owner in a generation", p + " in " + generation + " belongs to " + other
                        + " and " + member);
            }
        }
    }

    /** A member of the consumer protocol is told that it owns the partition. */
    void took(ConsumerMember member, TopicPartition p) {
        ConsumerMember other = owners.put(p, member);
        if (other != null && other != member && other.owns(p) && other.counts()) {
            violated("a partition has one owner", p + " is given to " + member + " while " + other + " has it");
        }
    }

    // ---- offsets

    /** The largest offset that is known to be committed; -1 where none is. */
    long known(TopicPartition p) {
        return committed.getOrDefault(p, -1L);
    }

    void sends(TopicPartition p, long offset) {
        sent.merge(p, offset, Math::max);
    }

    /** @param newestThen the newest generation when the request was sent */
    void acknowledged(Member by, TopicPartition p, long offset, int generation, int newestThen) {
        commits++;
        if (generation < newestThen) {
            violated("members of a generation that is over commit nothing", by + " commits " + offset + " of " + p
                    + " in " + generation + " after " + newestThen);
        }
        if (offset < known(p)) {
            violated("committed offsets never go back", by + " may commit " + offset + " of " + p + " after "
                    + known(p));
        }
        committed.merge(p, offset, Math::max);
    }

    /** @param knownThen what was known to be committed when the question was asked */
    void told(Member who, TopicPartition p, long offset, long knownThen) {
        if (offset < knownThen) {
            violated("what a group has committed is not lost", who + " is told " + offset + " of " + p + " after "
                    + knownThen);
        }
        if (offset > sent.getOrDefault(p, -1L)) {
            violated("a committed offset is one that somebody committed", who + " is told " + offset + " of " + p);
        }
    }
}
