package io.odradek.engine.controller;

import io.odradek.engine.config.Policies;
import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import io.odradek.engine.env.Rng;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.metadata.ImageDelta;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.metric.Counter;
import io.odradek.engine.metric.Latency;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.AllocateProducerIdsRequest;
import io.odradek.engine.wire.message.AllocateProducerIdsResponse;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsRequest;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsResponse;
import io.odradek.engine.wire.message.AlterPartitionRequest;
import io.odradek.engine.wire.message.AlterPartitionResponse;
import io.odradek.engine.wire.message.ControlledShutdownRequest;
import io.odradek.engine.wire.message.ControlledShutdownResponse;
import io.odradek.engine.wire.message.CreatePartitionsRequest;
import io.odradek.engine.wire.message.CreatePartitionsResponse;
import io.odradek.engine.wire.message.CreateTopicsRequest;
import io.odradek.engine.wire.message.CreateTopicsResponse;
import io.odradek.engine.wire.message.DeleteTopicsRequest;
import io.odradek.engine.wire.message.DeleteTopicsResponse;
import io.odradek.engine.wire.message.ElectLeadersRequest;
import io.odradek.engine.wire.message.ElectLeadersResponse;
import io.odradek.engine.wire.message.ListPartitionReassignmentsRequest;
import io.odradek.engine.wire.message.ListPartitionReassignmentsResponse;
import io.odradek.engine.wire.message.UpdateFeaturesRequest;
import io.odradek.engine.wire.message.UpdateFeaturesResponse;
import io.odradek.engine.zk.ConfigWatch;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZkSession;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * This broker's part in the controller's office: a candidate always, the controller while it holds /controller.
 * Requests may be handed
 * in on any thread; their futures complete on the controller lane, with NOT_CONTROLLER in the answer while another
 * holds the office.
 * Not promised: that an answer NOT_CONTROLLER means that nothing was done; the office may have been lost in between.
 */
public final class Controller implements ZkSession.Listener {
    /** Far below the 30 s that clients wait for an answer. */
    private static final long DELETION_WAIT_MS = 5_000;

    private final Settings settings;
    private final ZkSession session;
    private final Metadata metadata;
    private final ConfigWatch configs;
    private final World world;
    private Office office;
    private boolean started;
    private Metadata.Subscription subscription;
    private volatile int epoch = -1;
    private final Tally tally = new Tally(new Counter(), new Counter(), new Counter(), new AtomicInteger(),
            new Latency(), new Latency());

    /** Of Kafka's broker configuration; times in milliseconds. */
    public record Settings(int brokerId, String interBrokerListener, int numPartitions, short defaultReplicationFactor,
                           int requestTimeoutMs, boolean uncleanLeaderElection, boolean autoLeaderRebalance,
                           long imbalanceCheckMs, int imbalancePercent, boolean deleteTopicEnable,
                           Policies policies) {}

    /** The seams to the world; the lane is the one the ZooKeeper session answers on. */
    public record World(Clock clock, Lane lane, Timers timers, Rng rng, Peers peers) {}

    /**
     * @param waiting      events that are not begun yet
     * @param eventTime    from an event's turn to its end
     * @param electionTime of those events that elected leaders
     */
    public record Tally(Counter events, Counter failures, Counter uncleanElections, AtomicInteger waiting,
                        Latency eventTime, Latency electionTime) {}

    public Controller(Settings settings, ZkSession session, Metadata metadata, ConfigWatch configs, World world) {
        this.settings = settings;
        this.session = session;
        this.metadata = metadata;
        this.configs = configs;
        this.world = world;
        session.listen(this);
    }

    /** Joins the election, for good. The broker must be registered. */
    public void start() {
        subscription = metadata.subscribe(this::uncleanAllowed);
        world.lane().run(() -> {
            started = true;
            campaign();
        });
    }

    /**
     * Leaves the office and the election. The ephemeral /controller goes with the session, or at once where we hold
     * it.
     */
    public void stop() {
        if (subscription != null) subscription.cancel();
        world.lane().run(() -> {
            started = false;
            boolean held = office != null;
            resign();
            if (held) session.submit(new ZkRequest.Delete(Znodes.CONTROLLER, ZkRequest.ANY), _ -> {});
        });
    }

    /** True while this broker is the controller, as far as it knows. Safe on any thread. */
    public boolean active() {
        return epoch >= 0;
    }

    /** What it did since this broker started. Safe on any thread. */
    public Tally tally() {
        return tally;
    }

    /** The controller epoch while active, else -1. Safe on any thread. */
    public int epoch() {
        return epoch;
    }

    private void campaign() {
        if (!started || office != null) return;
        new Campaign(session, settings.brokerId(), world.clock(), new Campaign.Outcome() {
            @Override
            public void won(int newEpoch, int version) {
                if (started && office == null) takeOver(newEpoch, version);
            }

            @Override
            public void lost(int controllerId) {
                metadata.update(d -> d.controllerId(controllerId));
            }
        }).run();
    }

    /** The watch fires for our own seat too: set it again, and see whether the seat still is ours. */
    private void watchSeat() {
        Office held = office;
        session.submit(new ZkRequest.Exists(Znodes.CONTROLLER, true), seat -> {
            boolean ours = seat.ok() && seat.stat().ephemeralOwner() == session.id();
            if (!ours && seat.code() != ZkReply.Code.SESSION_EXPIRED) fenced(held);
        });
    }

    private void takeOver(int newEpoch, int version) {
        epoch = newEpoch;
        Office o = new Office(this, newEpoch, new StepRunner(session, version));
        office = o;
        // Whether unclean elections are allowed stands in the topics' configuration, so that comes first.
        session.submit(ZkRequest.children(Znodes.TOPICS), topics -> configs
                .load(topics.ok() ? topics.children() : List.of())
                .whenComplete((_, _) -> world.lane().run(() -> {
                    if (office == o) o.open();
                })));
    }

    /** The office is lost or given up: what waits is answered with NOT_CONTROLLER. */
    void resign() {
        epoch = -1;
        Office o = office;
        office = null;
        if (o != null) o.close();
    }

    /** Another controller has been elected meanwhile. */
    void fenced(Office who) {
        if (office != who) return;
        resign();
        campaign();
    }

    Settings settings() {
        return settings;
    }

    World world() {
        return world;
    }

    boolean unclean(String topic) {
        String own = metadata.current().topicConfig(topic).get("unclean.leader.election.enable");
        if (own == null) own = metadata.current().brokerConfig(settings.brokerId())
                .get("unclean.leader.election.enable");
        if (own == null) own = metadata.current().config(ConfigEntity.DEFAULT_BROKER)
                .get("unclean.leader.election.enable");
        return own == null ? settings.uncleanLeaderElection() : Boolean.parseBoolean(own);
    }

    ConfigWatch configs() {
        return configs;
    }

    private void uncleanAllowed(ImageDelta delta) {
        if (!active()) return;
        boolean allowed = delta.changedConfigs().stream().anyMatch(
                e -> "true".equals(delta.after().config(e).get("unclean.leader.election.enable")));
        if (allowed) {
            world.lane().execute(() -> {
                if (office != null) office.event("unclean election allowed", t -> BrokerChange.repair(t, List.of()));
            });
        }
    }

    @Override
    public void changed(ZkSession.Change change, String path) {
        if (path.equals(Znodes.CONTROLLER)) {
            if (office == null) campaign();
            else watchSeat();
        } else if (office != null) {
            office.changed(change, path);
        }
    }

    @Override
    public void expired() {
        resign();
    }

    @Override
    public void renewed() {
        campaign();
    }

    /** Hands an event to the office; where there is none, {@code refused} fills the answer. */
    private <R> CompletableFuture<R> ask(R answer, Runnable refused, Office.Decision decision) {
        CompletableFuture<R> done = new CompletableFuture<>();
        world.lane().run(() -> {
            Consumer<Boolean> finish = ok -> {
                if (!ok) refused.run();
                done.complete(answer);
            };
            if (office == null) finish.accept(false);
            else office.request(decision, finish);
        });
        return done;
    }

    /**
     * Versions as the schema has them. Answered when this broker's picture has the topics, or nothing is to be made.
     */
    public CompletableFuture<CreateTopicsResponse> createTopics(CreateTopicsRequest q) {
        CreateTopicsResponse a = new CreateTopicsResponse();
        return ask(a, () -> {
            a.topics(new ArrayList<>());
            q.topics().forEach(t -> a.topics().add(new CreateTopicsResponse.CreatableTopicResult().name(t.name())
                    .errorCode(ErrorCode.NOT_CONTROLLER.code()).errorMessage(null)));
        }, t -> TopicCreation.apply(t, q, a, world.rng(), settings));
    }

    /**
     * Answered when the topics are gone, so that their names may be given again at once; where a broker is down or
     * slow, when they are marked. A real broker on ZooKeeper waits until nobody leads them, one of KRaft forgets at
     * once.
     */
    public CompletableFuture<DeleteTopicsResponse> deleteTopics(DeleteTopicsRequest q) {
        DeleteTopicsResponse a = new DeleteTopicsResponse();
        List<CompletableFuture<Void>> soon = new ArrayList<>();
        return ask(a, () -> TopicRemoval.refuse(q, a, ErrorCode.NOT_CONTROLLER),
                t -> TopicRemoval.apply(t, q, a, settings.deleteTopicEnable(), soon::add))
                .thenCompose(_ -> await(soon, Math.min(q.timeoutMs(), DELETION_WAIT_MS)).thenApply(_ -> a));
    }

    private CompletableFuture<Void> await(List<CompletableFuture<Void>> all, long atMostMs) {
        CompletableFuture<Void> done = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        if (done.isDone() || atMostMs <= 0) return CompletableFuture.completedFuture(null);
        Timers.Timer timer = world.timers().after(atMostMs, world.lane(), () -> done.complete(null));
        return done.whenComplete((_, _) -> timer.cancel());
    }

    public CompletableFuture<CreatePartitionsResponse> createPartitions(CreatePartitionsRequest q) {
        CreatePartitionsResponse a = new CreatePartitionsResponse();
        return ask(a, () -> {
            a.results(new ArrayList<>());
            q.topics().forEach(t -> a.results().add(new CreatePartitionsResponse.CreatePartitionsTopicResult()
                    .name(t.name()).errorCode(ErrorCode.NOT_CONTROLLER.code())));
        }, t -> PartitionCreation.apply(t, q, a));
    }

    public CompletableFuture<AlterPartitionResponse> alterPartition(AlterPartitionRequest q) {
        AlterPartitionResponse a = new AlterPartitionResponse();
        return ask(a, () -> a.topics(new ArrayList<>()).errorCode(ErrorCode.NOT_CONTROLLER.code()),
                t -> IsrChange.apply(t, q, a));
    }

    public CompletableFuture<ElectLeadersResponse> electLeaders(ElectLeadersRequest q) {
        ElectLeadersResponse a = new ElectLeadersResponse();
        return ask(a, () -> a.replicaElectionResults(new ArrayList<>()).errorCode(ErrorCode.NOT_CONTROLLER.code()),
                t -> LeaderChoice.apply(t, q, a));
    }

    public CompletableFuture<AlterPartitionReassignmentsResponse> alterReassignments(
            AlterPartitionReassignmentsRequest q) {
        AlterPartitionReassignmentsResponse a = new AlterPartitionReassignmentsResponse();
        return ask(a, () -> a.responses(new ArrayList<>()).errorMessage(null)
                .errorCode(ErrorCode.NOT_CONTROLLER.code()),
                t -> ReassignmentRequests.alter(t, q, a));
    }

    public CompletableFuture<ListPartitionReassignmentsResponse> listReassignments(
            ListPartitionReassignmentsRequest q) {
        ListPartitionReassignmentsResponse a = new ListPartitionReassignmentsResponse();
        return ask(a, () -> a.errorMessage(null).errorCode(ErrorCode.NOT_CONTROLLER.code()), t -> {
            ReassignmentRequests.list(t.ctx(), q, a);
            return Step.NONE;
        });
    }

    /**
     * The broker is asked to try again while {@code remainingPartitions} is not empty. Versions below 1 tell no
     * broker epoch.
     */
    public CompletableFuture<ControlledShutdownResponse> controlledShutdown(ControlledShutdownRequest q) {
        ControlledShutdownResponse a = new ControlledShutdownResponse();
        return ask(a, () -> a.errorCode(ErrorCode.NOT_CONTROLLER.code()), t -> {
            BrokerImage b = t.ctx().brokers().get(q.brokerId());
            if (b == null) {
                a.errorCode(ErrorCode.BROKER_NOT_AVAILABLE.code());
                return Step.NONE;
            }
            if (q.brokerEpoch() != -1 && q.brokerEpoch() < b.epoch()) {
                a.errorCode(ErrorCode.STALE_BROKER_EPOCH.code());
                return Step.NONE;
            }
            return BrokerChange.shutdown(t, q.brokerId(), (TopicPartition p) -> a.remainingPartitions().add(
                    new ControlledShutdownResponse.RemainingPartition().topicName(p.topic())
                            .partitionIndex(p.partition())));
        });
    }

    /** A broker for which another asked {@link #controlledShutdown}, and wrongly: it may lead and follow again. */
    void revive(int broker) {
        world.lane().run(() -> {
            if (office != null) office.event("broker " + broker + " answers", t -> BrokerChange.revive(t, broker));
        });
    }

    /** @param whole all or nothing, as from version 2 on */
    public CompletableFuture<UpdateFeaturesResponse> updateFeatures(UpdateFeaturesRequest q, boolean whole) {
        UpdateFeaturesResponse a = new UpdateFeaturesResponse().errorMessage(null);
        return ask(a, () -> a.errorCode(ErrorCode.NOT_CONTROLLER.code()),
                t -> new FeatureChoice(t, metadata, a).apply(q, whole));
    }

    public CompletableFuture<AllocateProducerIdsResponse> allocateProducerIds(AllocateProducerIdsRequest q) {
        AllocateProducerIdsResponse a = new AllocateProducerIdsResponse();
        return ask(a, () -> a.errorCode(ErrorCode.NOT_CONTROLLER.code()), t -> ProducerIds.allocate(t, q, a));
    }
}
