package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatRequest;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatResponse;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A member of the consumer protocol (KIP-848): gives back at once what it is told to, says so with its next heartbeat,
 * and takes what it is given.
 *
 * <p>A heartbeat that nobody answered may still arrive later. It says what was owned when it was sent; where more has
 * come since, that would be given away behind its owner's back. So whoever is given more while such a one may be under
 * way comes back as somebody else.
 */
final class ConsumerMember extends Member {
    /** As the brokers are configured. */
    static final int SESSION_MS = 3_000;
    private static final int LEAVE = -1;
    private static final int REBALANCE_MS = 60_000;
    /** As late as links are cut. */
    private static final long LATE_US = 40_000_000;

    private String memberId;
    private int epoch;
    /** The coordinator may count it out from then on. */
    private long countsUntilUs;
    /** The whole is to be said, since the last answer was none or another coordinator's. */
    private boolean whole = true;
    private long strayUntilUs;

    ConsumerMember(Scene scene, String key, Consumption group) {
        super(scene, key, group);
        memberId = fresh();
    }

    private String fresh() {
        return Uuid.random(world).toString();
    }

    @Override
    String memberId() {
        return memberId;
    }

    @Override
    int generation() {
        return epoch > 0 ? epoch : -1;
    }

    @Override
    int epoch() {
        return epoch;
    }

    /** The coordinator cannot have taken its partitions from it. */
    boolean counts() {
        return world.nowUs() < countsUntilUs;
    }

    @Override
    void out() {
        owned().clear();
        epoch = 0;
        whole = true;
    }

    @Override
    void behind() {
        whole = true;
    }

    @Override
    void abandon() {
        out();
        memberId = fresh();
        strayUntilUs = 0;
        again();
    }

    @Override
    void leave() {
        String who = memberId;
        out();
        memberId = fresh();
        strayUntilUs = 0;
        once(new Question<>(ApiKey.CONSUMER_GROUP_HEARTBEAT, 1, () -> new ConsumerGroupHeartbeatRequest()
                .groupId(key()).memberId(who).memberEpoch(LEAVE), ConsumerGroupHeartbeatResponse::new,
                a -> ErrorCode.of(a.errorCode())), (_, _) -> again());
    }

    @Override
    void attend() {
        Uuid topic = id(group.partitions().getFirst().topic());
        if (topic.equals(Uuid.ZERO)) {
            refresh();
            again();
            return;
        }
        boolean all = whole || epoch == 0;
        long sentUs = world.nowUs();
        Set<TopicPartition> said = new TreeSet<>(owned().keySet());
        String who = memberId;
        once(new Question<>(ApiKey.CONSUMER_GROUP_HEARTBEAT, 1, () -> {
            var q = new ConsumerGroupHeartbeatRequest().groupId(key()).memberId(who).memberEpoch(epoch)
                    .topicPartitions(owned(topic, said));
            return all ? q.rebalanceTimeoutMs(REBALANCE_MS)
                    .subscribedTopicNames(List.of(group.partitions().getFirst().topic())) : q;
        }, ConsumerGroupHeartbeatResponse::new, a -> ErrorCode.of(a.errorCode())), (code, answer) -> {
            if (code == ErrorCode.NONE) {
                heard(answer, sentUs, said);
                return;
            }
            whole = true;
            if (answer == null) strayUntilUs = world.nowUs() + LATE_US;
            else refused("shows itself", code);
            again();
        });
    }

    private List<ConsumerGroupHeartbeatRequest.TopicPartitions> owned(Uuid topic, Collection<TopicPartition> said) {
        if (said.isEmpty()) return List.of();
        return List.of(new ConsumerGroupHeartbeatRequest.TopicPartitions().topicId(topic)
                .partitions(said.stream().map(TopicPartition::partition).toList()));
    }

    private void heard(ConsumerGroupHeartbeatResponse answer, long sentUs, Set<TopicPartition> said) {
        epoch = answer.memberEpoch();
        whole = false;
        countsUntilUs = sentUs + SESSION_MS * 1000L;
        if (answer.assignment() != null) {
            Set<TopicPartition> target = new TreeSet<>();
            answer.assignment().topicPartitions().forEach(t -> t.partitions().forEach(n ->
                    target.add(new TopicPartition(group.partitions().getFirst().topic(), n))));
            if (world.nowUs() < strayUntilUs && !said.containsAll(target)) {
                abandon();
                return;
            }
            world.trace().add("%s owns %s in epoch %d", this, target, epoch);
            owned().keySet().retainAll(target);
            for (TopicPartition p : target) {
                if (owns(p)) continue;
                group.took(this, p);
                take(p);
            }
        }
        again();
    }
}
