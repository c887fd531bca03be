package io.odradek.engine.metric;

import java.util.List;

/**
 * Every meter there is. In Prometheus a name's dots become underscores, and the unit and {@code _total} of counters are
 * appended; a latency becomes {@code …_seconds_count}, {@code …_seconds_sum} and a {@code …_bucket_total} with the tag
 * le.
 */
public enum Meter {
    NET_CONNECTIONS("odradek.net.connections", Kind.GAUGE, "connections", "Open client connections", "listener"),
    NET_CONNECTIONS_OPENED("odradek.net.connections.opened", Kind.COUNTER, "connections", "Connections accepted",
        "listener"),
    NET_CONNECTIONS_REFUSED("odradek.net.connections.refused", Kind.COUNTER, "connections",
        "Connections closed at once because of a limit", "listener"),
    NET_CONNECTIONS_BROKEN("odradek.net.connections.broken", Kind.COUNTER, "connections",
        "Connections closed because of malformed or unsupported requests", "listener"),
    NET_CONNECTIONS_EXPIRED("odradek.net.connections.expired", Kind.COUNTER, "connections",
        "Connections closed because they were idle for connections.max.idle.ms", "listener"),
    NET_BYTES_IN("odradek.net.in", Kind.COUNTER, "bytes", "Bytes of requests, length prefix included", "listener"),
    NET_BYTES_OUT("odradek.net.out", Kind.COUNTER, "bytes", "Bytes of responses, length prefix included", "listener"),
    NET_PAUSES("odradek.net.pauses", Kind.COUNTER, "times",
        "Connections not read for a while: too much in flight, or the client does not take its answers", "listener"),
    REQUEST_TIME("odradek.request.time", Kind.LATENCY, "seconds",
        "From a request's last byte to its answer being handed to the socket", "api"),
    REQUEST_QUEUE_TIME("odradek.request.queue.time", Kind.COUNTER_NS, "seconds",
        "Time between a request's arrival and its handler, summed", "api"),
    REQUEST_LOCAL_TIME("odradek.request.local.time", Kind.COUNTER_NS, "seconds",
        "Time inside handlers, summed", "api"),
    REQUEST_REMOTE_TIME("odradek.request.remote.time", Kind.COUNTER_NS, "seconds",
        "Time between a handler's return and its answer (waiting for others), summed", "api"),
    REQUEST_SEND_TIME("odradek.request.send.time", Kind.COUNTER_NS, "seconds",
        "Time between an answer and its turn on the connection, summed", "api"),
    REQUEST_BYTES("odradek.request.size", Kind.COUNTER, "bytes", "Bytes of requests", "api"),
    RESPONSE_BYTES("odradek.response.size", Kind.COUNTER, "bytes", "Bytes of responses", "api"),
    REQUEST_FAILURES("odradek.request.failures", Kind.COUNTER, "requests",
        "Requests whose handler threw: a defect of this broker", "api"),
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
        /** A distribution of durations. */
        LATENCY
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
}
