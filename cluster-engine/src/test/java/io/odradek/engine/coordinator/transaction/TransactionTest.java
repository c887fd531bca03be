package io.odradek.engine.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.Shards;
import io.odradek.engine.coordinator.SimLog;
import io.odradek.engine.coordinator.SimWorld;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.DescribeTransactionsRequest;
import io.odradek.engine.wire.message.EndTxnRequest;
import io.odradek.engine.wire.message.EndTxnResponse;
import io.odradek.engine.wire.message.InitProducerIdRequest;
import io.odradek.engine.wire.message.InitProducerIdResponse;
import io.odradek.engine.wire.message.ListTransactionsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private static final TopicPartition T0 = new TopicPartition("t", 0);
    private static final TopicPartition T1 = new TopicPartition("t", 1);

    private final SimWorld world = new SimWorld(1);
    private final SimLog log = new SimLog(world);
    private final List<Markers.Job> jobs = new ArrayList<>();
    private final List<Consumer<Set<TopicPartition>>> unanswered = new ArrayList<>();
    private boolean reachable = true;
    private long nextProducerId = 1000;
    private int epoch;
    private TransactionCoordinator coordinator;

    TransactionTest() {
        fresh();
    }

    private void fresh() {
        InternalTopics topics = new InternalTopics() {
            @Override
            public int partitions(String topic) {
                return 1;
            }

            @Override
            public void ensure(String topic) {}
        };
        Markers markers = (job, left) -> {
            jobs.add(job);
            if (reachable) left.accept(Set.of());
            else unanswered.add(left);
        };
        coordinator = new TransactionCoordinator(new Shards.World(log, world.timers, world.clock), topics,
                new TransactionConfig(BrokerConfig.of(Map.of())), markers, taker -> taker.accept(nextProducerId++));
        coordinator.elected(0, ++epoch);
        world.settle();
    }

    private void failover() {
        coordinator.resigned(0);
        world.settle();
        fresh();
    }

    private <T> T now(CompletableFuture<T> f) {
        world.settle();
        assertThat(f).isDone();
        return f.join();
    }

    private InitProducerIdResponse init() {
        return init(-1, -1);
    }

    private InitProducerIdResponse init(long id, int producerEpoch) {
        return now(coordinator.init(new InitProducerIdRequest().transactionalId("x").transactionTimeoutMs(60_000)
                .producerId(id).producerEpoch((short) producerEpoch)));
    }

    private ErrorCode add(InitProducerIdResponse p, TopicPartition... partitions) {
        return now(coordinator.add("x", p.producerId(), p.producerEpoch(), new TreeSet<>(List.of(partitions))));
    }

    private ErrorCode end(InitProducerIdResponse p, boolean commit) {
        return now(coordinator.end("x", p.producerId(), p.producerEpoch(), commit));
    }

    private String state() {
        return now(coordinator.admin(world.clock).describe(new DescribeTransactionsRequest()
                .transactionalIds(new ArrayList<>(List.of("x"))))).transactionStates().getFirst().transactionState();
    }

    @Test
    void aTransactionEndsInEveryPartitionOnceItIsDecided() {
        InitProducerIdResponse p = init();
        assertThat(p.producerId()).isEqualTo(1000);
        assertThat(p.producerEpoch()).isZero();
        assertThat(add(p, T0)).isEqualTo(ErrorCode.NONE);
        assertThat(add(p, T1)).isEqualTo(ErrorCode.NONE);
        assertThat(state()).isEqualTo("Ongoing");
        assertThat(end(p, true)).isEqualTo(ErrorCode.NONE);
        assertThat(jobs).hasSize(1);
        assertThat(jobs.getFirst().commit()).isTrue();
        assertThat(jobs.getFirst().partitions()).containsExactlyInAnyOrder(T0, T1);
        assertThat(state()).isEqualTo("CompleteCommit");
        assertThat(end(p, true)).isEqualTo(ErrorCode.NONE);
        assertThat(end(p, false)).isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    @Test
    void nothingIsWrittenIntoPartitionsBeforeTheDecisionIsCommitted() {
        InitProducerIdResponse p = init();
        add(p, T0);
        log.hold();
        CompletableFuture<ErrorCode> f = coordinator.end("x", p.producerId(), p.producerEpoch(), true);
        world.settle();
        assertThat(jobs).isEmpty();
        assertThat(f).isNotDone();
        log.commit();
        world.settle();
        assertThat(jobs).hasSize(1);
        assertThat(f.join()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aNewSessionFencesTheOneBefore() {
        InitProducerIdResponse old = init();
        InitProducerIdResponse fresh = init();
        assertThat(fresh.producerId()).isEqualTo(old.producerId());
        assertThat(fresh.producerEpoch()).isEqualTo((short) 1);
        assertThat(add(old, T0)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(now(coordinator.add("y", 1, (short) 0, new TreeSet<>(Set.of(T0)))))
                .isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
    }

    @Test
    void whatTheOneBeforeLeftOpenIsAbortedFirst() {
        InitProducerIdResponse old = init();
        add(old, T0);
        assertThat(init().errorCode()).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS.code());
        assertThat(jobs.getFirst().commit()).isFalse();
        assertThat(jobs.getFirst().producerEpoch()).isEqualTo((short) 1);
        InitProducerIdResponse fresh = init();
        assertThat(fresh.producerEpoch()).isEqualTo((short) 2);
    }

    @Test
    void aProducerThatRaisesItsEpochMayLoseTheAnswer() {
        InitProducerIdResponse p = init();
        InitProducerIdResponse raised = init(p.producerId(), 0);
        assertThat(raised.producerEpoch()).isEqualTo((short) 1);
        assertThat(init(p.producerId(), 0).producerEpoch()).isEqualTo((short) 1);
        assertThat(init(p.producerId(), 1).producerEpoch()).isEqualTo((short) 2);
        assertThat(init(p.producerId(), 0).errorCode()).isEqualTo(ErrorCode.PRODUCER_FENCED.code());
        assertThat(init(77, 0).errorCode()).isEqualTo(ErrorCode.PRODUCER_FENCED.code());
    }

    @Test
    void epochsThatRunOutBringANewProducerId() {
        InitProducerIdResponse p = init();
        while (p.producerEpoch() < Short.MAX_VALUE - 1) p = init();
        InitProducerIdResponse next = init();
        assertThat(next.producerId()).isEqualTo(1001);
        assertThat(next.producerEpoch()).isZero();
        assertThat(init(p.producerId(), p.producerEpoch()).errorCode()).as("another session has begun")
                .isEqualTo(ErrorCode.PRODUCER_FENCED.code());
    }

    @Test
    void aProducerThatGetsANewIdMayLoseTheAnswer() {
        InitProducerIdResponse p = init();
        while (p.producerEpoch() < Short.MAX_VALUE - 1) p = init();
        InitProducerIdResponse next = init(p.producerId(), p.producerEpoch());
        assertThat(next.producerId()).isNotEqualTo(p.producerId());
        assertThat(init(p.producerId(), p.producerEpoch())).isEqualTo(next);
        assertThat(init(p.producerId(), 7).errorCode()).isEqualTo(ErrorCode.PRODUCER_FENCED.code());
        assertThat(init().producerEpoch()).isEqualTo((short) 1);
        assertThat(init(p.producerId(), p.producerEpoch()).errorCode()).isEqualTo(ErrorCode.PRODUCER_FENCED.code());
    }

    @Test
    void anOverdueTransactionIsAbortedAndItsProducerFenced() {
        InitProducerIdResponse p = init();
        add(p, T0);
        world.pass(59_000);
        assertThat(state()).isEqualTo("Ongoing");
        world.pass(12_000);
        assertThat(state()).isEqualTo("CompleteAbort");
        assertThat(end(p, true)).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }

    @Test
    void theNextCoordinatorBringsTheDecisionToItsEnd() {
        InitProducerIdResponse p = init();
        add(p, T0, T1);
        reachable = false;
        assertThat(end(p, true)).isEqualTo(ErrorCode.NONE);
        assertThat(state()).isEqualTo("PrepareCommit");
        assertThat(add(p, T0)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        unanswered.getFirst().accept(Set.of(T1));
        world.pass(200);
        assertThat(jobs.getLast().partitions()).containsExactly(T1);
        reachable = true;
        failover();
        assertThat(jobs.getLast().partitions()).containsExactlyInAnyOrder(T0, T1);
        assertThat(jobs.getLast().coordinatorEpoch()).isEqualTo(2);
        assertThat(state()).isEqualTo("CompleteCommit");
    }

    /** Another may come that has never heard of the decision, and decide otherwise. */
    @Test
    void theNextCoordinatorTellsNobodyOfADecisionThatIsNotCommitted() {
        InitProducerIdResponse p = init();
        add(p, T0, T1);
        log.hold();
        coordinator.end("x", p.producerId(), p.producerEpoch(), true);
        world.settle();
        failover();
        assertThat(jobs).isEmpty();
        log.commit();
        world.settle();
        assertThat(jobs).isNotEmpty().allMatch(job -> job.commit());
        assertThat(state()).isEqualTo("CompleteCommit");
    }

    @Test
    void anIdThatNobodyUsesIsForgotten() {
        init();
        world.pass(8L * 24 * 3_600_000);
        assertThat(now(coordinator.admin(world.clock).list(new ListTransactionsRequest())).transactionStates())
                .isEmpty();
    }

    @Test
    void transactionsAreListedByStateIdAndPattern() {
        InitProducerIdResponse p = init();
        ListTransactionsRequest q = new ListTransactionsRequest();
        q.stateFilters().add("Empty");
        assertThat(now(coordinator.admin(world.clock).list(q)).transactionStates()).hasSize(1);
        add(p, T0);
        assertThat(now(coordinator.admin(world.clock).list(q)).transactionStates()).isEmpty();
        q = new ListTransactionsRequest().transactionalIdPattern("x|z");
        assertThat(now(coordinator.admin(world.clock).list(q)).transactionStates()).hasSize(1);
        q.stateFilters().add("Nonsense");
        assertThat(now(coordinator.admin(world.clock).list(q)).unknownStateFilters()).containsExactly("Nonsense");
        q = new ListTransactionsRequest().transactionalIdPattern("(x)\\1");
        assertThat(now(coordinator.admin(world.clock).list(q)).errorCode()).as("no back references, as in Kafka's RE2")
                .isEqualTo(ErrorCode.INVALID_REGULAR_EXPRESSION.code());
    }

    @Test
    void transactionsAreListedByHowLongTheyHaveRun() {
        InitProducerIdResponse p = init();
        add(p, T0);
        world.pass(5_000);
        assertThat(now(coordinator.admin(world.clock).list(new ListTransactionsRequest().durationFilter(4_999)))
                .transactionStates()).hasSize(1);
        assertThat(now(coordinator.admin(world.clock).list(new ListTransactionsRequest().durationFilter(5_000)))
                .transactionStates()).isEmpty();
    }

    @Test
    void verificationTellsWhetherThePartitionIsIn() {
        InitProducerIdResponse p = init();
        add(p, T0);
        assertThat(now(coordinator.verify("x", p.producerId(), (short) 0, T0))).isEqualTo(ErrorCode.NONE);
        assertThat(now(coordinator.verify("x", p.producerId(), (short) 0, T1)))
                .isEqualTo(ErrorCode.TRANSACTION_ABORTABLE);
    }

    private EndTxnResponse turn(long producerId, int producerEpoch, boolean commit) {
        return now(coordinator.turn(new EndTxnRequest().transactionalId("x").producerId(producerId)
                .producerEpoch((short) producerEpoch).committed(commit)));
    }

    @Test
    void everyTransactionOfANewerProducerHasItsOwnEpoch() {
        InitProducerIdResponse p = init();
        add(p, T0);
        EndTxnResponse first = turn(p.producerId(), 0, true);
        assertThat(first.errorCode()).isZero();
        assertThat(first.producerId()).isEqualTo(p.producerId());
        assertThat(first.producerEpoch()).isEqualTo((short) 1);
        assertThat(jobs.getFirst().producerEpoch()).isEqualTo((short) 1);
        assertThat(state()).isEqualTo("CompleteCommit");
        failover();
        assertThat(turn(p.producerId(), 0, true).producerEpoch()).as("the answer was lost").isEqualTo((short) 1);
        assertThat(turn(p.producerId(), 0, false).errorCode()).isEqualTo(ErrorCode.INVALID_TXN_STATE.code());
        assertThat(add(p, T0)).as("the epoch of before").isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(turn(p.producerId(), 1, false).producerEpoch()).as("nothing to abort").isEqualTo((short) 2);
        assertThat(state()).isEqualTo("CompleteAbort");
    }

    @Test
    void aProducerWhoseEpochsRunOutGoesOnUnderAnotherId() {
        InitProducerIdResponse p = init();
        for (int e = 0; e < Short.MAX_VALUE - 1; e++) {
            assertThat(turn(p.producerId(), e, false).producerEpoch()).isEqualTo((short) (e + 1));
        }
        p.producerEpoch((short) (Short.MAX_VALUE - 1));
        add(p, T0);
        EndTxnResponse last = turn(p.producerId(), Short.MAX_VALUE - 1, true);
        assertThat(last.producerId()).isNotEqualTo(p.producerId());
        assertThat(last.producerEpoch()).isZero();
        assertThat(jobs.getLast().producerId()).isEqualTo(p.producerId());
        assertThat(jobs.getLast().producerEpoch()).isEqualTo(Short.MAX_VALUE);
        EndTxnResponse again = turn(p.producerId(), Short.MAX_VALUE - 1, true);
        assertThat(again.producerId()).isEqualTo(last.producerId());
        assertThat(again.errorCode()).isZero();
    }
}
