package io.odradek.engine.metric;

import static io.odradek.engine.metric.Meter.Kind.COUNTER;
import static io.odradek.engine.metric.Meter.Kind.GAUGE;
import static io.odradek.engine.metric.Meter.Kind.LATENCY;
import static io.odradek.engine.metric.Meter.Kind.SUMMARY;

import java.util.List;

/**
 * Every meter there is: kind, id, unit, what it means, tags. In Prometheus {@code odradek_} comes first, dots become
 * underscores, the unit is appended where the name does not end with it, and {@code _total} to counters; a latency
 * becomes a histogram, a summary {@code _count} and {@code _sum}. docs/METRICS.md is made of these.
 */
public enum Meter {
    BROKER_RUNNING(GAUGE, "broker.running", "", "1 while the broker serves, 0 while it is stopped"),
    NET_CONNECTIONS(GAUGE, "net.connections", "connections", "Open client connections", "listener"),
    NET_CONNECTIONS_OPENED(COUNTER, "net.connections.opened", "connections", "Connections accepted", "listener"),
    NET_CONNECTIONS_REFUSED(COUNTER, "net.connections.refused", "connections",
        "Connections closed at once because of a limit", "listener"),
    NET_CONNECTIONS_BROKEN(COUNTER, "net.connections.broken", "connections",
        "Connections closed because of malformed or unsupported requests", "listener"),
    NET_CONNECTIONS_EXPIRED(COUNTER, "net.connections.expired", "connections",
        "Connections closed because they were idle for connections.max.idle.ms", "listener"),
    NET_CLIENTS(GAUGE, "net.clients", "connections",
        "Open connections by what the client says it is; software beyond the first 50 is counted as other",
        "listener", "software", "version"),
    NET_BYTES_IN(COUNTER, "net.in", "bytes", "Bytes of requests, length prefix included", "listener"),
    NET_BYTES_OUT(COUNTER, "net.out", "bytes", "Bytes of responses, length prefix included", "listener"),
    NET_PAUSES(COUNTER, "net.pauses", "times",
        "Connections not read for a while: too much in flight, or the client does not take its answers", "listener"),
    NET_IDLE(GAUGE, "net.idle", "ratio",
        "Part of the time, since the look before, in which the network threads used no processor, averaged;"
            + " they own the partitions too, so this is what Kafka shows as request handlers' idle time as well"),
    REQUEST_TIME(LATENCY, "request.time", "seconds",
        "From a request's last byte to its answer being handed to the socket", "api"),
    REQUEST_QUEUE_TIME(SUMMARY, "request.queue.time", "seconds",
        "Time between a request's arrival and its handler", "api"),
    REQUEST_LOCAL_TIME(SUMMARY, "request.local.time", "seconds", "Time inside handlers", "api"),
    REQUEST_REMOTE_TIME(SUMMARY, "request.remote.time", "seconds",
        "Time between a handler's return and its answer (waiting for others)", "api"),
    REQUEST_SEND_TIME(SUMMARY, "request.send.time", "seconds",
        "Time between an answer and its turn on the connection", "api"),
    REQUEST_THROTTLE_TIME(SUMMARY, "request.throttle.time", "seconds",
        "Time by which answers were put off because of quotas", "api"),
    REQUEST_BYTES(COUNTER, "request.size", "bytes", "Bytes of requests", "api"),
    RESPONSE_BYTES(COUNTER, "response.size", "bytes", "Bytes of responses", "api"),
    REQUEST_FAILURES(COUNTER, "request.failures", "requests",
        "Requests whose handler threw: a defect of this broker", "api"),
    TOPIC_RECORDS_IN(COUNTER, "topic.received", "records", "Records appended by clients", "topic"),
    TOPIC_BYTES_IN(COUNTER, "topic.in", "bytes", "Bytes of batches appended by clients", "topic"),
    TOPIC_RECORDS_OUT(COUNTER, "topic.sent", "records",
        "Offsets of the batches sent to consumers: their records, and the gaps that compaction left", "topic"),
    TOPIC_BYTES_OUT(COUNTER, "topic.out", "bytes", "Bytes of batches sent to consumers", "topic"),
    TOPIC_PRODUCES(COUNTER, "topic.produce", "requests", "Parts of produce requests, one per partition", "topic"),
    TOPIC_PRODUCE_FAILURES(COUNTER, "topic.produce.failed", "requests",
        "Of these, refused; as with Kafka a topic has none before its first", "topic"),
    TOPIC_FETCHES(COUNTER, "topic.fetch", "requests", "Parts of consumers' fetch requests, one per partition", "topic"),
    TOPIC_FETCH_FAILURES(COUNTER, "topic.fetch.failed", "requests",
        "Of these, refused; as with Kafka a topic has none before its first", "topic"),
    TOPIC_REPLICAS(GAUGE, "topic.assigned", "replicas", "Replicas of a topic's partitions led here, wherever they are",
        "topic"),
    ISR_SHRINKS(COUNTER, "isr.shrinks", "times", "In-sync replica sets that lost a member"),
    ISR_EXPANDS(COUNTER, "isr.expands", "times", "In-sync replica sets that got a member"),
    ISR_FAILURES(COUNTER, "isr.failures", "times", "Changes of in-sync replicas that were refused"),
    REPLICA_BYTES_IN(COUNTER, "replica.in", "bytes", "Bytes of batches that this broker fetched as a follower"),
    REPLICA_BYTES_OUT(COUNTER, "replica.out", "bytes", "Bytes of batches sent to followers"),
    REPLICA_PARTITIONS(GAUGE, "replica.partitions", "partitions", "Replicas on this broker"),
    REPLICA_LEADERS(GAUGE, "replica.leaders", "partitions", "Partitions that this broker leads"),
    REPLICA_UNDER_REPLICATED(GAUGE, "replica.under.replicated", "partitions",
        "Led here with a replica that is not in sync"),
    REPLICA_UNDER_MIN_ISR(GAUGE, "replica.under.min.isr", "partitions",
        "Led here with fewer replicas in sync than min.insync.replicas: acks=all is refused"),
    REPLICA_AT_MIN_ISR(GAUGE, "replica.at.min.isr", "partitions",
        "Led here with exactly min.insync.replicas in sync: one more loss and acks=all is refused"),
    REPLICA_OFFLINE(GAUGE, "replica.offline", "partitions", "Replicas here whose data directory failed"),
    REPLICA_LAG(GAUGE, "replica.lag", "records",
        "How far the farthest partition led here is ahead of this follower", "follower"),
    REPLICA_LAG_SUM(GAUGE, "replica.lag.sum", "records", "The same summed over all partitions led here", "follower"),
    CONTROLLER_ACTIVE(GAUGE, "controller.active", "", "1 on the broker that is the controller"),
    CONTROLLER_EPOCH(GAUGE, "controller.epoch", "", "Its epoch; 0 on the other brokers"),
    CONTROLLER_BROKERS(GAUGE, "controller.brokers", "brokers", "Brokers in the cluster; 0 but on the controller"),
    CONTROLLER_TOPICS(GAUGE, "controller.topics", "topics", "Topics in the cluster; 0 but on the controller"),
    CONTROLLER_PARTITIONS(GAUGE, "controller.partitions", "partitions",
        "Partitions in the cluster; 0 but on the controller"),
    CONTROLLER_OFFLINE(GAUGE, "controller.offline", "partitions",
        "Partitions without a leader; 0 but on the controller"),
    CONTROLLER_IMBALANCE(GAUGE, "controller.imbalance", "partitions",
        "Partitions not led by their preferred replica; 0 but on the controller"),
    CONTROLLER_EVENTS(COUNTER, "controller.events", "events", "Events that this controller worked off"),
    CONTROLLER_EVENT_FAILURES(COUNTER, "controller.events.failed", "events", "Of these, failed"),
    CONTROLLER_WAITING(GAUGE, "controller.waiting", "events", "Events that wait for the controller"),
    CONTROLLER_EVENT_TIME(LATENCY, "controller.event.time", "seconds",
        "From an event's turn to its end: what it decided is written to ZooKeeper and on its way to the brokers"),
    CONTROLLER_ELECTION_TIME(LATENCY, "controller.election.time", "seconds",
        "The same of the events that elected leaders"),
    CONTROLLER_UNCLEAN(COUNTER, "controller.unclean.elections", "elections",
        "Leaders elected from outside the in-sync replicas: records were lost"),
    LOG_SIZE(GAUGE, "log.size", "bytes", "Bytes of segments of a topic's replicas here", "topic"),
    LOG_SEGMENTS(GAUGE, "log.segments", "segments", "Segments of a topic's replicas here", "topic"),
    LOG_PARTITION_SIZE(GAUGE, "log.partition.size", "bytes",
        "Bytes of segments of one replica; the largest 100 of this broker", "topic", "partition"),
    LOG_DIRECTORIES(GAUGE, "log.directories", "directories", "Data directories", "state"),
    LOG_FLUSH_TIME(LATENCY, "log.flush.time", "seconds", "Duration of one flush to the disk"),
    LOG_CLEANINGS(COUNTER, "log.cleaner", "runs", "Compactions of a log that ended"),
    LOG_CLEANED_IN(COUNTER, "log.cleaner.read", "bytes", "Bytes read by compaction"),
    LOG_CLEANED_OUT(COUNTER, "log.cleaner.kept", "bytes", "Bytes that compaction kept"),
    LOG_CLEANER_FAILURES(COUNTER, "log.cleaner.failures", "times", "Compactions given up"),
    COORDINATOR_GROUPS(GAUGE, "coordinator.groups", "groups", "Groups coordinated here", "type", "state"),
    COORDINATOR_TRANSACTIONS(GAUGE, "coordinator.transactions", "transactions",
        "Transactional ids coordinated here", "state"),
    COORDINATOR_LOADING(GAUGE, "coordinator.loading", "", "1 while partitions of __consumer_offsets are being read"),
    ZOOKEEPER_CONNECTED(GAUGE, "zookeeper.connected", "",
        "1 while the session is alive; 0 from its expiry until the next one"),
    ZOOKEEPER_EXPIRATIONS(COUNTER, "zookeeper.expirations", "times", "ZooKeeper sessions that expired"),
    LANE_REFUSED(COUNTER, "lane.refused", "tasks", "Tasks that a full or stopped lane turned away", "lane"),
    LANE_WAITING(GAUGE, "lane.waiting", "tasks", "Tasks that wait for a lane", "lane"),
    PEER_REQUESTS(COUNTER, "peer.requests", "requests", "Requests sent to other brokers", "purpose"),
    PEER_FAILURES(COUNTER, "peer.failures", "requests", "Requests to other brokers that were not answered", "purpose");

    /** What a meter measures. */
    public enum Kind {
        /** Only grows. */
        COUNTER,
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

    private final Kind kind;
    private final String id;
    private final String unit;
    private final String help;
    private final List<String> tags;

    Meter(Kind kind, String id, String unit, String help, String... tags) {
        this.kind = kind;
        this.id = "odradek." + id;
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

    /** The family's name, as Prometheus shows it. */
    public String family() {
        String name = id.replace('.', '_');
        if (!unit.isEmpty() && !name.endsWith("_" + unit)) name += "_" + unit;
        return kind == Kind.COUNTER ? name + "_total" : name;
    }
}
