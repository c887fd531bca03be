package io.odradek.engine.coordinator.group.assignor;

import io.odradek.engine.wire.Uuid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Gives every member as many partitions as the others, give or take one, and moves as few as that allows. Where members
 * are subscribed to different topics, moves partitions from who has most to who has two less, through others where it
 * must be, until nobody can be helped.
 */
final class UniformAssignor implements Assignor {
    private record Partition(Uuid topic, int number) {}

    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public Map<String, Partitions> assign(List<Member> members, ToIntFunction<Uuid> partitionCount) {
        return new Run(members, partitionCount).result();
    }

    /** One calculation. */
    private static final class Run {
        private final List<Member> members;
        private final ToIntFunction<Uuid> partitionCount;
        private final Map<String, ArrayDeque<Partition>> given = new HashMap<>();
        private final List<Partition> free = new ArrayList<>();
        private final boolean alike;

        Run(List<Member> all, ToIntFunction<Uuid> partitionCount) {
            members = new ArrayList<>(all);
            members.sort(Comparator.comparing(Member::memberId));
            this.partitionCount = partitionCount;
            alike = Assignor.areAlike(members);
            keepWhatIsTheirs();
            if (alike) trim();
            handOut();
            if (!alike) even();
        }

        private void keepWhatIsTheirs() {
            Set<Partition> taken = new HashSet<>();
            for (Member m : members) {
                ArrayDeque<Partition> mine = new ArrayDeque<>();
                m.before().forEach((t, p) -> {
                    Partition one = new Partition(t, p);
                    boolean valid = m.topics().contains(t) && p < partitionCount.applyAsInt(t);
                    if (valid && taken.add(one)) mine.add(one);
                });
                given.put(m.memberId(), mine);
            }
            for (Uuid t : Assignor.topics(members)) {
                int count = partitionCount.applyAsInt(t);
                for (int p = 0; p < count; p++) {
                    Partition one = new Partition(t, p);
                    if (!taken.contains(one)) free.add(one);
                }
            }
        }

        /** Takes away what is more than each one's part; as many may keep one more as it does not divide by. */
        private void trim() {
            int total = free.size() + given.values().stream().mapToInt(ArrayDeque::size).sum();
            int each = total / Math.max(1, members.size());
            int more = total % Math.max(1, members.size());
            for (Member m : members) {
                ArrayDeque<Partition> mine = given.get(m.memberId());
                int quota = each;
                if (mine.size() > each && more > 0) {
                    quota++;
                    more--;
                }
                while (mine.size() > quota) free.add(mine.removeLast());
            }
        }

        /** What a member has so far. */
        private record Share(String memberId, ArrayDeque<Partition> has) {
            static final Comparator<Share> LEAST =
                    Comparator.<Share>comparingInt(s -> s.has.size()).thenComparing(Share::memberId);
        }

        /**
         * What is free goes, topic by topic in turn, to who has least and may have it: the least of each set of topics
         * that members share is known, and only they are compared.
         */
        private void handOut() {
            Map<Set<Uuid>, PriorityQueue<Share>> shares = new IdentityHashMap<>();
            for (Member m : members) {
                shares.computeIfAbsent(m.topics(), k -> new PriorityQueue<>(Share.LEAST))
                        .add(new Share(m.memberId(), given.get(m.memberId())));
            }
            Map<Uuid, List<PriorityQueue<Share>>> readers = new HashMap<>();
            for (Partition p : free) {
                readers.computeIfAbsent(p.topic, t -> shares.entrySet().stream()
                                .filter(e -> e.getKey().contains(t)).map(Map.Entry::getValue).toList())
                        .stream().min(Comparator.comparing(PriorityQueue::peek, Share.LEAST)).ifPresent(least -> {
                            Share share = least.poll();
                            share.has.add(p);
                            least.add(share);
                        });
            }
        }

        private void even() {
            Map<Uuid, List<Member>> readers = new HashMap<>();
            boolean moved = true;
            while (moved) {
                moved = false;
                List<Member> most = new ArrayList<>(members);
                most.sort(Comparator.comparingInt(this::has).reversed());
                int enough = has(most.getLast()) + 2;
                if (has(most.getFirst()) < enough) return;
                if (readers.isEmpty()) readers.putAll(readers());
                for (Member from : most) if (has(from) >= enough) moved |= relieve(from, readers);
            }
        }

        private int has(Member m) {
            return given.get(m.memberId()).size();
        }

        private Map<Uuid, List<Member>> readers() {
            Map<Uuid, List<Member>> readers = new HashMap<>();
            for (Member m : members) m.topics().forEach(t -> readers.computeIfAbsent(t, k -> new ArrayList<>()).add(m));
            return readers;
        }

        /** Who would pass which partition on to a member. */
        private record Step(Member from, Partition what) {}

        /** Looks for somebody with two less, the nearest first, whom a partition each from one to the next helps. */
        private boolean relieve(Member from, Map<Uuid, List<Member>> readers) {
            int most = has(from);
            Map<String, Step> reached = new HashMap<>();
            Set<Uuid> seen = new HashSet<>();
            ArrayDeque<Member> next = new ArrayDeque<>(List.of(from));
            while (!next.isEmpty()) {
                Member m = next.poll();
                for (Partition p : given.get(m.memberId())) {
                    if (!seen.add(p.topic)) continue;
                    for (Member to : readers.get(p.topic)) {
                        if (to == from || reached.putIfAbsent(to.memberId(), new Step(m, p)) != null) continue;
                        if (has(to) + 2 <= most) {
                            pass(to, from, reached);
                            return true;
                        }
                        next.add(to);
                    }
                }
            }
            return false;
        }

        private void pass(Member to, Member from, Map<String, Step> reached) {
            Member at = to;
            while (at != from) {
                Step step = reached.get(at.memberId());
                given.get(step.from.memberId()).remove(step.what);
                given.get(at.memberId()).add(step.what);
                at = step.from;
            }
        }

        Map<String, Partitions> result() {
            Map<String, Partitions> result = new HashMap<>();
            given.forEach((id, all) -> {
                Partitions.Builder b = Partitions.builder();
                all.forEach(p -> b.add(p.topic, p.number));
                result.put(id, b.build());
            });
            return result;
        }
    }
}
