package io.odradek.engine.api;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Bound;
import io.odradek.engine.replica.FetchSessions;
import io.odradek.engine.replica.MultiRead;
import io.odradek.engine.replica.PartitionRead;
import io.odradek.engine.replica.Reader;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Fetch, versions 4 to 18, for consumers and followers. Records leave as stretches of files. Waits at the partitions
 * for minBytes
 * or maxWaitMs; the first batch is whole even above the limits, which are the request's and fetch.max.bytes.
 * 4: read_committed (KIP-98). 7: sessions (KIP-227). 9: leader epochs (KIP-320). 11: racks (KIP-392). 12: divergence
 * (KIP-595).
 * 13: topic ids (KIP-516). 15: the follower's broker epoch (KIP-903). 16: where the leader went (KIP-951). 17:
 * directories, not used
 * with ZooKeeper. 18: the follower's high watermark (KIP-1166), which only the metadata quorum acts upon.
 */
final class FetchHandler implements Handler<FetchRequest> {
    private static final int ZSTD_SINCE = 10;
    private static final int REPLICA_STATE_SINCE = 15;
    private static final int FROM_FOLLOWERS_SINCE = 11;
    private static final int LEADER_SINCE = 12;
    private static final int ENDPOINTS_SINCE = 16;
    private static final byte READ_COMMITTED = 1;

    private final Replicas replicas;
    private final Metadata metadata;
    private final TopicNames names;
    private final Supplier<BrokerConfig> config;

    FetchHandler(Replicas replicas, Metadata metadata, Supplier<BrokerConfig> config) {
        this.replicas = replicas;
        this.config = config;
        this.metadata = metadata;
        this.names = new TopicNames(metadata, replicas);
    }

    @Override
    public void handle(Exchange x, FetchRequest q) {
        Reader reader = reader(x, q);
        FetchSessions.Fetch fetch = replicas.sessions().begin(q, x.version(), reader.isFollower());
        if (fetch.error() != ErrorCode.NONE) {
            x.answer(new FetchResponse().errorCode(fetch.error().code()));
            return;
        }
        MultiRead read = new MultiRead(replicas, reader, new MultiRead.Limits(q.minBytes(),
                Math.min(q.maxBytes(), config.get().get(ReplicaKeys.FETCH_MAX_BYTES)), q.maxWaitMs()), x.lane(),
                done -> x.answer(answer(x, fetch, done)));
        for (FetchSessions.Item item : fetch.items()) {
            String topic = item.topic() != null ? item.topic() : names.of(item.topicId());
            if (topic == null) {
                read.addFailed(null, item.topicId(), item.ask(), ErrorCode.UNKNOWN_TOPIC_ID);
            } else if (x.version() < ZSTD_SINCE && storesZstd(topic)) {
                read.addFailed(new TopicPartition(topic, item.partition()), item.topicId(), item.ask(),
                        ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
            } else read.add(new TopicPartition(topic, item.partition()), item.topicId(), item.ask());
        }
        read.start();
    }

    /** The topic's own setting, as a real broker looks at it; what producers chose to send is not looked at. */
    private boolean storesZstd(String topic) {
        return "zstd".equals(metadata.current().topicConfig(topic).get("compression.type"));
    }

    private static Reader reader(Exchange x, FetchRequest q) {
        boolean state = x.version() >= REPLICA_STATE_SINCE;
        int replica = state ? q.replicaState().replicaId() : q.replicaId();
        long epoch = state ? q.replicaState().replicaEpoch() : -1;
        if (replica >= 0) return new Reader(replica, epoch, Bound.LOG_END, "", false);
        Bound bound = q.isolationLevel() == READ_COMMITTED ? Bound.LAST_STABLE : Bound.HIGH_WATERMARK;
        return new Reader(replica, -1, bound, q.rackId(), x.version() >= FROM_FOLLOWERS_SINCE);
    }

    private FetchResponse answer(Exchange x, FetchSessions.Fetch fetch, MultiRead done) {
        FetchResponse response = new FetchResponse().sessionId(fetch.sessionId());
        LeaderHints hints = new LeaderHints(metadata, x.session().listener());
        FetchResponse.FetchableTopicResponse topic = null;
        List<PartitionRead> reads = done.reads();
        for (int i = 0; i < reads.size(); i++) {
            FetchSessions.Item item = fetch.items().get(i);
            PartitionRead read = reads.get(i);
            if (!fetch.answers(item, read)) continue;
            if (topic == null || !same(topic, item)) {
                topic = new FetchResponse.FetchableTopicResponse().topic(item.topic() == null ? "" : item.topic())
                        .topicId(item.topicId());
                response.responses().add(topic);
            }
            topic.partitions().add(data(item.partition(), read, x.version() >= LEADER_SINCE ? hints : null));
        }
        return x.version() >= ENDPOINTS_SINCE ? response.nodeEndpoints(hints.fetchEndpoints()) : response;
    }

    private static boolean same(FetchResponse.FetchableTopicResponse topic, FetchSessions.Item item) {
        return item.topic() != null ? item.topic().equals(topic.topic()) : item.topicId().equals(topic.topicId());
    }

    /** @param hints null where the version has no room for them */
    private static FetchResponse.PartitionData data(int number, PartitionRead read, LeaderHints hints) {
        FetchResponse.PartitionData data = new FetchResponse.PartitionData().partitionIndex(number)
                .errorCode(read.error().code())
                .highWatermark(read.highWatermark()).lastStableOffset(read.lastStableOffset())
                .logStartOffset(read.logStartOffset())
                .records(read.records()).preferredReadReplica(read.preferredReplica())
                .abortedTransactions(aborted(read));
        if (read.divergingEndOffset() >= 0) {
            data.divergingEpoch(new FetchResponse.EpochEndOffset().epoch(read.divergingEpoch())
                    .endOffset(read.divergingEndOffset()));
        }
        boolean lost = read.error() == ErrorCode.NOT_LEADER_OR_FOLLOWER || read.error()
                == ErrorCode.FENCED_LEADER_EPOCH;
        PartitionImage leader = lost && hints != null ? hints.of(read.name()) : null;
        if (leader != null) {
            data.currentLeader(new FetchResponse.LeaderIdAndEpoch().leaderId(leader.leader())
                    .leaderEpoch(leader.leaderEpoch()));
        }
        return data;
    }

    private static List<FetchResponse.AbortedTransaction> aborted(PartitionRead read) {
        if (read.aborted() == null) return null;
        List<FetchResponse.AbortedTransaction> all = new ArrayList<>(read.aborted().size());
        read.aborted().forEach(a -> all.add(new FetchResponse.AbortedTransaction().producerId(a.producerId())
                .firstOffset(a.firstOffset())));
        return all;
    }

    @Override
    public Message onError(ErrorCode error, FetchRequest q) {
        FetchResponse response = new FetchResponse().errorCode(error.code());
        for (FetchRequest.FetchTopic topic : q.topics()) {
            Uuid id = topic.topicId();
            FetchResponse.FetchableTopicResponse t = new FetchResponse.FetchableTopicResponse().topic(topic.topic())
                    .topicId(id);
            response.responses().add(t);
            for (FetchRequest.FetchPartition p : topic.partitions()) {
                t.partitions().add(new FetchResponse.PartitionData().partitionIndex(p.partition())
                        .errorCode(error.code()).highWatermark(-1));
            }
        }
        return response;
    }
}
