package io.odradek.engine.replica;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One client's fetch session (KIP-227): what it fetches, and what it was last told of each partition, so that only
 * news is sent.
 * Guarded by its own monitor: a session is used by one connection at a time, so it is never contended in earnest.
 */
public final class FetchSession {
    /**
     * A partition of a session. Name or id may be unknown ({@code topic} null, id zero) until the metadata tells.
     */
    static final class Entry {
        TopicPartition name;
        Uuid topicId;
        PartitionRead.Ask ask;
        private long highWatermark = -1;
        private long logStartOffset = -1;
        private boolean failed;

        Entry(TopicPartition name, Uuid topicId, PartitionRead.Ask ask) {
            this.name = name;
            this.topicId = topicId;
            this.ask = ask;
        }

        /**
         * Takes what is asked now. Under another leader epoch, what was told under the one before may have been thrown
         * away; a real broker does not tell it again, and the follower's high watermark stays behind until the next
         * record.
         */
        void ask(PartitionRead.Ask next) {
            if (next.currentLeaderEpoch() != ask.currentLeaderEpoch()) highWatermark = -1;
            ask = next;
        }

        /** Remembers what is told now; true when it differs from what was told before. */
        private boolean news(PartitionRead read) {
            boolean news = failed || read.error() != ErrorCode.NONE || read.records().size() > 0
                    || read.highWatermark() != highWatermark || read.logStartOffset() != logStartOffset
                    || read.divergingEndOffset() >= 0 || read.preferredReplica() >= 0;
            failed = read.error() != ErrorCode.NONE;
            highWatermark = read.highWatermark();
            logStartOffset = read.logStartOffset();
            return news;
        }
    }

    /** How a partition is named in requests: by id from version 13 on, by name before. */
    public record Key(String topic, Uuid id, int partition) {
        static Key of(boolean byId, String topic, Uuid id, int partition) {
            return byId ? new Key(null, id, partition) : new Key(topic, Uuid.ZERO, partition);
        }
    }

    final int id;
    final boolean byTopicId;
    final boolean follower;
    final long createdMs;
    long lastUsedMs;
    int nextEpoch = 1;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    FetchSession(int id, boolean byTopicId, boolean follower, long nowMs) {
        this.id = id;
        this.byTopicId = byTopicId;
        this.follower = follower;
        this.createdMs = nowMs;
        this.lastUsedMs = nowMs;
    }

    Map<Key, Entry> entries() {
        return entries;
    }

    int size() {
        return entries.size();
    }

    synchronized boolean news(Key key, PartitionRead read) {
        Entry entry = entries.get(key);
        if (entry == null || !entry.news(read)) return false;
        // What had records goes to the end, so that the response limit starves nobody.
        if (read.records().size() > 0) {
            entries.remove(key);
            entries.put(key, entry);
        }
        return true;
    }

    void advance() {
        nextEpoch = nextEpoch == Integer.MAX_VALUE ? 1 : nextEpoch + 1;
    }
}
