package io.odradek.engine;

import io.odradek.engine.coordinator.Batch;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.record.RecordCursor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes batches of an internal topic apart, whoever wrote them. */
final class CoordinatorBatches {
    private final BatchView view = new BatchView();
    private final RecordCursor cursor = new RecordCursor();

    /** Adds the records from {@code from} on; returns the offset after the last whole batch. */
    long read(ByteBuffer bytes, long from, List<Batch> into) {
        long next = from;
        int at = 0;
        while (BatchView.wholeAt(bytes, at, bytes.limit())) {
            view.on(bytes, at);
            at = view.end();
            next = view.nextOffset();
            into.add(one(from));
        }
        return next;
    }

    private Batch one(long from) {
        boolean transactional = view.transactional();
        long producer = transactional ? view.producerId() : Batch.NO_PRODUCER;
        List<Batch.Entry> entries = new ArrayList<>(view.count());
        Batch.Marker marker = null;
        try (RecordCursor records = cursor.open(view)) {
            while (records.next()) {
                if (view.control()) {
                    EndMarker end = EndMarker.of(records);
                    if (end != null) marker = new Batch.Marker(end.commit(), end.coordinatorEpoch());
                } else if (records.offset() >= from && records.hasKey()) {
                    entries.add(new Batch.Entry(records.offset(), records.timestamp(), copy(records.key()),
                            records.hasValue() ? copy(records.value()) : null));
                }
            }
        }
        return new Batch(view.baseOffset(), producer, view.producerEpoch(), marker, entries);
    }

    private static byte[] copy(ByteBuffer b) {
        byte[] all = new byte[b.remaining()];
        b.duplicate().get(all);
        return all;
    }
}
