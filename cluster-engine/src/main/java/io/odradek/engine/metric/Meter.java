package io.odradek.engine.metric;

import java.util.List;

/**
 * Every meter there is. In Prometheus a name's dots become underscores, the unit is appended where the name does not
 * end with it, and {@code _total} to counters; a latency becomes a histogram, a summary {@code _count} and
 * {@code _sum}. docs/METRICS.md is made of these.
 */
public enum Meter {
    BROKER_RUNNING("odradek.broker.running", Kind.GAUGE, "", "1 while the broker serves, 0 while it is stopped"),
    NET_CONNECTIONS("odradek.net.connections", Kind.GAUGE, "connections", "Open client connections", "listener"),
    NET_CONNECTIONS_OPENED("odradek.net.connections.opened", Kind.COUNTER, "connections", "Connections accepted",
        "listener"),
    NET_CONNECTIONS_REFUSED("odradek.net.connections.refused", Kind.COUNTER, "connections",
        "Connections closed at once because of a limit", "listener"),
    NET_CONNECTIONS_BROKEN("odradek.net.connections.broken", Kind.COUNTER, "connections",
        "Connections closed because of malformed or unsupported requests", "listener"),
    NET_CONNECTIONS_EXPIRED("odradek.net.connections.expired", Kind.COUNTER, "connections",
        "Connections closed because they were idle for connections.max.idle.ms", "listener"),
    NET_CLIENTS("odradek.net.clients", Kind.GAUGE, "connections",
        "Open connections by what the client says it is; software beyond the first 50 is counted as other",
        "listener", "software", "version"),
    NET_BYTES_IN("odradek.net.in", Kind.COUNTER, "bytes", "Bytes of requests, length prefix included", "listener"),
    NET_BYTES_OUT("odradek.net.out", Kind.COUNTER, "bytes", "Bytes of responses, length prefix included", "listener"),
    NET_PAUSES("odradek.net.pauses", Kind.COUNTER, "times",
        "Connections not read for a while: too much in flight, or the client does not take its answers", "listener"),
    NET_IDLE("odradek.net.idle", Kind.GAUGE, "ratio",
        "Part of the time, since the look before, in which the network threads used no processor, averaged; they own"
            + " the partitions too, so this is what Kafka shows as request handlers' idle time as well"),
    REQUEST_TIME("odradek.request.time", Kind.LATENCY, "seconds",
        "From a request's last byte to its answer being handed to the socket", "api"),
    REQUEST_QUEUE_TIME("odradek.request.queue.time", Kind.SUMMARY, "seconds",
        "Time between a request's arrival and its handler", "api"),
    REQUEST_LOCAL_TIME("odradek.request.local.time", Kind.SUMMARY, "seconds", "Time inside handlers", "api"),
    REQUEST_REMOTE_TIME("odradek.request.remote.time", Kind.SUMMARY, "seconds",
        "Time between a handler's return and its answer (waiting for others)", "api"),
    REQUEST_SEND_TIME("odradek.request.send.time", Kind.SUMMARY, "seconds",
        "Time between an answer and its turn on the connection", "api"),
    REQUEST_BYTES("odradek.request.size", Kind.COUNTER, "bytes", "Bytes of requests", "api"),
    RESPONSE_BYTES("odradek.response.size", Kind.COUNTER, "bytes", "Bytes of responses", "api"),
    REQUEST_FAILURES("odradek.request.failures", Kind.COUNTER, "requests",
        "Requests whose handler threw: a defect of this broker", "api"),
    TOPIC_RECORDS_IN("odradek.topic.received", Kind.COUNTER, "records", "Records appended by clients", "topic"),
    TOPIC_BYTES_IN("odradek.topic.in", Kind.COUNTER, "bytes", "Bytes of batches appended by clients", "topic"),
    TOPIC_BYTES_OUT("odradek.topic.out", Kind.COUNTER, "bytes", "Bytes of batches sent to consumers", "topic"),
    TOPIC_REPLICATED_IN("odradek.topic.replicated.in", Kind.COUNTER, "bytes",
        "Bytes of batches that this broker fetched as a follower", "topic"),
    TOPIC_REPLICATED_OUT("odradek.topic.replicated.out", Kind.COUNTER, "bytes",
        "Bytes of batches sent to followers", "topic"),
    TOPIC_PRODUCES("odradek.topic.produce", Kind.COUNTER, "requests",
        "Parts of produce requests, one per partition", "topic"),
    TOPIC_PRODUCE_FAILURES("odradek.topic.produce.failed", Kind.COUNTER, "requests", "Of these, refused", "topic"),
    TOPIC_FETCHES("odradek.topic.fetch", Kind.COUNTER, "requests",
        "Parts of consumers' fetch requests, one per partition", "topic"),
    TOPIC_FETCH_FAILURES("odradek.topic.fetch.failed", Kind.COUNTER, "requests", "Of these, refused", "topic"),
    ISR_SHRINKS("odradek.isr.shrinks", Kind.COUNTER, "times", "In-sync replica sets that lost a member"),
    ISR_EXPANDS("odradek.isr.expands", Kind.COUNTER, "times", "In-sync replica sets that got a member"),
    ISR_FAILURES("odradek.isr.failures", Kind.COUNTER, "times", "Changes of in-sync replicas that were refused"),
    REPLICA_PARTITIONS("odradek.replica.partitions", Kind.GAUGE, "partitions", "Replicas on this broker"),
    REPLICA_LEADERS("odradek.replica.leaders", Kind.GAUGE, "partitions", "Partitions that this broker leads"),
    REPLICA_UNDER_REPLICATED("odradek.replica.under.replicated", Kind.GAUGE, "partitions",
        "Led here with a replica that is not in sync"),
    REPLICA_UNDER_MIN_ISR("odradek.replica.under.min.isr", Kind.GAUGE, "partitions",
        "Led here with fewer replicas in sync than min.insync.replicas: acks=all is refused"),
    REPLICA_AT_MIN_ISR("odradek.replica.at.min.isr", Kind.GAUGE, "partitions",
        "Led here with exactly min.insync.replicas in sync: one more loss and acks=all is refused"),
    REPLICA_OFFLINE("odradek.replica.offline", Kind.GAUGE, "partitions", "Replicas here whose data directory failed"),
    REPLICA_LAG("odradek.replica.lag", Kind.GAUGE, "records",
        "How far the farthest partition led here is ahead of this follower", "follower"),
    REPLICA_LAG_SUM("odradek.replica.lag.sum", Kind.GAUGE, "records",
        "The same summed over all partitions led here", "follower"),
    CONTROLLER_ACTIVE("odradek.controller.active", Kind.GAUGE, "", "1 on the broker that is the controller"),
    CONTROLLER_EPOCH("odradek.controller.epoch", Kind.GAUGE, "", "Its epoch; 0 on the other brokers"),
    CONTROLLER_BROKERS("odradek.controller.brokers", Kind.GAUGE, "brokers",
        "Brokers in the cluster; 0 on brokers that are not the controller"),
    CONTROLLER_TOPICS("odradek.controller.topics", Kind.GAUGE, "topics",
        "Topics in the cluster; 0 on brokers that are not the controller"),
    CONTROLLER_PARTITIONS("odradek.controller.partitions", Kind.GAUGE, "partitions",
        "Partitions in the cluster; 0 on brokers that are not the controller"),
    CONTROLLER_OFFLINE("odradek.controller.offline", Kind.GAUGE, "partitions",
        "Partitions without a leader; 0 on brokers that are not the controller"),
    CONTROLLER_IMBALANCE("odradek.controller.imbalance", Kind.GAUGE, "partitions",
        "Partitions not led by their preferred replica; 0 on brokers that are not the controller"),
    CONTROLLER_EVENTS("odradek.controller.events", Kind.COUNTER, "events", "Events that this controller worked off"),
    CONTROLLER_EVENT_FAILURES("odradek.controller.events.failed", Kind.COUNTER, "events", "Of these, failed"),
    CONTROLLER_WAITING("odradek.controller.waiting", Kind.GAUGE, "events", "Events that wait for the controller"),
    CONTROLLER_UNCLEAN("odradek.controller.unclean.elections", Kind.COUNTER, "elections",
        "Leaders elected from outside the in-sync replicas: records were lost"),
    LOG_SIZE("odradek.log.size", Kind.GAUGE, "bytes", "Bytes of segments of a topic's replicas here", "topic"),
    LOG_SEGMENTS("odradek.log.segments", Kind.GAUGE, "segments", "Segments of a topic's replicas here", "topic"),
    LOG_PARTITION_SIZE("odradek.log.partition.size", Kind.GAUGE, "bytes",
        "Bytes of segments of one replica; not shown where this broker has more than 2,000", "topic", "partition"),
    LOG_DIRECTORIES("odradek.log.directories", Kind.GAUGE, "directories", "Data directories", "state"),
    LOG_FLUSH_TIME("odradek.log.flush.time", Kind.LATENCY, "seconds", "Duration of one flush to the disk"),
    LOG_CLEANINGS("odradek.log.cleaner", Kind.COUNTER, "runs", "Compactions of a log that ended"),
    LOG_CLEANED_IN("odradek.log.cleaner.read", Kind.COUNTER, "bytes", "Bytes read by compaction"),
    LOG_CLEANED_OUT("odradek.log.cleaner.kept", Kind.COUNTER, "bytes", "Bytes that compaction kept"),
    LOG_CLEANER_FAILURES("odradek.log.cleaner.failures", Kind.COUNTER, "times", "Compactions given up"),
    COORDINATOR_GROUPS("odradek.coordinator.groups", Kind.GAUGE, "groups", "Groups coordinated here", "type",
        "state"),
    COORDINATOR_TRANSACTIONS("odradek.coordinator.transactions", Kind.GAUGE, "transactions",
        "Transactional ids coordinated here", "state"),
    COORDINATOR_LOADING("odradek.coordinator.loading", Kind.GAUGE, "",
        "1 while partitions of __consumer_offsets are being read"),
    ZOOKEEPER_CONNECTED("odradek.zookeeper.connected", Kind.GAUGE, "",
        "1 while the session is alive; 0 from its expiry until the next one"),
    ZOOKEEPER_EXPIRATIONS("odradek.zookeeper.expirations", Kind.COUNTER, "times", "ZooKeeper sessions that expired"),
    LANE_REFUSED("odradek.lane.refused", Kind.COUNTER, "tasks", "Tasks that a full or stopped lane turned away",
        "lane"),
    LANE_WAITING("odradek.lane.waiting", Kind.GAUGE, "tasks", "Tasks that wait for a lane", "lane"),
    PEER_REQUESTS("odradek.peer.requests", Kind.COUNTER, "requests", "Requests sent to other brokers", "purpose"),
    PEER_FAILURES("odradek.peer.failures", Kind.COUNTER, "requests",
        "Requests to other brokers that were not answered", "purpose");

    /** What a meter measures. */
    public enum Kind {
        /** Only grows. */
        COUNTER,
        /** Grows by nanoseconds, shown in seconds. */
        COUNTER_NS,
        /** A value of now. */
        GAUGE,
        /** A distribution of durations, shown with its buckets. */
        LATENCY,
        /** A distribution of durations, shown by count and sum; its quantiles only under Kafka's names. */
        SUMMARY;

        boolean distribution() {
            return this == LATENCY || this == SUMMARY;
        }
    }

    private final String id;
    private final Kind kind;
    private final String unit;
    private final String help;
    private final List<String> tags;

    Meter(String id, Kind kind, String unit, String help, String... tags) {
        this.id = id;
        this.kind = kind;
        this.unit = unit;
        this.help = help;
        this.tags = List.of(tags);
    }

    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public String unit() {
        return unit;
    }

    public String help() {
        return help;
    }

    /** Names of the tags, in the order in which their values are given. */
    public List<String> tags() {
        return tags;
    }

    /** The family's name in Prometheus' text format. */
    public String family() {
        String name = id.replace('.', '_');
        if (!unit.isEmpty() && !name.endsWith("_" + unit)) name += "_" + unit;
        return kind == Kind.COUNTER || kind == Kind.COUNTER_NS ? name + "_total" : name;
    }
}
