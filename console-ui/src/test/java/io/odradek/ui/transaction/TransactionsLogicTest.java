package io.odradek.ui.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.problem.Sentence;
import io.odradek.console.transaction.HeldPartition;
import io.odradek.console.transaction.TransactionRow;
import io.odradek.console.transaction.TransactionTotals;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransactionsLogicTest {
    private static TransactionRow row(String state, boolean open, long ageMs, boolean late) {
        return new TransactionRow("pay", state, open, 1, 7, 0, 5_000, ageMs, 60_000, 2, List.of("orders"), late);
    }

    @Test
    void addressGoesThereAndBack() {
        Map<String, String> query = Map.of("q", "pay", "all", "true", "from", "50", "id", "pay-1");
        TransactionsLogic state = TransactionsLogic.parse(query);
        assertThat(state.query()).containsAllEntriesOf(query);
        assertThat(state.withText("x").from()).as("another search begins at the top").isZero();
        assertThat(state.withText("x").id()).isEqualTo("pay-1");
        assertThat(TransactionsLogic.parse(Map.of("from", "many", "all", "yes")))
                .isEqualTo(new TransactionsLogic("", false, 0, ""));
    }

    @Test
    void stateIsSaidWithWhetherItShouldHaveEnded() {
        assertThat(TransactionsLogic.state(row("Ongoing", true, 10, false))).isEqualTo(Phrase.of("tx.state",
                "Ongoing"));
        assertThat(TransactionsLogic.state(row("Ongoing", true, 90_000, true)).key()).isEqualTo("tx.late");
        assertThat(TransactionsLogic.tone(row("Ongoing", true, 90_000, true))).isEqualTo(Tone.BAD);
        assertThat(TransactionsLogic.tone(row("Ongoing", true, 10, false))).isEqualTo(Tone.WARN);
        assertThat(TransactionsLogic.tone(row("CompleteCommit", false, -1, false))).isEqualTo(Tone.PLAIN);
    }

    @Test
    void growingOlderIsNoChangeOfARow() {
        assertThat(TransactionsLogic.shape(List.of(row("Ongoing", true, 10, false))))
                .isEqualTo(TransactionsLogic.shape(List.of(row("Ongoing", true, 2_010, false))))
                .isNotEqualTo(TransactionsLogic.shape(List.of(row("PrepareAbort", true, 2_010, false))));
    }

    @Test
    void heldBackIsTroubleWhereItHangs() {
        assertThat(TransactionsLogic.heldTone(new TransactionTotals(3, 1, 10, 0, 0, 0, Sentence.NONE, 0)))
                .isEqualTo(Tone.GOOD);
        assertThat(TransactionsLogic.heldTone(new TransactionTotals(3, 1, 10, 2, 9, 0, Sentence.NONE, 0)))
                .isEqualTo(Tone.WARN);
        assertThat(TransactionsLogic.heldTone(new TransactionTotals(3, 1, 10, 2, 9, 1, Sentence.NONE, 0)))
                .isEqualTo(Tone.BAD);
        assertThat(TransactionsLogic.holder(new HeldPartition.Holder(7, 2, 0, 1, 1, "", true)))
                .isEqualTo(Phrase.of("tx.holder.unknown", 7L, 2));
    }
}
