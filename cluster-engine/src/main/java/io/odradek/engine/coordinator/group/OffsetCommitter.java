package io.odradek.engine.coordinator.group;

/**
 * Who commits offsets.
 *
 * @param generationOrEpoch generation or member epoch; negative: nobody's member
 * @param transactional     part of a producer's transaction
 * @param apiVersion        of OffsetCommit or TxnOffsetCommit
 */
public record OffsetCommitter(String memberId, String instanceId, int generationOrEpoch, boolean transactional,
                              short apiVersion) {
    /** True for consumers that assign partitions themselves and only keep offsets here. */
    public boolean isOutsider() {
        return generationOrEpoch < 0 && memberId.isEmpty() && instanceId == null;
    }
}
