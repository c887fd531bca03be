package io.odradek.engine.coordinator.group.assignor;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.coordinator.group.assignor.Assignor.Member;
import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.coordinator.group.api.assignor.ConsumerGroupPartitionAssignor;
import org.apache.kafka.coordinator.group.api.assignor.GroupAssignment;
import org.apache.kafka.coordinator.group.api.assignor.SubscribedTopicDescriber;
import org.apache.kafka.coordinator.group.api.assignor.SubscriptionType;
import org.apache.kafka.coordinator.group.modern.Assignment;
import org.apache.kafka.coordinator.group.modern.GroupSpecImpl;
import org.apache.kafka.coordinator.group.modern.MemberSubscriptionAndAssignmentImpl;
import org.junit.jupiter.api.Test;

/** Random groups that change again and again, assigned by us and by Apache Kafka's own assignors. */
class AssignorProperty {
    private static final int GROUPS = 300;
    private static final int CHANGES = 6;

    private final Map<Uuid, Integer> topics = new HashMap<>();
    private final Map<String, Member> members = new HashMap<>();

    /** One group, which is assigned, changed, and assigned again. */
    private void eachGroup(java.util.function.Consumer<Random> check) {
        for (long seed = 1; seed <= GROUPS; seed++) {
            Random random = new Random(seed);
            topics.clear();
            members.clear();
            int count = 1 + random.nextInt(5);
            for (int t = 1; t <= count; t++) topics.put(new Uuid(t, t), 1 + random.nextInt(20));
            boolean alike = random.nextBoolean();
            for (int change = 0; change < CHANGES; change++) {
                change(random, alike);
                check.accept(random);
            }
        }
    }

    private void change(Random random, boolean alike) {
        int now = members.size();
        if (now > 1 && random.nextInt(3) == 0) members.remove(members.keySet().iterator().next());
        for (int more = random.nextInt(4) + (now == 0 ? 1 : 0); more > 0; more--) {
            int number = random.nextInt(1000);
            String id = "m" + number;
            String instance = random.nextInt(4) == 0 ? "i" + (1000 - number) : null;
            members.putIfAbsent(id, new Member(id, instance, wanted(random, alike), Partitions.NONE));
        }
        Uuid grows = new Uuid(1, 1);
        if (random.nextInt(4) == 0) topics.merge(grows, 1, Integer::sum);
    }

    private Set<Uuid> wanted(Random random, boolean alike) {
        Set<Uuid> some = new TreeSet<>(topics.keySet());
        if (!alike) some.removeIf(t -> some.size() > 1 && random.nextInt(3) == 0);
        return some;
    }

    private Map<String, Partitions> assign(Assignor assignor) {
        return assignor.assign(new ArrayList<>(members.values()), topics::get);
    }

    private Map<String, Partitions> kafkas(ConsumerGroupPartitionAssignor assignor) {
        Map<String, MemberSubscriptionAndAssignmentImpl> all = new HashMap<>();
        Map<org.apache.kafka.common.Uuid, Map<Integer, String>> owners = new HashMap<>();
        members.forEach((id, m) -> {
            Map<org.apache.kafka.common.Uuid, Set<Integer>> before = new HashMap<>();
            m.before().byTopic().forEach((t, p) -> before.put(theirs(t), new HashSet<>(p)));
            m.before().forEach((t, p) -> owners.computeIfAbsent(theirs(t), k -> new HashMap<>()).put(p, id));
            Set<org.apache.kafka.common.Uuid> wants = new HashSet<>();
            m.topics().forEach(t -> wants.add(theirs(t)));
            all.put(id, new MemberSubscriptionAndAssignmentImpl(Optional.empty(), Optional.ofNullable(m.instanceId()),
                    wants, new Assignment(before)));
        });
        boolean alike = members.values().stream().map(Member::topics).distinct().count() == 1;
        GroupAssignment result = assignor.assign(new GroupSpecImpl(all,
                alike ? SubscriptionType.HOMOGENEOUS : SubscriptionType.HETEROGENEOUS, owners), describer());
        Map<String, Partitions> ours = new HashMap<>();
        members.keySet().forEach(id -> {
            Partitions.Builder b = Partitions.builder();
            result.members().get(id).partitions().forEach((t, p) -> b.add(new Uuid(t.getMostSignificantBits(),
                    t.getLeastSignificantBits()), p));
            ours.put(id, b.build());
        });
        return ours;
    }

    private SubscribedTopicDescriber describer() {
        return new SubscribedTopicDescriber() {
            @Override
            public int numPartitions(org.apache.kafka.common.Uuid topic) {
                return topics.get(new Uuid(topic.getMostSignificantBits(), topic.getLeastSignificantBits()));
            }

            @Override
            public Set<String> racksForPartition(org.apache.kafka.common.Uuid topic, int partition) {
                throw new AssertionError("Kafka's assignors ask for no racks either");
            }
        };
    }

    private static org.apache.kafka.common.Uuid theirs(Uuid id) {
        return new org.apache.kafka.common.Uuid(id.most(), id.least());
    }

    private void take(Map<String, Partitions> result) {
        members.replaceAll((id, m) -> new Member(id, m.instanceId(), m.topics(), result.get(id)));
    }

    @Test
    void rangeIsKafkas() {
        eachGroup(random -> {
            Map<String, Partitions> ours = assign(new RangeAssignor());
            assertThat(ours).isEqualTo(kafkas(new org.apache.kafka.coordinator.group.assignor.RangeAssignor()));
            take(ours);
        });
    }

    @Test
    void uniformIsAsEvenAsKafkasAndMovesNoMore() {
        eachGroup(random -> {
            Map<String, Partitions> ours = assign(new UniformAssignor());
            Map<String, Partitions> theirs = kafkas(new org.apache.kafka.coordinator.group.assignor.UniformAssignor());
            everyPartitionOnce(ours);
            assertThat(unevenness(ours)).isLessThanOrEqualTo(unevenness(theirs));
            boolean alike = members.values().stream().map(Member::topics).distinct().count() == 1;
            if (alike) assertThat(moved(ours)).isLessThanOrEqualTo(moved(theirs));
            take(ours);
        });
    }

    private void everyPartitionOnce(Map<String, Partitions> given) {
        Set<Uuid> wanted = new TreeSet<>();
        members.values().forEach(m -> wanted.addAll(m.topics()));
        List<String> all = new ArrayList<>();
        given.forEach((id, some) -> some.forEach((t, p) -> {
            assertThat(members.get(id).topics()).contains(t);
            all.add(t + "-" + p);
        }));
        assertThat(all).doesNotHaveDuplicates().hasSize(wanted.stream().mapToInt(topics::get).sum());
    }

    /** Sum of squares: the smaller, the more even. */
    private static long unevenness(Map<String, Partitions> given) {
        return given.values().stream().mapToLong(p -> (long) p.size() * p.size()).sum();
    }

    /** Partitions that a member had and has no more. */
    private int moved(Map<String, Partitions> given) {
        return members.values().stream().mapToInt(m -> m.before().minus(given.get(m.memberId())).size()).sum();
    }
}
