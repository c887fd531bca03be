package io.odradek.engine.controller;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.LeaderAndIsrRequest;
import io.odradek.engine.wire.message.LeaderAndIsrRequest.LeaderAndIsrLiveLeader;
import io.odradek.engine.wire.message.LeaderAndIsrRequest.LeaderAndIsrPartitionState;
import io.odradek.engine.wire.message.LeaderAndIsrRequest.LeaderAndIsrTopicState;
import io.odradek.engine.wire.message.StopReplicaRequest;
import io.odradek.engine.wire.message.StopReplicaRequest.StopReplicaPartitionState;
import io.odradek.engine.wire.message.StopReplicaRequest.StopReplicaTopicState;
import io.odradek.engine.wire.message.UpdateMetadataRequest;
import io.odradek.engine.wire.message.UpdateMetadataRequest.UpdateMetadataBroker;
import io.odradek.engine.wire.message.UpdateMetadataRequest.UpdateMetadataEndpoint;
import io.odradek.engine.wire.message.UpdateMetadataRequest.UpdateMetadataPartitionState;
import io.odradek.engine.wire.message.UpdateMetadataRequest.UpdateMetadataTopicState;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A batch as requests, in the order Kafka sends them to each broker: LeaderAndIsr version 7, UpdateMetadata version
 * 8, StopReplica
 * version 4, which are those of inter.broker.protocol.version 3.9.
 */
final class Requests {
    private static final short LEADER_AND_ISR = 7;
    private static final short UPDATE_METADATA = 8;
    private static final short STOP_REPLICA = 4;

    private final ControllerContext ctx;
    private final int controllerId;
    private final String listener;

    /** One request to one broker. */
    record Outgoing(int broker, ApiKey key, short version, Message request) {}

    Requests(ControllerContext ctx, int controllerId, String listener) {
        this.ctx = ctx;
        this.controllerId = controllerId;
        this.listener = listener;
    }

    List<Outgoing> of(RequestBatch batch) {
        List<Outgoing> all = new ArrayList<>();
        if (!batch.newcomers().isEmpty()) acquaint(batch, all);
        batch.leaderAndIsr().forEach((b, partitions) -> {
            if (ctx.alive(b)) all.add(new Outgoing(b, ApiKey.LEADER_AND_ISR, LEADER_AND_ISR,
                    leaderAndIsr(b, partitions)));
        });
        boolean brokersUntold = batch.brokersChanged() && batch.newcomers().isEmpty();
        if (brokersUntold || !batch.metadata().isEmpty()) {
            List<UpdateMetadataTopicState> changes = topicStates(batch.metadata());
            for (int b : ctx.brokers().keySet()) {
                if (!batch.newcomers().contains(b)) all.add(update(b, changes));
            }
        }
        if (batch.onlyNew()) newsFirst(all);
        batch.stops().forEach((b, stops) -> {
            if (ctx.alive(b)) all.add(new Outgoing(b, ApiKey.STOP_REPLICA, STOP_REPLICA, stopReplica(b, stops)));
        });
        return all;
    }

    /**
     * Of new partitions our own broker hears before it makes their logs, for whoever asked for them is answered when
     * it has heard: meanwhile the next request is decided. Nobody can miss a leader that never was; a real broker of
     * KRaft has this order too.
     */
    private void newsFirst(List<Outgoing> all) {
        Predicate<Outgoing> news = o -> o.broker() == controllerId && o.key() == ApiKey.UPDATE_METADATA;
        List<Outgoing> first = all.stream().filter(news).toList();
        all.removeIf(news);
        all.addAll(0, first);
    }

    /**
     * A real broker follows no leader of whom UpdateMetadata has not told it that it is alive: so newcomers hear of
     * everything, and everybody of the newcomers, before anybody gets a role.
     */
    private void acquaint(RequestBatch batch, List<Outgoing> all) {
        List<UpdateMetadataTopicState> everything = everything();
        for (int b : ctx.brokers().keySet()) {
            all.add(update(b, batch.newcomers().contains(b) ? everything : List.of()));
        }
    }

    private Outgoing update(int broker, List<UpdateMetadataTopicState> topics) {
        return new Outgoing(broker, ApiKey.UPDATE_METADATA, UPDATE_METADATA, updateMetadata(broker, topics));
    }

    private LeaderAndIsrRequest leaderAndIsr(int broker, Map<Partition, Boolean> partitions) {
        Map<String, LeaderAndIsrTopicState> topics = new LinkedHashMap<>();
        TreeSet<Integer> leaders = new TreeSet<>();
        partitions.forEach((p, isNew) -> {
            Leadership l = p.leadership();
            if (l == null) return;
            Assignment a = p.assignment();
            if (l.leader() >= 0) leaders.add(l.leader());
            topics.computeIfAbsent(p.id().topic(), n -> new LeaderAndIsrTopicState().topicName(n).topicId(id(p)))
                    .partitionStates().add(new LeaderAndIsrPartitionState().partitionIndex(p.number())
                            .controllerEpoch(l.controllerEpoch()).leader(l.leader()).leaderEpoch(l.leaderEpoch())
                                    .isr(l.isr())
                            .partitionEpoch(l.version()).replicas(a.replicas()).addingReplicas(a.adding())
                            .removingReplicas(a.removing()).isNew(isNew)
                                    .leaderRecoveryState((byte) (l.recovering() ? 1 : 0)));
        });
        List<LeaderAndIsrLiveLeader> live = new ArrayList<>();
        for (int id : leaders) {
            BrokerImage b = ctx.brokers().get(id);
            Endpoint e = b == null ? null : b.endpoint(listener);
            if (e != null) live.add(new LeaderAndIsrLiveLeader().brokerId(id).hostName(e.host()).port(e.port()));
        }
        return new LeaderAndIsrRequest().controllerId(controllerId).controllerEpoch(ctx.epoch())
                .brokerEpoch(ctx.brokers().get(broker).epoch()).topicStates(new ArrayList<>(topics.values()))
                        .liveLeaders(live);
    }

    private static Uuid id(Partition p) {
        Uuid id = p.topic().id();
        return id == null ? Uuid.ZERO : id;
    }

    private List<UpdateMetadataTopicState> everything() {
        List<Partition> all = new ArrayList<>();
        ctx.topics().forEach(t -> all.addAll(t.partitions()));
        return topicStates(all);
    }

    private List<UpdateMetadataTopicState> topicStates(Collection<Partition> partitions) {
        Map<String, UpdateMetadataTopicState> topics = new LinkedHashMap<>();
        for (Partition p : partitions) {
            Leadership l = p.leadership();
            boolean deleting = p.topic().deleting();
            if (l == null && !deleting) continue;
            if (l == null) l = new Leadership(Leadership.NONE, 0, List.of(), false, ctx.epoch(), 0);
            topics.computeIfAbsent(p.id().topic(), n -> new UpdateMetadataTopicState().topicName(n).topicId(id(p)))
                    .partitionStates().add(new UpdateMetadataPartitionState().partitionIndex(p.number())
                            .controllerEpoch(l.controllerEpoch())
                            .leader(deleting ? PartitionImage.LEADER_DURING_DELETE : l.leader())
                            .leaderEpoch(l.leaderEpoch()).isr(l.isr()).zkVersion(l.version())
                            .replicas(p.assignment().replicas()).offlineReplicas(ctx.offlineReplicas(p)));
        }
        return new ArrayList<>(topics.values());
    }

    private UpdateMetadataRequest updateMetadata(int broker, List<UpdateMetadataTopicState> topics) {
        List<UpdateMetadataBroker> live = new ArrayList<>();
        for (BrokerImage b : ctx.brokers().values()) {
            List<UpdateMetadataEndpoint> endpoints = new ArrayList<>();
            for (Endpoint e : b.endpoints()) {
                endpoints.add(new UpdateMetadataEndpoint().listener(e.listener()).host(e.host()).port(e.port())
                        .securityProtocol(e.protocol().id()));
            }
            live.add(new UpdateMetadataBroker().id(b.id()).rack(b.rack()).endpoints(endpoints));
        }
        return new UpdateMetadataRequest().controllerId(controllerId).controllerEpoch(ctx.epoch())
                .brokerEpoch(ctx.brokers().get(broker).epoch()).topicStates(topics).liveBrokers(live);
    }

    private StopReplicaRequest stopReplica(int broker, Map<TopicPartition, RequestBatch.Stop> stops) {
        Map<String, StopReplicaTopicState> topics = new HashMap<>();
        stops.forEach((p, s) -> topics.computeIfAbsent(p.topic(), n -> new StopReplicaTopicState().topicName(n))
                .partitionStates().add(new StopReplicaPartitionState().partitionIndex(p.partition())
                        .leaderEpoch(s.leaderEpoch()).deletePartition(s.delete())));
        return new StopReplicaRequest().controllerId(controllerId).controllerEpoch(ctx.epoch())
                .brokerEpoch(ctx.brokers().get(broker).epoch()).topicStates(new ArrayList<>(topics.values()));
    }
}
