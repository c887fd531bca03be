package io.odradek.engine.coordinator.group.assignor;

import io.odradek.engine.wire.Uuid;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Null where there is no such assignor. */
    static Assignor of(String name) {
        for (Assignor a : ALL) if (a.name().equals(name)) return a;
        return null;
    }
}
