package io.odradek.engine.coordinator.group.offset;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.OffsetCommitter;
import io.odradek.engine.coordinator.group.PartitionCheck;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetCommitResponse;
import io.odradek.engine.wire.message.OffsetDeleteRequest;
import io.odradek.engine.wire.message.OffsetDeleteResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * OffsetCommit and TxnOffsetCommit, OffsetDelete, and expiry. Lane of the shard only. Topics are known by name here;
 * who calls has turned ids into names.
 */
public final class OffsetRequests {
    /** Records of one expiry run: a batch must stay well below a megabyte, and a tombstone may have 500 bytes. */
    private static final int EXPIRED_AT_ONCE = 1000;

    private final GroupWorld world;
    private final Offsets offsets;
    private final Function<String, Group> create;

    /** @param create makes a group that only keeps offsets, for who commits without a group */
    public OffsetRequests(GroupWorld world, Offsets offsets, Function<String, Group> create) {
        this.world = world;
        this.offsets = offsets;
        this.create = create;
    }

    /** @param transactional part of a producer's transaction; then the version is TxnOffsetCommit's */
    public Outcome<OffsetCommitResponse> commit(OffsetCommitRequest q, boolean transactional, short version) {
        PartitionCheck check = group(q.groupId(), new OffsetCommitter(q.memberId(), q.groupInstanceId(),
                q.generationIdOrMemberEpoch(), transactional, version));
        long now = world.nowMs();
        long expires = q.retentionTimeMs() < 0 ? -1 : now + q.retentionTimeMs();
        List<LogRecord> records = new ArrayList<>();
        OffsetCommitResponse response = new OffsetCommitResponse();
        for (OffsetCommitRequest.OffsetCommitRequestTopic t : q.topics()) {
            var topic = new OffsetCommitResponse.OffsetCommitResponseTopic().name(t.name()).topicId(t.topicId());
            Uuid id = id(t);
            for (OffsetCommitRequest.OffsetCommitRequestPartition p : t.partitions()) {
                Committed c = new Committed(p.committedOffset(), p.committedLeaderEpoch(),
                        text(p.committedMetadata()), now, expires, t.topicId(), -1);
                ErrorCode error = ErrorCode.OFFSET_METADATA_TOO_LARGE;
                if (c.metadata().length() <= world.config().offsetMetadataMaxSize()) {
                    check.validate(t.name(), id, p.partitionIndex());
                    records.add(Offsets.commit(q.groupId(), new TopicPartition(t.name(), p.partitionIndex()), c));
                    error = ErrorCode.NONE;
                }
                topic.partitions().add(new OffsetCommitResponse.OffsetCommitResponsePartition()
                        .partitionIndex(p.partitionIndex()).errorCode(error.code()));
            }
            response.topics().add(topic);
        }
        seen(q.groupId(), q.memberId());
        return Outcome.of(records, response);
    }

    /** Older versions name topics only. */
    private Uuid id(OffsetCommitRequest.OffsetCommitRequestTopic t) {
        if (!t.topicId().equals(Uuid.ZERO)) return t.topicId();
        TopicImage known = world.image().get().topic(t.name());
        return known == null ? Uuid.ZERO : known.id();
    }

    /** Whoever names no generation may commit into a group that is not there; it comes into being by that. */
    private PartitionCheck group(String groupId, OffsetCommitter by) {
        Group group = world.groups().get(groupId);
        if (group == null) {
            if (by.generationOrEpoch() >= 0) {
                throw new CoordinatorException(by.apiVersion() >= 9 && !by.transactional()
                        ? ErrorCode.GROUP_ID_NOT_FOUND : ErrorCode.ILLEGAL_GENERATION);
            }
            group = create.apply(groupId);
        }
        return group.validateOffsetCommit(by);
    }

    private void seen(String groupId, String memberId) {
        Group group = world.groups().get(groupId);
        if (group != null && !memberId.isEmpty()) group.seen(memberId);
    }

    private static String text(String metadata) {
        return metadata == null ? "" : metadata;
    }

    public Outcome<OffsetDeleteResponse> delete(OffsetDeleteRequest q) {
        Group group = world.groups().get(q.groupId());
        if (group == null) throw new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND);
        group.validateOffsetDelete();
        List<LogRecord> records = new ArrayList<>();
        OffsetDeleteResponse response = new OffsetDeleteResponse();
        for (OffsetDeleteRequest.OffsetDeleteRequestTopic t : q.topics()) {
            var topic = new OffsetDeleteResponse.OffsetDeleteResponseTopic().name(t.name());
            boolean alive = group.isSubscribedTo(t.name());
            for (OffsetDeleteRequest.OffsetDeleteRequestPartition p : t.partitions()) {
                ErrorCode error = alive ? ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC : ErrorCode.NONE;
                if (!alive && offsets.get(q.groupId(), t.name(), p.partitionIndex()) != null) {
                    records.add(Offsets.tombstone(q.groupId(), new TopicPartition(t.name(), p.partitionIndex())));
                }
                topic.partitions().add(new OffsetDeleteResponse.OffsetDeleteResponsePartition()
                        .partitionIndex(p.partitionIndex()).errorCode(error.code()));
            }
            response.topics().add(topic);
        }
        return Outcome.of(records, response);
    }

    /** Tombstones of what is overdue, and of empty groups that have nothing left; some, and the others after that. */
    public Outcome<Void> expire() {
        List<LogRecord> records = new ArrayList<>();
        for (Group group : List.copyOf(world.groups().all())) {
            if (records.size() >= EXPIRED_AT_ONCE) {
                return new Outcome<>(records, null, null, true, error -> {
                    if (error == ErrorCode.NONE) world.timers().soon(this::expire);
                });
            }
            List<LogRecord> old = offsets.overdue(group.groupId(), (topic, c) -> overdue(group, topic, c));
            records.addAll(old);
            int left = offsets.of(group.groupId()).values().stream().mapToInt(m -> m.size()).sum() - old.size();
            boolean over = group.isEmpty() && left == 0 && offsetsDecided(group, old);
            if (!over) continue;
            List<LogRecord> end = group.tombstones();
            if (end.isEmpty()) world.groups().remove(group);
            records.addAll(end);
        }
        return Outcome.of(records);
    }

    private boolean offsetsDecided(Group group, List<LogRecord> old) {
        return !old.isEmpty() || offsets.isEmpty(group.groupId());
    }

    private boolean overdue(Group group, String topic, Committed c) {
        if (group.isSubscribedTo(topic)) return false;
        long now = world.nowMs();
        if (c.expiresAtMs() >= 0) return now >= c.expiresAtMs();
        long idleSince = group.offsetsIdleSinceMs();
        return now - (idleSince < 0 ? c.committedAtMs() : idleSince) >= world.config().offsetsRetentionMs();
    }
}
