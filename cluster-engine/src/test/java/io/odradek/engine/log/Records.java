package io.odradek.engine.log;

import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.RecordCursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Goes through records in tests. */
final class Records {
    interface Each {
        void record(BatchView batch, RecordCursor record);
    }

    private Records() {}

    /** The offset after the last batch. */
    static long each(ByteBuffer bytes, Each each) {
        long next = -1;
        BatchView view = new BatchView();
        try (RecordCursor cursor = new RecordCursor()) {
            for (int at = bytes.position(); BatchView.wholeAt(bytes, at, bytes.limit()); at = view.end()) {
                view.on(bytes, at);
                if (!view.crcIsRight()) throw new AssertionError("wrong checksum in " + view);
                cursor.open(view);
                while (cursor.next()) each.record(view, cursor);
                next = view.nextOffset();
            }
        }
        return next;
    }

    static String text(ByteBuffer bytes) {
        return bytes == null ? null : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
