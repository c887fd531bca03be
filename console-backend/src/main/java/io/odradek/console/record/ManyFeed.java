package io.odradek.console.record;

import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.kafka.Writer;
import java.util.ArrayList;
import java.util.List;

/** The same records, as often as asked. In texts of key and value {@code #{n}} stands for the record's number. */
final class ManyFeed implements Feed {

    private static final int PAGE = 500;

    private final ManyRecords many;
    private long made;
    private int round;

    ManyFeed(ManyRecords many) {
        this.many = many;
    }

    @Override
    public List<Writer.Outgoing> next() {
        if (round == many.times()) {
            return null;
        }
        List<Writer.Outgoing> page = new ArrayList<>();
        for (; round < many.times() && page.size() < PAGE; round++) {
            many.records().forEach(record -> page.add(outgoing(record)));
        }
        return page;
    }

    private Writer.Outgoing outgoing(NewRecord record) {
        long number = ++made;
        return new Writer.Outgoing(record.topic(), record.partition(), record.timestampMs(),
                Numbered.in(record.key(), number), Numbered.in(record.value(), number), headers(record));
    }

    static List<ReadRecord.Bytes> headers(NewRecord record) {
        return record.headers().stream().map(h -> new ReadRecord.Bytes(h.name(), h.value())).toList();
    }

    @Override
    public long scanned() {
        return 0;
    }

    @Override
    public long total() {
        return (long) many.times() * many.records().size();
    }
}
