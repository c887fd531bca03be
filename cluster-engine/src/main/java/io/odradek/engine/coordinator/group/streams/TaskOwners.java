package io.odradek.engine.coordinator.group.streams;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Which members have a task or are giving it back. Lane of the shard only. */
final class TaskOwners {
    private final Map<Task, Set<String>> active = new HashMap<>();
    private final Map<Task, Set<String>> others = new HashMap<>();
    private final Function<String, String> processOf;

    /** @param processOf process of a member, null where it is not known */
    TaskOwners(Function<String, String> processOf) {
        this.processOf = processOf;
    }

    void take(String memberId, TaskSets some) {
        some.active().forEach(t -> active.computeIfAbsent(t, k -> new HashSet<>(2)).add(memberId));
        some.standby().forEach(t -> others.computeIfAbsent(t, k -> new HashSet<>(2)).add(memberId));
        some.warmup().forEach(t -> others.computeIfAbsent(t, k -> new HashSet<>(2)).add(memberId));
    }

    void give(String memberId, TaskSets some) {
        some.active().forEach(t -> remove(active, t, memberId));
        some.standby().forEach(t -> remove(others, t, memberId));
        some.warmup().forEach(t -> remove(others, t, memberId));
    }

    private static void remove(Map<Task, Set<String>> from, Task t, String memberId) {
        from.computeIfPresent(t, (k, all) -> {
            all.remove(memberId);
            return all.isEmpty() ? null : all;
        });
    }

    boolean isActive(Task t) {
        return active.containsKey(t);
    }

    boolean processHas(String processId, Task t) {
        return has(active, processId, t) || has(others, processId, t);
    }

    private boolean has(Map<Task, Set<String>> in, String processId, Task t) {
        for (String m : in.getOrDefault(t, Set.of())) if (processId.equals(processOf.apply(m))) return true;
        return false;
    }
}
