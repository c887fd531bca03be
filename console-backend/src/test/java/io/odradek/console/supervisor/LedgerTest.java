package io.odradek.console.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.problem.Sentence;
import org.junit.jupiter.api.Test;

class LedgerTest {

    @Test
    void whatWasAcknowledgedAndDoesNotComeIsMissingAndWhatComesTwiceIsRepeated() {
        Ledger ledger = new Ledger();
        ledger.written(0, 2_000, true);
        ledger.written(2_000, 20, false);
        for (int i = 0; i < 2_000; i++) {
            if (i != 7 && i != 1_999) {
                ledger.read(i);
            }
        }
        ledger.read(5);
        // Unsure, and there after all: neither lost nor repeated.
        ledger.read(2_001);
        Watched seen = ledger.watched(true, 1, 12, Sentence.NONE);
        assertThat(seen.acknowledged()).isEqualTo(2_000);
        assertThat(seen.unsure()).isEqualTo(20);
        assertThat(seen.missing()).as("the last may be under way").isEqualTo(1);
        assertThat(seen.repeated()).isEqualTo(1);
        assertThat(seen.seen()).isEqualTo(1_998);
    }
}
