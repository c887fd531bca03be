package io.odradek.console.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ProducerFacts;
import io.odradek.console.kafka.TransactionFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransactionLookTest {
    private static final long NOW = 1_000_000;
    private static final Place PLACE = new Place("orders", 3);

    private static TransactionFacts facts(String state, long startedMs, Place... places) {
        return new TransactionFacts("pay", state, 2, 77, 5, 60_000, startedMs, Set.of(places));
    }

    private static ProducerFacts producer(long lastMs) {
        return new ProducerFacts(3, 77, 5, 10, lastMs, 1, 400);
    }

    @Test
    void whatNoCoordinatorKnowsHangsOnceItIsNotYoungAnyMore() {
        assertThat(TransactionLook.hangs(PLACE, producer(NOW - 70_000), null, NOW)).isTrue();
        assertThat(TransactionLook.hangs(PLACE, producer(NOW - 5_000), null, NOW)).as("it may have just begun")
                .isFalse();
        assertThat(TransactionLook.hangs(PLACE, producer(NOW - 70_000), facts("Ongoing", NOW - 80_000, PLACE), NOW))
                .isFalse();
        assertThat(TransactionLook.hangs(PLACE, producer(NOW - 70_000), facts("Ongoing", NOW - 80_000,
                new Place("orders", 4)), NOW)).as("another transaction of the same producer").isTrue();
        assertThat(TransactionLook.hangs(PLACE, producer(NOW - 70_000), facts("CompleteCommit", -1), NOW)).isTrue();
    }

    @Test
    void pastItsTimeOutItIsLate() {
        TransactionFacts.Listed listed = new TransactionFacts.Listed("pay", 77, "Ongoing", 2);
        TransactionRow young = TransactionLook.row(listed, facts("Ongoing", NOW - 30_000, PLACE), NOW);
        assertThat(young.ageMs()).isEqualTo(30_000);
        assertThat(young.late()).isFalse();
        assertThat(young.topics()).containsExactly("orders");
        assertThat(TransactionLook.row(listed, facts("Ongoing", NOW - 80_000, PLACE), NOW).late()).isTrue();
        TransactionRow unknown = TransactionLook.row(listed, null, NOW);
        assertThat(unknown.open()).isTrue();
        assertThat(List.of(unknown.ageMs(), unknown.timeoutMs())).containsOnly(-1L);
    }

    @Test
    void planSaysWhatIsEndedAndByWhichCommand() {
        TransactionFacts.Listed listed = new TransactionFacts.Listed("pay", 77, "Ongoing", 2);
        Plan fence = TransactionPlans.fence("k:9092", TransactionLook.row(listed, facts("Ongoing", NOW - 30_000,
                PLACE), NOW));
        assertThat(fence.possible()).isTrue();
        assertThat(fence.confirm()).isEqualTo("pay");
        assertThat(fence.warnings()).hasSize(1);
        assertThat(fence.command()).isEqualTo("kafka-transactions.sh --bootstrap-server k:9092 "
                + "forceTerminateTransaction --transactionalId pay");
        TransactionRow done = TransactionLook.row(new TransactionFacts.Listed("pay", 77, "CompleteAbort", 2),
                facts("CompleteAbort", -1), NOW);
        assertThat(TransactionPlans.fence("k:9092", done).refusals()).hasSize(1);
    }

    @Test
    void onlyWhatHangsIsEndedPastItsCoordinator() {
        HeldPartition held = new HeldPartition("orders", 3, 400, 450, 50, List.of());
        HeldPartition.Holder hanging = new HeldPartition.Holder(77, 5, 1, 400, NOW, "", true);
        Plan abort = TransactionPlans.abort("k:9092", PLACE, held, hanging);
        assertThat(abort.possible()).isTrue();
        assertThat(abort.confirm()).isEqualTo("77");
        assertThat(abort.command()).endsWith("abort --topic orders --partition 3 --start-offset 400");
        HeldPartition.Holder known = new HeldPartition.Holder(77, 5, 1, 400, NOW, "pay", false);
        assertThat(TransactionPlans.abort("k:9092", PLACE, held, known).refusals().getFirst().toString()).contains(
                "pay");
    }
}
