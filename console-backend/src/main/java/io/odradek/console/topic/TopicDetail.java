package io.odradek.console.topic;

import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.PartitionState;
import java.util.List;

/**
 * One topic, freshly described (not from the snapshot).
 *
 * @param partitions   by number, with offsets and sizes where known
 * @param lastRecordMs timestamp of the newest record, -1 when there is none or the broker does not tell
 * @param trouble      what could not be learned; empty when all is known
 * @param takenMs      when it was asked, epoch milliseconds
 */
public record TopicDetail(TopicRow row, String topicId, List<PartitionState> partitions, long lastRecordMs,
        Sentence trouble,
                          long takenMs) {
}
