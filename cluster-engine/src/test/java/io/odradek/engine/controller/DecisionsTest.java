package io.odradek.engine.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.config.Policies;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.SecurityProtocol;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.AlterPartitionRequest;
import io.odradek.engine.wire.message.AlterPartitionResponse;
import io.odradek.engine.wire.message.CreateTopicsRequest;
import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableTopic;
import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableTopicConfig;
import io.odradek.engine.wire.message.CreateTopicsResponse;
import io.odradek.engine.wire.message.UpdateMetadataRequest;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The deciders without any I/O: a context, an event, what they write and what they tell. */
class DecisionsTest {
    private static final Controller.Settings SETTINGS = new Controller.Settings(1, "P", 1, (short) 1, 1000, false,
            false, 1, 10, true, Policies.NONE);
    private final ControllerContext ctx = new ControllerContext(5);
    private final RequestBatch batch = new RequestBatch();
    private final Turn turn = new Turn(ctx, batch, _ -> false);
    private final List<ZkRequest> written = new ArrayList<>();

    private static SortedMap<Integer, BrokerImage> brokers(int... ids) {
        SortedMap<Integer, BrokerImage> m = new TreeMap<>();
        for (int id : ids) {
            m.put(id, new BrokerImage(id, 100 + id, null, List.of(new Endpoint("P", SecurityProtocol.PLAINTEXT, "h",
                    id))));
        }
        return m;
    }

    private Partition partition(String topic, int leader, List<Integer> replicas, List<Integer> isr) {
        Topic t = new Topic(topic, new Uuid(1, topic.hashCode()));
        Partition p = t.add(0, Assignment.of(replicas));
        p.leadership(new Leadership(leader, 3, isr, false, 4, 7));
        ctx.add(t);
        return p;
    }

    /** Says yes to everything. */
    private void run(Step step) {
        Step s = step;
        while (s != null) {
            written.addAll(s.requests());
            s = s.then().apply(s.requests().stream().map(this::ok).toList());
        }
    }

    private ZkReply ok(ZkRequest r) {
        int version = r instanceof ZkRequest.Put p ? p.expectedVersion() + 1 : 0;
        List<ZkReply> parts = r instanceof ZkRequest.Multi m ? m.parts().stream().map(this::ok).toList() : List.of();
        return new ZkReply(ZkReply.Code.OK, r.path(), null, new ZkReply.Stat(1, 1, version, 0), null, parts, false);
    }

    @Test
    void theFirstLiveInSyncReplicaLeadsWhenTheLeaderDies() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 1, List.of(1, 2, 3), List.of(1, 3));
        run(BrokerChange.apply(turn, brokers(2, 3)));
        assertThat(p.leadership()).isEqualTo(new Leadership(3, 4, List.of(3), false, 5, 8));
        assertThat(batch.leaderAndIsr()).containsOnlyKeys(1, 2, 3);
    }

    @Test
    void aLeaderThatRestartedWhileNobodyWasTheControllerGivesWayToOneThatStayed() {
        ctx.brokers(brokers(1, 2, 3));
        // Broker 3 has epoch 103: it registered after this state was written.
        Partition p = partition("t", 3, List.of(3, 1, 2), List.of(3, 1, 2));
        run(BrokerChange.takeOver(turn, Map.of(p, 102L + 1), ZnodeJson.BrokerEpochs.NONE));
        assertThat(p.leadership()).as("registered by the very transaction before").isEqualTo(
                new Leadership(1, 4, List.of(1, 2), false, 5, 8));
    }

    @Test
    void aFollowerThatRestartedWhileNobodyWasTheControllerLeavesTheIsr() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 1, List.of(1, 2, 3), List.of(1, 2, 3));
        run(BrokerChange.takeOver(turn, Map.of(p, 103L), ZnodeJson.BrokerEpochs.NONE));
        assertThat(p.leadership()).isEqualTo(new Leadership(1, 4, List.of(1, 2), false, 5, 8));
    }

    @Test
    void whereTheWholeIsrRestartedWhoCameBackFirstLeadsAlone() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 3, List.of(3, 2, 1), List.of(3, 2));
        run(BrokerChange.takeOver(turn, Map.of(p, 50L), ZnodeJson.BrokerEpochs.NONE));
        assertThat(p.leadership()).isEqualTo(new Leadership(2, 4, List.of(2), false, 5, 8));
    }

    @Test
    void whereTheWholeIsrIsSeenToReturnAtOnceWhoCameBackFirstLeadsAlone() {
        ctx.brokers(brokers(1));
        Partition p = partition("t", Leadership.NONE, List.of(3, 2, 1), List.of(3, 2));
        run(BrokerChange.apply(turn, brokers(1, 2, 3)));
        assertThat(p.leadership()).isEqualTo(new Leadership(2, 4, List.of(2), false, 5, 8));
    }

    @Test
    void aNewControllerChangesNothingWhereNobodyRestarted() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 1, List.of(1, 2, 3), List.of(1, 2, 3));
        run(BrokerChange.takeOver(turn, Map.of(p, 200L), ZnodeJson.BrokerEpochs.NONE));
        assertThat(p.leadership()).isEqualTo(new Leadership(1, 3, List.of(1, 2, 3), false, 4, 7));
    }

    /** The state was written after broker 3 had registered, but by a controller that did not know of it. */
    @Test
    void aLeaderWhoseRestartTheLastControllerNeverHeardOfGivesWayToOneThatStayed() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 3, List.of(3, 1, 2), List.of(3, 1, 2));
        run(BrokerChange.takeOver(turn, Map.of(p, 200L), acted(4)));
        assertThat(p.leadership()).isEqualTo(new Leadership(1, 4, List.of(1, 2), false, 5, 8));
    }

    /** A controller of an older epoch than the state's noted it: what is younger was a real broker's business. */
    @Test
    void whatARealControllerWroteIsJudgedByItsTimeAlone() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 3, List.of(3, 1, 2), List.of(3, 1, 2));
        run(BrokerChange.takeOver(turn, Map.of(p, 200L), acted(3)));
        assertThat(p.leadership()).isEqualTo(new Leadership(3, 3, List.of(3, 1, 2), false, 4, 7));
    }

    /** Of broker 3 an older registration than the present one. */
    private static ZnodeJson.BrokerEpochs acted(int controllerEpoch) {
        return new ZnodeJson.BrokerEpochs(controllerEpoch, new TreeMap<>(Map.of(1, 101L, 2, 102L, 3, 50L)));
    }

    @Test
    void whatTheLastControllerActedUponIsReadBackAsItWasNoted() {
        ctx.brokers(brokers(1, 2));
        Partition p = partition("t", 1, List.of(1, 2), List.of(1, 2));
        run(BrokerChange.note(turn));
        ZkRequest.Put note = (ZkRequest.Put) written.getFirst();
        assertThat(note.path()).isEqualTo(Znodes.BROKER_EPOCHS);
        run(BrokerChange.takeOver(turn, Map.of(p, 200L), ZnodeJson.decodeBrokerEpochs(note.data())));
        assertThat(p.leadership()).isEqualTo(new Leadership(1, 3, List.of(1, 2), false, 4, 7));
    }

    @Test
    void withTheWholeIsrGoneThereIsNoLeaderAndTheIsrStays() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 1, List.of(1, 2), List.of(1));
        run(BrokerChange.apply(turn, brokers(2, 3)));
        assertThat(p.leadership().leader()).isEqualTo(Leadership.NONE);
        assertThat(p.leadership().isr()).containsExactly(1);
        run(BrokerChange.apply(turn, brokers(1, 2, 3)));
        assertThat(p.leadership().leader()).isEqualTo(1);
    }

    @Test
    void uncleanElectionWhereAllowedMarksTheLeaderAsRecovering() {
        ctx.brokers(brokers(1, 2));
        Partition p = partition("t", 1, List.of(1, 2), List.of(1));
        run(BrokerChange.apply(new Turn(ctx, batch, _ -> true), brokers(2)));
        assertThat(p.leadership()).isEqualTo(new Leadership(2, 4, List.of(2), true, 5, 8));
    }

    @Test
    void aFollowersDeathShrinksTheIsrWithANewEpoch() {
        ctx.brokers(brokers(1, 2));
        Partition p = partition("t", 1, List.of(1, 2), List.of(1, 2));
        run(BrokerChange.apply(turn, brokers(1)));
        assertThat(p.leadership()).isEqualTo(new Leadership(1, 4, List.of(1), false, 5, 8));
    }

    @Test
    void aBrokerThatRestartedUnseenLosesItsLeadership() {
        ctx.brokers(brokers(1, 2));
        Partition p = partition("t", 1, List.of(1, 2), List.of(1, 2));
        SortedMap<Integer, BrokerImage> now = brokers(1, 2);
        now.put(1, new BrokerImage(1, 999, null, now.get(1).endpoints()));
        run(BrokerChange.apply(turn, now));
        assertThat(p.leadership().leader()).isEqualTo(2);
        assertThat(p.leadership().isr()).containsExactly(2);
        assertThat(batch.newcomers()).containsExactly(1);
    }

    @Test
    void tenThousandPartitionsFailOverInOneStep() {
        ctx.brokers(brokers(1, 2, 3));
        for (int i = 0; i < 10_000; i++) partition("t" + i, 1 + i % 3, List.of(1 + i % 3, 1 + (i + 1) % 3),
                List.of(1 + i % 3, 1 + (i + 1) % 3));
        long from = System.nanoTime();
        Step step = BrokerChange.apply(turn, brokers(2, 3));
        assertThat(step.requests()).hasSize(6667);
        run(step);
        List<Requests.Outgoing> out = new Requests(ctx, 2, "P").of(batch);
        System.out.println("10,000 partitions decided in " + (System.nanoTime() - from) / 1_000_000 + " ms");
        assertThat(out).hasSize(4);
    }

    @Test
    void shutdownMovesLeadersAndLeavesTheIsr() {
        ctx.brokers(brokers(1, 2, 3));
        Partition leads = partition("a", 1, List.of(1, 2), List.of(1, 2));
        Partition follows = partition("b", 2, List.of(2, 1), List.of(2, 1));
        Partition stuck = partition("c", 1, List.of(1, 3), List.of(1));
        List<Object> remaining = new ArrayList<>();
        run(BrokerChange.shutdown(turn, 1, remaining::add));
        assertThat(leads.leadership().leader()).isEqualTo(2);
        assertThat(leads.leadership().isr()).containsExactly(2);
        assertThat(follows.leadership().isr()).containsExactly(2);
        assertThat(remaining).containsExactly(stuck.id());
        assertThat(batch.stops().get(1)).containsOnlyKeys(follows.id());
    }

    private ErrorCode alter(Partition p, int leaderEpoch, int partitionEpoch, List<Integer> isr,
            AlterPartitionResponse a) {
        AlterPartitionRequest q = new AlterPartitionRequest().brokerId(1).brokerEpoch(101);
        q.topics().add(new AlterPartitionRequest.TopicData().topicId(p.topic().id()).partitions(List.of(
                new AlterPartitionRequest.PartitionData().leaderEpoch(leaderEpoch).partitionEpoch(partitionEpoch)
                        .newIsr(isr))));
        run(IsrChange.apply(turn, q, a));
        return ErrorCode.of(a.topics().getFirst().partitions().getFirst().errorCode());
    }

    @Test
    void isrChangesAreComparedWithLeaderAndPartitionEpoch() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 1, List.of(1, 2, 3), List.of(1));
        assertThat(alter(p, 2, 7, List.of(1, 2), new AlterPartitionResponse()))
                .isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
        assertThat(alter(p, 4, 7, List.of(1, 2), new AlterPartitionResponse())).isEqualTo(ErrorCode.NOT_CONTROLLER);
        assertThat(alter(p, 3, 6, List.of(1, 2), new AlterPartitionResponse()))
                .isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
        assertThat(alter(p, 3, 7, List.of(1, 9), new AlterPartitionResponse())).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(written).isEmpty();
        AlterPartitionResponse a = new AlterPartitionResponse();
        assertThat(alter(p, 3, 7, List.of(1, 2), a)).isEqualTo(ErrorCode.NONE);
        assertThat(a.topics().getFirst().partitions().getFirst().partitionEpoch()).isEqualTo(8);
        assertThat(p.leadership()).isEqualTo(new Leadership(1, 3, List.of(1, 2), false, 5, 8));
        // Asked again because the answer was lost: the same answer, nothing is written.
        written.clear();
        assertThat(alter(p, 3, 7, List.of(1, 2), new AlterPartitionResponse())).isEqualTo(ErrorCode.NONE);
        assertThat(written).isEmpty();
        ctx.brokers(brokers(1, 2));
        assertThat(alter(p, 3, 8, List.of(1, 2, 3), new AlterPartitionResponse()))
                .isEqualTo(ErrorCode.INELIGIBLE_REPLICA);
    }

    @Test
    void aStaleBrokerMayNotAlterAnything() {
        ctx.brokers(brokers(1, 2));
        AlterPartitionResponse a = new AlterPartitionResponse();
        run(IsrChange.apply(turn, new AlterPartitionRequest().brokerId(1).brokerEpoch(1), a));
        assertThat(a.errorCode()).isEqualTo(ErrorCode.STALE_BROKER_EPOCH.code());
    }

    @Test
    void aMoveAddsThenRemovesWhenTheTargetIsInSync() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 1, List.of(1, 2), List.of(1, 2));
        run(Reassignment.start(turn, Map.of(p, p.assignment().towards(List.of(3, 2)))));
        assertThat(p.assignment()).isEqualTo(new Assignment(List.of(3, 2, 1), List.of(3), List.of(1)));
        assertThat(p.leadership().leaderEpoch()).isEqualTo(4);
        assertThat(batch.leaderAndIsr().get(3)).containsEntry(p, true);
        assertThat(alter(p, 4, 8, List.of(1, 2, 3), new AlterPartitionResponse())).isEqualTo(ErrorCode.NONE);
        assertThat(p.assignment()).isEqualTo(Assignment.of(List.of(3, 2)));
        assertThat(p.leadership().leader()).isEqualTo(3);
        assertThat(p.leadership().isr()).containsExactlyInAnyOrder(3, 2);
        assertThat(batch.stops().get(1)).containsEntry(p.id(), new RequestBatch.Stop(5, true));
    }

    @Test
    void aCancelGoesBackAndStopsWhatWasAdded() {
        ctx.brokers(brokers(1, 2, 3));
        Partition p = partition("t", 1, List.of(1, 2), List.of(1, 2));
        run(Reassignment.start(turn, Map.of(p, p.assignment().towards(List.of(3, 2)))));
        run(Reassignment.start(turn, Map.of(p, Assignment.of(p.assignment().origin()))));
        assertThat(p.assignment()).isEqualTo(Assignment.of(List.of(2, 1)));
        assertThat(batch.stops()).containsOnlyKeys(3);
    }

    private Map<String, ErrorCode> create(CreatableTopic... topics) {
        CreateTopicsResponse a = new CreateTopicsResponse();
        run(TopicCreation.apply(turn, new CreateTopicsRequest().topics(List.of(topics)), a, new SimWorld(1), SETTINGS));
        Map<String, ErrorCode> m = new TreeMap<>();
        a.topics().forEach(t -> m.put(t.name(), ErrorCode.of(t.errorCode())));
        return m;
    }

    private static CreatableTopic topic(String name, int partitions, int factor) {
        return new CreatableTopic().name(name).numPartitions(partitions).replicationFactor((short) factor);
    }

    @Test
    void topicsAreRefusedAsKafkaRefusesThem() {
        ctx.brokers(brokers(1, 2, 3));
        partition("there", 1, List.of(1), List.of(1));
        partition("a.b", 1, List.of(1), List.of(1));
        CreatableTopic config = topic("config", 1, 1);
        config.configs().add(new CreatableTopicConfig().name("retention.ms").value("soon"));
        CreatableTopic given = new CreatableTopic().name("given").numPartitions(-1).replicationFactor((short) -1);
        given.assignments().add(new CreateTopicsRequest.CreatableReplicaAssignment().partitionIndex(0)
                .brokerIds(List.of(1, 1)));
        assertThat(create(topic("there", 1, 1), topic("a_b", 1, 1), topic("no/pe", 1, 1), topic("..", 1, 1),
                topic("zero", 0, 1),
                topic("many", 1, 4), topic("none", 1, 0), config, given, topic("good", 2, 3),
                        topic("x".repeat(250), 1, 1)))
                .containsEntry("there", ErrorCode.TOPIC_ALREADY_EXISTS)
                        .containsEntry("a_b", ErrorCode.INVALID_TOPIC_EXCEPTION)
                .containsEntry("no/pe", ErrorCode.INVALID_TOPIC_EXCEPTION)
                        .containsEntry("..", ErrorCode.INVALID_TOPIC_EXCEPTION)
                .containsEntry("zero", ErrorCode.INVALID_PARTITIONS)
                        .containsEntry("many", ErrorCode.INVALID_REPLICATION_FACTOR)
                .containsEntry("none", ErrorCode.INVALID_REPLICATION_FACTOR)
                        .containsEntry("config", ErrorCode.INVALID_CONFIG)
                .containsEntry("given", ErrorCode.INVALID_REPLICA_ASSIGNMENT).containsEntry("good", ErrorCode.NONE)
                .containsEntry("x".repeat(250), ErrorCode.INVALID_TOPIC_EXCEPTION);
        assertThat(ctx.topic("good").partitions()).hasSize(2).allMatch(p -> p.leadership().isr().size() == 3);
    }

    @Test
    void theSameNameTwiceInOneRequestIsRefused() {
        ctx.brokers(brokers(1));
        assertThat(create(topic("t", 1, 1), topic("t", 1, 1))).containsEntry("t", ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aDeletionWaitsForTheBrokerThatIsDown() {
        ctx.brokers(brokers(1));
        Partition p = partition("t", 1, List.of(1, 2), List.of(1));
        TopicDeletion.start(turn, List.of(p.topic()));
        assertThat(batch.stops()).containsOnlyKeys(1);
        run(TopicDeletion.confirmed(turn, 1, List.of(p.id())));
        assertThat(ctx.topic("t")).isNotNull();
        run(BrokerChange.apply(turn, brokers(1, 2)));
        assertThat(batch.stops().get(2)).containsEntry(p.id(),
                new RequestBatch.Stop(RequestBatch.EPOCH_DURING_DELETE, true));
        run(TopicDeletion.confirmed(turn, 2, List.of(p.id())));
        assertThat(ctx.topic("t")).isNull();
        assertThat(written.getLast().path()).isEqualTo("/admin/delete_topics/t");
    }

    @Test
    void preferredLeadersComeBackOnlyAboveTheImbalance() {
        ctx.brokers(brokers(1, 2));
        Partition p = partition("t", 2, List.of(1, 2), List.of(1, 2));
        run(LeaderChoice.rebalance(turn, 100));
        assertThat(p.leadership().leader()).isEqualTo(2);
        run(LeaderChoice.rebalance(turn, 10));
        assertThat(p.leadership().leader()).isEqualTo(1);
    }

    @Test
    void movesOfTheZnodeLeaveItWhenTheyAreDone() {
        ctx.brokers(brokers(1, 2, 3));
        Partition a = partition("a", 1, List.of(1, 2), List.of(1, 2));
        Partition b = partition("b", 1, List.of(1, 2), List.of(1, 2));
        Map<TopicPartition, List<Integer>> moves = Map.of(a.id(), List.of(1, 3), b.id(), List.of(2, 1));
        run(ReassignmentRequests.noted(turn, moves));
        assertThat(b.assignment().replicas()).containsExactly(2, 1);
        assertThat(a.assignment().moving()).isTrue();
        assertThat(written.getLast()).isInstanceOfSatisfying(ZkRequest.Put.class, p -> {
            assertThat(p.path()).isEqualTo(Znodes.REASSIGN_PARTITIONS);
            assertThat(ZnodeJson.decodeReassignment(p.data())).containsOnlyKeys(a.id());
        });
        int epoch = a.leadership().leaderEpoch();
        written.clear();
        run(ReassignmentRequests.noted(turn, Map.of(a.id(), List.of(1, 3))));
        assertThat(written).isEmpty();
        assertThat(a.leadership().leaderEpoch()).isEqualTo(epoch);
        a.leadership(new Leadership(1, epoch, List.of(1, 2, 3), false, 5, 9));
        run(Reassignment.completeAll(turn));
        assertThat(a.assignment().replicas()).containsExactly(1, 3);
        assertThat(written.getLast()).isEqualTo(new ZkRequest.Delete(Znodes.REASSIGN_PARTITIONS, ZkRequest.ANY));
    }

    @Test
    void newcomersAreKnownToAllBeforeAnybodyGetsARole() {
        ctx.brokers(brokers(1, 2));
        partition("t", 1, List.of(1, 3), List.of(1));
        run(BrokerChange.apply(turn, brokers(1, 2, 3)));
        List<Requests.Outgoing> told = new Requests(ctx, 1, "P").of(batch);
        assertThat(told.subList(0, 3)).allMatch(o -> o.key() == ApiKey.UPDATE_METADATA);
        assertThat(told.get(2).broker()).isEqualTo(3);
        assertThat(((UpdateMetadataRequest) told.get(2).request()).topicStates()).hasSize(1);
        assertThat(told.get(3).key()).isEqualTo(ApiKey.LEADER_AND_ISR);
        assertThat(told.get(3).broker()).isEqualTo(3);
    }

    @Test
    void leadershipGoesBackToPreferredReplicasWhereTooMuchOfItIsElsewhere() {
        ctx.brokers(brokers(1, 2));
        Partition astray = partition("a", 2, List.of(1, 2), List.of(1, 2));
        for (String t : List.of("b", "c", "d")) partition(t, 1, List.of(1, 2), List.of(1, 2));
        run(LeaderChoice.rebalance(turn, 25));
        assertThat(astray.leadership().leader()).isEqualTo(2);
        run(LeaderChoice.rebalance(turn, 24));
        assertThat(astray.leadership().leader()).isEqualTo(1);
        assertThat(batch.leaderAndIsr()).containsOnlyKeys(1, 2);
    }

    @Test
    void newPartitionsAreMadeByTheHundredsAndOneByOneWhereSomeAreThereAlready() {
        ctx.brokers(brokers(1, 2));
        Topic t = new Topic("t", new Uuid(1, 1));
        List<Partition> fresh = new ArrayList<>();
        for (int i = 0; i < 1200; i++) fresh.add(t.add(i, Assignment.of(List.of(1, 2))));
        Step step = turn.makeStates(fresh, () -> Step.NONE);
        assertThat(step.requests()).hasSize(1 + 3);
        List<ZkReply> replies = new ArrayList<>(step.requests().stream().map(this::ok).toList());
        replies.set(2, ZkReply.of(ZkReply.Code.NODE_EXISTS, "some"));
        Step again = step.then().apply(replies);
        assertThat(again.requests()).hasSize(2 * Turn.PIECE);
        replies = new ArrayList<>(again.requests().stream().map(this::ok).toList());
        replies.set(1, ZkReply.of(ZkReply.Code.NODE_EXISTS, again.requests().get(1).path()));
        run(again.then().apply(replies));
        assertThat(batch.stale()).containsExactly(fresh.get(Turn.PIECE).id());
        assertThat(fresh).filteredOn(p -> p.leadership() == null).containsExactly(fresh.get(Turn.PIECE));
    }

    @Test
    void ourOwnBrokerHearsOfNewTopicsBeforeItMakesTheirLogs() {
        ctx.brokers(brokers(1, 2));
        create(topic("a", 2, 2));
        assertThat(told()).containsExactly("1 UPDATE_METADATA", "1 LEADER_AND_ISR", "2 LEADER_AND_ISR",
                "2 UPDATE_METADATA");
        run(BrokerChange.apply(turn, brokers(1)));
        assertThat(told()).startsWith("1 LEADER_AND_ISR", "1 UPDATE_METADATA");
    }

    private List<String> told() {
        return new Requests(ctx, 1, "P").of(batch).stream().map(o -> o.broker() + " " + o.key()).toList();
    }
}
