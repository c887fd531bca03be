package io.odradek.console.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.problem.Sentence;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LedgerTest {

    @Test
    void whatWasAcknowledgedAndDoesNotComeIsMissingAndWhatComesTwiceIsRepeated() {
        Ledger ledger = new Ledger(3);
        ledger.written(0, LongStream.range(0, 2_000).map(i -> 100 + i / 3).boxed().toList());
        ledger.unsure(20);
        for (int i = 0; i < 2_000; i++) {
            if (i != 7 && i != 1_999) {
                ledger.read(i, 100 + i / 3);
            }
        }
        ledger.read(5, 900);
        // Unsure, and there after all: neither lost nor repeated.
        ledger.read(2_001, 950);
        Watched seen = ledger.watched(true, 1, 12, Sentence.NONE);
        assertThat(seen.acknowledged()).isEqualTo(2_000);
        assertThat(seen.unsure()).isEqualTo(20);
        assertThat(seen.missing()).as("the last may be under way").isEqualTo(1);
        assertThat(seen.lost()).containsExactly(new WatchedRecord(7, 1, 102, -1));
        assertThat(seen.repeated()).isEqualTo(1);
        assertThat(seen.again()).containsExactly(new WatchedRecord(5, 2, 900, 101));
        assertThat(seen.seen()).isEqualTo(1_998);
    }

    /** A record written twice is acknowledged where it came the second time. */
    @Test
    void whereItCameFirstIsKeptOverWhereItWasAcknowledged() {
        Ledger ledger = new Ledger(1);
        ledger.read(0, 7);
        ledger.written(0, List.of(9L));
        ledger.read(0, 9);
        ledger.written(1, List.of(11L));
        ledger.read(1, 10);
        ledger.read(1, 11);
        assertThat(ledger.watched(true, 1, 1, Sentence.NONE).again()).containsExactly(new WatchedRecord(0, 0, 9, 7),
                new WatchedRecord(1, 0, 11, 10));
    }

    @Test
    void noMoreAreNamedThanCanBeLookedAtAndAllAreCounted() {
        Ledger ledger = new Ledger(3);
        int count = 30_000;
        ledger.written(0, LongStream.range(0, count).boxed().toList());
        for (int twice = 0; twice < 2; twice++) {
            for (int i = 1_000; i < count; i++) {
                ledger.read(i, i);
            }
        }
        Watched seen = ledger.watched(true, 1, 1, Sentence.NONE);
        assertThat(seen.missing()).isEqualTo(1_000);
        assertThat(seen.repeated()).isEqualTo(count - 1_000);
        assertThat(seen.lost()).hasSize(Watched.NAMED);
        assertThat(seen.again()).hasSize(Watched.NAMED).last().isEqualTo(new WatchedRecord(1_019, 2, 1_019, 1_019));
    }
}
