package io.odradek.engine.replica;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.env.Peers;
import io.odradek.engine.env.Timers;
import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metric.Counter;
import io.odradek.engine.metric.Meter;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What all partitions of one broker have in common. Safe on any thread. */
final class Shared {
    private final Seams seams;
    private final int brokerId;
    private final LogDirectories logs;
    private final Metadata metadata;
    private final Supplier<BrokerConfig> config;
    private final LongSupplier brokerEpoch;
    private final Throttles throttles;
    private final TopicMeters.Table topicMeters;
    private final IsrMeters isrMeters;
    private IsrChanges isrChanges;

    /** The handles of what becomes of in-sync replicas. */
    record IsrMeters(Counter shrinks, Counter expands, Counter failures) {}

    Shared(Seams seams, LogDirectories logs, Metadata metadata, Supplier<BrokerConfig> config,
            LongSupplier brokerEpoch) {
        this.seams = seams;
        this.brokerId = config.get().brokerId();
        this.logs = logs;
        this.metadata = metadata;
        this.config = config;
        this.brokerEpoch = brokerEpoch;
        this.throttles = new Throttles(seams.clock(), config);
        this.topicMeters = new TopicMeters.Table(seams.meters());
        this.isrMeters = new IsrMeters(seams.meters().counter(Meter.ISR_SHRINKS),
            seams.meters().counter(Meter.ISR_EXPANDS), seams.meters().counter(Meter.ISR_FAILURES));
    }

    void isrChanges(IsrChanges changes) {
        isrChanges = changes;
    }

    IsrChanges isrChanges() {
        return isrChanges;
    }

    int brokerId() {
        return brokerId;
    }

    /** The czxid of our registration, -1 while there is none. */
    long brokerEpoch() {
        return brokerEpoch.getAsLong();
    }

    Throttles throttles() {
        return throttles;
    }

    /** In the controller's eyes. */
    boolean alive(int broker) {
        return metadata.current().broker(broker) != null;
    }

    LogDirectories logs() {
        return logs;
    }

    Metadata metadata() {
        return metadata;
    }

    BrokerConfig config() {
        return config.get();
    }

    TopicConfig topicConfig(String topic) {
        return TopicConfig.lenient(config.get(), metadata.current().topicConfig(topic));
    }

    long maxLagMs() {
        return config.get().get(ReplicaKeys.REPLICA_LAG_TIME_MAX_MS);
    }

    TopicMeters.Table topicMeters() {
        return topicMeters;
    }

    IsrMeters isrMeters() {
        return isrMeters;
    }

    Clock clock() {
        return seams.clock();
    }

    Timers timers() {
        return seams.timers();
    }

    Lanes lanes() {
        return seams.lanes();
    }

    Peers peers() {
        return seams.peers();
    }
}
