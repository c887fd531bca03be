package io.odradek.engine.coordinator.group.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Gives every member as many active tasks as the others, give or take one, tasks with state apart from those without,
 * and leaves them where they are or where a standby of theirs is. A task with state whose new process has not caught up
 * stays where it is while that process warms up. Standbys go to other processes than the active task, first to those
 * that have them. Pure.
 */
final class StickyAssignor {
    /** A member to be given tasks, and what it was meant to have until now. */
    record Member(String memberId, String processId, TaskSets before) {}

    /**
     * How many copies tasks with state have.
     *
     * @param standbys of each task, where there are processes enough
     * @param warmups  of all tasks, at one time
     * @param warm     tells whether a process could take a task over without making it wait
     */
    record Copies(int standbys, int warmups, BiPredicate<String, Task> warm) {
        /** Where nothing is known of how far stores have come: tasks move at once. */
        static Copies standbys(int count) {
            return new Copies(count, 0, (process, task) -> true);
        }
    }

    private final Map<String, Member> members = new TreeMap<>();
    private final Map<String, Set<Task>> active = new HashMap<>();
    private final Map<String, Set<Task>> standby = new HashMap<>();
    private final Map<String, Set<Task>> warmup = new HashMap<>();
    /** Whatever a process has been given, in any role. */
    private final Map<String, Set<Task>> processes = new HashMap<>();
    private final Map<String, Integer> threads = new HashMap<>();

    private StickyAssignor(Collection<Member> all) {
        for (Member m : all) {
            members.put(m.memberId(), m);
            active.put(m.memberId(), new TreeSet<>());
            standby.put(m.memberId(), new TreeSet<>());
            warmup.put(m.memberId(), new TreeSet<>());
            processes.putIfAbsent(m.processId(), new HashSet<>());
            threads.merge(m.processId(), 1, Integer::sum);
        }
    }

    /** An entry for every member; each task is active at one member. */
    static Map<String, TaskSets> assign(Collection<Member> all, Collection<Task> stateful, Collection<Task> stateless,
                                        Copies copies) {
        StickyAssignor run = new StickyAssignor(all);
        if (!run.members.isEmpty()) {
            run.activate(stateful, stateful.size());
            run.warmUp(copies);
            run.activate(stateless, stateful.size() + stateless.size());
            for (int i = 0; i < copies.standbys(); i++) run.stand(stateful);
        }
        Map<String, TaskSets> result = new TreeMap<>();
        run.members.keySet().forEach(m -> result.put(m,
                new TaskSets(run.active.get(m), run.standby.get(m), run.warmup.get(m))));
        return result;
    }

    /** Leaves tasks where they were as long as where they are to go is cold; as many as may be warm up there. */
    private void warmUp(Copies copies) {
        int warming = 0;
        for (Member old : members.values()) {
            for (Task t : new TreeSet<>(old.before().active())) {
                Member next = members.values().stream().filter(m -> active.get(m.memberId()).contains(t)).findFirst()
                        .orElse(null);
                if (next == null || next.processId().equals(old.processId())) continue;
                if (copies.warm().test(next.processId(), t)) continue;
                active.get(next.memberId()).remove(t);
                processes.get(next.processId()).remove(t);
                give(t, old);
                if (warming++ >= copies.warmups()) continue;
                warmup.get(next.memberId()).add(t);
                processes.get(next.processId()).add(t);
            }
        }
    }

    /** @param total active tasks there will be after this round, by which each one's part is measured */
    private void activate(Collection<Task> tasks, int total) {
        int most = (total + members.size() - 1) / members.size();
        int full = total % members.size() == 0 ? members.size() : total % members.size();
        Set<Task> left = new TreeSet<>(tasks);
        for (Member m : members.values()) keep(m, m.before().active(), left, most, full);
        for (Member m : members.values()) keep(m, m.before().warmup(), left, most, full);
        for (Member m : members.values()) keep(m, m.before().standby(), left, most, full);
        for (Task t : left) give(t, members.values().stream().min(Comparator
                .comparingInt((Member m) -> active.get(m.memberId()).size())
                .thenComparingDouble(m -> load(m.processId())).thenComparing(Member::memberId)).orElseThrow());
    }

    /** Of what it had, as much as its part allows: only so many members may have the one more. */
    private void keep(Member m, Set<Task> had, Set<Task> left, int most, int full) {
        for (Task t : new TreeSet<>(had)) {
            if (!left.contains(t)) continue;
            int now = active.get(m.memberId()).size();
            boolean last = now == most - 1;
            long taken = active.values().stream().filter(a -> a.size() >= most).count();
            if (now >= most || last && taken >= full) return;
            give(t, m);
            left.remove(t);
        }
    }

    private void give(Task t, Member m) {
        active.get(m.memberId()).add(t);
        processes.get(m.processId()).add(t);
    }

    private double load(String process) {
        return processes.get(process).size() / (double) threads.get(process);
    }

    private void stand(Collection<Task> tasks) {
        int part = (int) Math.ceil((double) (processes.values().stream().mapToInt(Set::size).sum() + tasks.size())
                / members.size());
        List<Task> left = new ArrayList<>();
        for (Task t : new TreeSet<>(tasks)) {
            Member before = members.values().stream().filter(m -> m.before().standby().contains(t)
                    || m.before().active().contains(t)).filter(m -> mayStand(m, t) && size(m) < part)
                    .findFirst().orElse(null);
            if (before == null) left.add(t);
            else stand(t, before);
        }
        for (Task t : left) {
            members.values().stream().filter(m -> mayStand(m, t)).min(Comparator
                    .comparingDouble((Member m) -> load(m.processId())).thenComparingInt(this::size)
                    .thenComparing(Member::memberId)).ifPresent(m -> stand(t, m));
        }
    }

    private boolean mayStand(Member m, Task t) {
        return !processes.get(m.processId()).contains(t);
    }

    private int size(Member m) {
        return active.get(m.memberId()).size() + standby.get(m.memberId()).size();
    }

    private void stand(Task t, Member m) {
        standby.get(m.memberId()).add(t);
        processes.get(m.processId()).add(t);
    }
}
