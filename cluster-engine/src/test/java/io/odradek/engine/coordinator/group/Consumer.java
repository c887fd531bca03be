package io.odradek.engine.coordinator.group;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatRequest;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A member of a consumer-protocol group as a client plays it: gives back at once what it is no longer assigned. */
final class Consumer {
    final String id;
    final String instanceId;
    int epoch;
    /** When the coordinator wants to hear of it again, in milliseconds. */
    int askedBackMs;
    TreeMap<Uuid, TreeSet<Integer>> owned = new TreeMap<>();
    private final GroupBench bench;
    private List<String> topics;
    private String regex;

    Consumer(GroupBench bench, String id, String instanceId, String... topics) {
        this.bench = bench;
        this.id = id;
        this.instanceId = instanceId;
        this.topics = List.of(topics);
    }

    Consumer regex(String r) {
        regex = r;
        topics = null;
        return this;
    }

    ConsumerGroupHeartbeatRequest request() {
        ConsumerGroupHeartbeatRequest q = new ConsumerGroupHeartbeatRequest().groupId("g").memberId(id)
                .instanceId(instanceId).memberEpoch(epoch).rebalanceTimeoutMs(epoch == 0 ? 60_000 : -1)
                .subscribedTopicNames(epoch == 0 && topics != null ? new ArrayList<>(topics) : null)
                .subscribedTopicRegex(epoch == 0 ? regex : null).topicPartitions(new ArrayList<>());
        owned.forEach((t, p) -> q.topicPartitions().add(new ConsumerGroupHeartbeatRequest.TopicPartitions().topicId(t)
                .partitions(new ArrayList<>(p))));
        return q;
    }

    ConsumerGroupHeartbeatResponse send(ConsumerGroupHeartbeatRequest q) {
        return bench.now(bench.coordinator.heartbeat(new Caller("app", "/10.0.0.1", (short) 1), q));
    }

    /** One heartbeat; takes what it is told. */
    ErrorCode beat() {
        return take(send(request()));
    }

    private ErrorCode take(ConsumerGroupHeartbeatResponse r) {
        ErrorCode error = ErrorCode.of(r.errorCode());
        if (error != ErrorCode.NONE) return error;
        epoch = r.memberEpoch();
        askedBackMs = r.heartbeatIntervalMs();
        if (r.assignment() != null) {
            owned = new TreeMap<>();
            r.assignment().topicPartitions().forEach(t -> owned.put(t.topicId(), new TreeSet<>(t.partitions())));
        }
        return error;
    }

    ErrorCode subscribe(String... names) {
        topics = List.of(names);
        ConsumerGroupHeartbeatRequest q = request().subscribedTopicNames(new ArrayList<>(topics));
        return take(send(q));
    }

    ErrorCode leave() {
        ErrorCode e = ErrorCode.of(send(request().memberEpoch(instanceId == null ? -1 : -2)).errorCode());
        start();
        return e;
    }

    /** Forgets everything, as after a crash or being fenced. */
    void start() {
        epoch = 0;
        owned = new TreeMap<>();
    }

    int count() {
        return owned.values().stream().mapToInt(TreeSet::size).sum();
    }

    Map<Uuid, TreeSet<Integer>> owned() {
        return owned;
    }
}
