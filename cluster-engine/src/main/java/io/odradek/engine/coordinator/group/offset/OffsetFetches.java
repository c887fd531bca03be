package io.odradek.engine.coordinator.group.offset;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.Groups;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.odradek.engine.wire.message.OffsetFetchRequest.OffsetFetchRequestTopics;
import io.odradek.engine.wire.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import io.odradek.engine.wire.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import io.odradek.engine.wire.message.OffsetFetchResponse.OffsetFetchResponseTopics;
import java.util.Map;
import java.util.function.Supplier;

/** OffsetFetch for one group, in the shape of version 8 and later. Lane of the shard only. */
public final class OffsetFetches {
    public static final long NONE_COMMITTED = -1;

    private final Groups groups;
    private final Offsets offsets;
    private final Supplier<ClusterImage> image;

    public OffsetFetches(Groups groups, Offsets offsets, Supplier<ClusterImage> image) {
        this.groups = groups;
        this.offsets = offsets;
        this.image = image;
    }

    /**
     * @param stable with offsets of undecided transactions refused (KIP-447)
     * @param byId   topics are named by id, so what has no id is left out
     */
    public OffsetFetchResponseGroup fetch(OffsetFetchRequestGroup q, boolean stable, boolean byId) {
        OffsetFetchResponseGroup response = new OffsetFetchResponseGroup().groupId(q.groupId());
        Group group = groups.get(q.groupId());
        try {
            if (group != null) group.validateOffsetFetch(q.memberId(), q.memberEpoch());
            else if (q.memberEpoch() >= 0 && q.memberId() != null) {
                throw new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND);
            }
        } catch (CoordinatorException e) {
            return response.errorCode(e.error().code());
        }
        if (q.topics() == null) return all(response, stable, byId);
        for (OffsetFetchRequestTopics t : q.topics()) {
            String name = byId ? name(t.topicId()) : t.name();
            var topic = new OffsetFetchResponseTopics().name(name == null ? "" : name).topicId(t.topicId());
            for (int p : t.partitionIndexes()) {
                topic.partitions().add(name == null ? unknown(p) : partition(q.groupId(), name, p, stable));
            }
            response.topics().add(topic);
        }
        return response;
    }

    private OffsetFetchResponseGroup all(OffsetFetchResponseGroup response, boolean stable, boolean byId) {
        String groupId = response.groupId();
        for (Map.Entry<String, Map<Integer, Committed>> t : offsets.of(groupId).entrySet()) {
            TopicImage known = image.get().topic(t.getKey());
            if (byId && known == null) continue;
            var topic = new OffsetFetchResponseTopics().name(t.getKey())
                    .topicId(known == null ? Uuid.ZERO : known.id());
            for (int p : t.getValue().keySet()) topic.partitions().add(partition(groupId, t.getKey(), p, stable));
            response.topics().add(topic);
        }
        return response;
    }

    private OffsetFetchResponsePartitions partition(String groupId, String topic, int p, boolean stable) {
        var answer = new OffsetFetchResponsePartitions().partitionIndex(p).committedOffset(NONE_COMMITTED).metadata("");
        if (stable && offsets.isPending(groupId, topic, p)) {
            return answer.errorCode(ErrorCode.UNSTABLE_OFFSET_COMMIT.code());
        }
        Committed c = offsets.get(groupId, topic, p);
        if (c == null || isOfOtherTopic(topic, c)) return answer;
        return answer.committedOffset(c.offset()).committedLeaderEpoch(c.leaderEpoch()).metadata(c.metadata());
    }

    /** The topic was deleted and made anew under the same name: what was committed then means nothing now. */
    private boolean isOfOtherTopic(String topic, Committed c) {
        if (c.topicId().equals(Uuid.ZERO)) return false;
        TopicImage known = image.get().topic(topic);
        return known != null && !known.id().equals(Uuid.ZERO) && !known.id().equals(c.topicId());
    }

    private static OffsetFetchResponsePartitions unknown(int p) {
        return new OffsetFetchResponsePartitions().partitionIndex(p).committedOffset(NONE_COMMITTED).metadata("")
                .errorCode(ErrorCode.UNKNOWN_TOPIC_ID.code());
    }

    private String name(Uuid id) {
        TopicImage t = image.get().topic(id);
        return t == null ? null : t.name();
    }
}
