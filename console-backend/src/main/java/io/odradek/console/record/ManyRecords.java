package io.odradek.console.record;

import java.util.List;

/**
 * Records to produce again and again.
 *
 * @param records   in this order, to the topics they name
 * @param times     how often the whole of them
 * @param perSecond records a second at most; 0 for as quick as it goes
 */
public record ManyRecords(List<NewRecord> records, int times, int perSecond) {

    public ManyRecords {
        records = List.copyOf(records);
    }
}
