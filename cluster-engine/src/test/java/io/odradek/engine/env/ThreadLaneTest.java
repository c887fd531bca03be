package io.odradek.engine.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ThreadLaneTest {
    private final LongAdder refused = new LongAdder();

    @Test
    void tasksRunInOrderAndAFailingOneHurtsNoOther() throws Exception {
        List<Integer> order = new ArrayList<>();
        try (ThreadLane lane = new ThreadLane("lane", 100, refused)) {
            CompletableFuture<Boolean> last = new CompletableFuture<>();
            for (int i = 0; i < 10; i++) {
                int number = i;
                lane.execute(() -> order.add(number));
            }
            lane.execute(() -> {
                throw new IllegalStateException("expected by the test");
            });
            lane.execute(() -> last.complete(lane.isCurrent()));
            assertThat(last.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(lane.isCurrent()).isFalse();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void workAtStartRunsSoManyAtOnce() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier two = new CyclicBarrier(2);
        Runnable task = () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                two.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            now.decrementAndGet();
        };
        try (ThreadLane owner = new ThreadLane("owner", 2, refused);
             ThreadLanes lanes = new ThreadLanes("t", List.of(owner), 1, refused)) {
            lanes.together(Collections.nCopies(6, task), 2);
            assertThat(most).hasValue(2);
            assertThatThrownBy(() -> lanes.together(List.of(() -> {
                throw new IllegalArgumentException("expected by the test");
            }), 3)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFullLaneRefusesAndCounts() {
        CountDownLatch hold = new CountDownLatch(1);
        ThreadLane lane = new ThreadLane("lane", 2, refused);
        lane.execute(() -> await(hold));
        assertThat(lane.offer(() -> {})).isTrue();
        assertThat(lane.offer(() -> {})).isTrue();
        assertThat(lane.offer(() -> {})).isFalse();
        assertThatThrownBy(() -> lane.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(refused.sum()).isEqualTo(2);
        hold.countDown();
        lane.close();
        assertThat(lane.offer(() -> {})).isFalse();
    }

    @Test
    void timersRunOnTheirLaneAndNotOnceCancelled() throws Exception {
        try (ThreadLane lane = new ThreadLane("lane", 10, refused); ThreadTimers timers = new ThreadTimers("timers")) {
            CompletableFuture<Boolean> fired = new CompletableFuture<>();
            CompletableFuture<Void> never = new CompletableFuture<>();
            Timers.Timer cancelled = timers.after(5, lane, () -> never.complete(null));
            assertThat(cancelled.cancel()).isTrue();
            assertThat(cancelled.cancel()).isFalse();
            Timers.Timer done = timers.after(20, lane, () -> fired.complete(lane.isCurrent()));
            assertThat(fired.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(done.cancel()).isFalse();
            assertThat(never).isNotDone();
        }
    }

    @Test
    void aTimerCancelledWhileItWaitsInItsLaneDoesNotStart() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch due = new CountDownLatch(1);
        List<String> ran = new ArrayList<>();
        try (ThreadLane lane = new ThreadLane("lane", 10, refused); ThreadTimers timers = new ThreadTimers("timers")) {
            lane.execute(() -> await(hold));
            Timers.Timer timer = timers.after(0, lane, () -> ran.add("timer"));
            try (ThreadLane later = new ThreadLane("later", 10, refused)) {
                timers.after(1, later, due::countDown);
                due.await();
            }
            assertThat(timer.cancel()).isTrue();
            hold.countDown();
        }
        assertThat(ran).isEmpty();
    }

    @Test
    void aTimerWhoseLaneIsFullComesLater() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        try (ThreadLane lane = new ThreadLane("lane", 1, refused); ThreadTimers timers = new ThreadTimers("timers");
             ThreadLane later = new ThreadLane("later", 10, refused)) {
            CountDownLatch working = new CountDownLatch(1);
            lane.execute(() -> {
                working.countDown();
                await(hold);
            });
            working.await();
            lane.execute(() -> { });
            timers.after(0, lane, ran::countDown);
            CountDownLatch due = new CountDownLatch(1);
            timers.after(1, later, due::countDown);
            due.await();
            assertThat(refused.sum()).isPositive();
            hold.countDown();
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void everyOwnerLaneGetsItsShareAndAHashKeepsItsLane() {
        List<ThreadLane> owners = ThreadLanes.threads("owner-", 3, refused);
        try (ThreadLanes lanes = new ThreadLanes("", owners, 2, refused)) {
            Set<Lane> seen = new HashSet<>();
            for (int hash = -50; hash < 50; hash++) {
                assertThat(lanes.owner(hash)).isSameAs(lanes.owner(hash));
                seen.add(lanes.owner(hash));
                assertThat(lanes.disk(hash)).isNotNull();
            }
            assertThat(seen).hasSize(3);
        }
        owners.forEach(ThreadLane::close);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
