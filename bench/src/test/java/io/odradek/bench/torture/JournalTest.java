package io.odradek.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing must be one that would. */
class JournalTest {
    private final Journal journal = new Journal(2);

    @BeforeEach
    void send() {
        for (int i = 0; i < 3; i++) assertThat(journal.next(1)).isEqualTo(i);
    }

    @Test
    void whatIsAcknowledgedAndReadWhereItBelongsIsNoComplaint() {
        for (int i = 0; i < 3; i++) journal.acknowledged(1, i, i);
        for (int i = 0; i < 3; i++) journal.read("a reader", 1, i, i);
        assertThat(journal.complaints()).isEmpty();
        assertThat(journal.acknowledged()).isEqualTo(3);
        assertThat(journal.marks()).containsExactly(0, 3);
    }

    @Test
    void aDuplicateShowsAsAnAcknowledgementAtTheWrongOffset() {
        journal.acknowledged(1, 0, 0);
        journal.acknowledged(1, 1, 2);
        assertThat(journal.complaints()).hasSize(1);
    }

    @Test
    void aLossOrAnotherOrderShowsAsAnotherNumberAtAnOffset() {
        journal.read("a reader", 1, 0, 0);
        journal.read("a reader", 1, 1, 2);
        assertThat(journal.complaints()).hasSize(1).first().asString().contains("record 2 at offset 1");
    }
}
