package io.odradek.engine.coordinator.group.assignor;

import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        boolean alike = Assignor.areAlike(sorted);
        Map<String, Partitions.Builder> built = new HashMap<>();
        for (Member m : sorted) built.put(m.memberId(), Partitions.builder());
        for (Uuid topic : Assignor.topics(sorted)) {
            List<Member> those = alike ? sorted : sorted.stream().filter(m -> m.topics().contains(topic)).toList();
            int count = partitionCount.applyAsInt(topic);
            int each = count / those.size();
            int more = count % those.size();
            int next = 0;
            for (int i = 0; next < count; i++) {
                int until = next + each + (i < more ? 1 : 0);
                while (next < until) built.get(those.get(i).memberId()).add(topic, next++);
            }
        }
        Map<String, Partitions> result = new HashMap<>();
        built.forEach((id, b) -> result.put(id, b.build()));
        return result;
    }
}
