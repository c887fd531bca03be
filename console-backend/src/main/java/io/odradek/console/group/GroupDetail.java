package io.odradek.console.group;

import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.problem.Sentence;
import java.util.List;

/**
 * One group, freshly asked.
 *
 * @param assignor    who assigns, or empty
 * @param epoch, targetEpoch of the group and of its target assignment, -1 where its protocol knows none; while they
 *                    differ it is being rebalanced
 * @param partitions  by topic and partition: all it has committed or has been assigned
 * @param trouble     what could not be learned; empty when all is known
 */
public record GroupDetail(GroupRow row, String assignor, int epoch, int targetEpoch, List<PartitionLag> partitions,
        List<GroupFacts.Member> members, Sentence trouble, long takenMs) {

    /**
     * A partition of a group.
     *
     * @param committed -1 when nothing is committed
     * @param start, end of the log, -1 when unknown
     * @param lag       -1 when unknown
     * @param lagMs     how long the oldest unread record has been there; 0 without one, -1 when unknown
     * @param member    id of the member that reads it, empty when none does
     */
    public record PartitionLag(String topic, int partition, long committed, long start, long end, long lag, long lagMs,
            String member, String clientId, String host) {
    }
}
