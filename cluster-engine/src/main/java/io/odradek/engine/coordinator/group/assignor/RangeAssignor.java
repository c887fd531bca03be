package io.odradek.engine.coordinator.group.assignor;

import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Gives every member of a topic a stretch of neighbouring partitions, in the order of instance ids and then member ids,
 * so that topics with as many partitions and the same members fall together: what is joined can be joined. The first
 * members get one more where it does not divide.
 */
final class RangeAssignor implements Assignor {
    private static final Comparator<Member> ORDER = Comparator
            .comparing(Member::instanceId, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Member::memberId);

    @Override
    public String name() {
        return "range";
    }

    @Override
    public Map<String, Partitions> assign(List<Member> members, ToIntFunction<Uuid> partitionCount) {
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(ORDER);
        Map<String, Partitions.Builder> built = new HashMap<>();
        // Members that share a set of topics are told apart from the others by that set, once for each topic.
        Map<Set<Uuid>, Integer> sharing = new IdentityHashMap<>();
        for (Member m : sorted) {
            built.put(m.memberId(), Partitions.builder());
            sharing.merge(m.topics(), 1, Integer::sum);
        }
        for (Uuid topic : Assignor.topics(sorted)) {
            Map<Set<Uuid>, Integer> reading = new IdentityHashMap<>(sharing);
            reading.keySet().removeIf(all -> !all.contains(topic));
            int readers = reading.values().stream().mapToInt(Integer::intValue).sum();
            int count = partitionCount.applyAsInt(topic);
            int each = count / readers;
            int more = count % readers;
            int next = 0;
            for (Iterator<Member> all = sorted.iterator(); next < count;) {
                Member m = all.next();
                if (!reading.containsKey(m.topics())) continue;
                int until = next + each + (more-- > 0 ? 1 : 0);
                while (next < until) built.get(m.memberId()).add(topic, next++);
            }
        }
        Map<String, Partitions> result = new HashMap<>();
        built.forEach((id, b) -> result.put(id, b.build()));
        return result;
    }
}
