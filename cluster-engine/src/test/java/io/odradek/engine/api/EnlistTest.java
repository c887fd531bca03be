package io.odradek.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.log.AppendOptions;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnlistTest {
    private static final TopicPartition NAME = new TopicPartition(SimCluster.TOPIC, 0);
    private static final long PRODUCER = 7;
    private static final short EPOCH = 3;

    @TempDir
    Path directory;
    private SimCluster cluster;
    private Partition partition;
    private final List<CompletableFuture<ErrorCode>> questions = new ArrayList<>();
    private final List<ErrorCode> told = new ArrayList<>();
    private final Enlist enlist = new Enlist(q -> {
        questions.add(new CompletableFuture<>());
        return questions.getLast();
    }, "x", true);

    @BeforeEach
    void oneLeader() {
        cluster = new SimCluster(1, directory, Map.of());
        cluster.elect(0, List.of(0), List.of(0));
        partition = cluster.brokers.get(0).partition(SimCluster.TOPIC, 0);
    }

    private void onLane(Runnable r) {
        partition.lane().execute(r);
        cluster.loop.run(1);
    }

    private boolean awaits() {
        boolean[] waits = {false};
        onLane(() -> waits[0] = enlist.awaits(NAME, partition, PRODUCER, EPOCH, told::add));
        return waits[0];
    }

    private void answer(int question, ErrorCode e) {
        questions.get(question).complete(e);
        cluster.loop.run(1);
    }

    private void write() {
        onLane(() -> {
            try (BatchBuilder b = new BatchBuilder(new UnpooledByteBufAllocator(false))) {
                partition.append(b.producer(PRODUCER, EPOCH, 0).transactional()
                        .append(0, null, ByteBuffer.wrap(new byte[1])).build(), new AppendOptions(
                        partition.leaderEpoch(), AppendOptions.Origin.CLIENT), false);
            }
        });
    }

    @Test
    void nobodyIsAskedAboutATransactionThatHasRecordsHere() {
        assertThat(awaits()).isTrue();
        assertThat(told).isEmpty();
        answer(0, ErrorCode.NONE);
        assertThat(told).containsExactly(ErrorCode.NONE);
        write();
        assertThat(awaits()).isFalse();
        assertThat(questions).hasSize(1);
    }

    @Test
    void anAnswerFromBeforeTheEndOfATransactionIsWorthNothing() {
        awaits();
        onLane(() -> partition.transactionEnds(PRODUCER));
        answer(0, ErrorCode.NONE);
        assertThat(told).isEmpty();
        answer(1, ErrorCode.INVALID_TXN_STATE);
        assertThat(told).containsExactly(ErrorCode.INVALID_TXN_STATE);
    }

    @Test
    void whoComesSecondWaitsForTheFirst() {
        awaits();
        assertThat(awaits()).isTrue();
        assertThat(questions).hasSize(1);
        answer(0, ErrorCode.NONE);
        assertThat(told).containsExactly(ErrorCode.NONE);
        answer(1, ErrorCode.PRODUCER_FENCED);
        assertThat(told).containsExactly(ErrorCode.NONE, ErrorCode.PRODUCER_FENCED);
    }
}
