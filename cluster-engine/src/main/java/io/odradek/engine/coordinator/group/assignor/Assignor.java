package io.odradek.engine.coordinator.group.assignor;

import io.odradek.engine.wire.Uuid;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** A way to spread partitions over members. Pure. */
public interface Assignor {
    /**
     * A member to be given partitions.
     *
     * @param instanceId null unless static
     * @param topics     it is subscribed to
     * @param before     what it was meant to have until now
     */
    record Member(String memberId, String instanceId, Set<Uuid> topics, Partitions before) {}

    String name();

    /** An entry for every member; each partition of a subscribed topic goes to one subscribed member. */
    Map<String, Partitions> assign(List<Member> members, ToIntFunction<Uuid> partitionCount);

    List<Assignor> ALL = List.of(new UniformAssignor(), new RangeAssignor());

    /** True where all are subscribed to the same topics, which costs nothing where they share one set. */
    static boolean areAlike(List<Member> members) {
        Set<Uuid> first = members.isEmpty() ? Set.of() : members.getFirst().topics();
        return members.stream().allMatch(m -> m.topics().equals(first));
    }

    /** What any of them is subscribed to, in order. */
    static Set<Uuid> topics(List<Member> members) {
        Set<Uuid> topics = new TreeSet<>();
        Set<Set<Uuid>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Member m : members) if (seen.add(m.topics())) topics.addAll(m.topics());
        return topics;
    }

    /** Null where there is no such assignor. */
    static Assignor of(String name) {
        for (Assignor a : ALL) if (a.name().equals(name)) return a;
        return null;
    }
}
