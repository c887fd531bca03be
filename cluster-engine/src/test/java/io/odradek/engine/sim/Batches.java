package io.odradek.engine.sim;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.env.FileSlice;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.record.RecordCursor;
import io.odradek.engine.wire.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Record batches taken apart, as far as checks need them. */
final class Batches {
    /**
     * @param values of its records, in order; empty for a control batch
     * @param marker of a control batch: true for a commit; else null
     */
    record Batch(long base, long last, int leaderEpoch, int crc, long producerId, short producerEpoch, int sequence,
                 boolean transactional, Boolean marker, List<String> values) {
        /** The same bytes at the same place. */
        boolean same(Batch o) {
            return base == o.base && last == o.last && leaderEpoch == o.leaderEpoch && crc == o.crc;
        }

        @Override
        public String toString() {
            return base + ".." + last + " epoch " + leaderEpoch + " crc " + Integer.toHexString(crc)
                    + (producerId < 0 ? "" : " producer " + producerId + "/" + producerEpoch + " seq " + sequence)
                    + (marker == null ? "" : marker ? " COMMIT" : " ABORT") + " " + values;
        }
    }

    private Batches() {}

    static List<Batch> of(Payload payload) {
        if (payload == null || payload.size() == 0) return List.of();
        ByteBuffer bytes = ByteBuffer.allocate(payload.size());
        try {
            fill(payload, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(bytes.flip());
    }

    private static List<Batch> of(ByteBuffer bytes) {
        List<Batch> all = new ArrayList<>();
        BatchView view = new BatchView();
        for (int at = 0; BatchView.wholeAt(bytes, at, bytes.limit()); at = view.end()) {
            view.on(bytes, at);
            if (!view.crcIsRight()) throw new Violation("what is read has the checksum it says", view.toString());
            all.add(one(view));
        }
        return all;
    }

    private static Batch one(BatchView view) {
        List<String> values = new ArrayList<>();
        Boolean marker = null;
        try (RecordCursor cursor = new RecordCursor().open(view)) {
            while (cursor.next()) {
                if (view.control()) {
                    EndMarker end = EndMarker.of(cursor);
                    if (end != null) marker = end.commit();
                } else if (cursor.hasValue()) {
                    values.add(StandardCharsets.UTF_8.decode(cursor.value().duplicate()).toString());
                }
            }
        }
        return new Batch(view.baseOffset(), view.lastOffset(), view.leaderEpoch(), view.storedCrc(),
                view.producerId(), view.producerEpoch(), view.baseSequence(), view.transactional(), marker, values);
    }

    private static void fill(Payload payload, ByteBuffer into) throws IOException {
        switch (payload) {
            case Payload.Buf(ByteBuf b) -> {
                int size = b.readableBytes();
                b.getBytes(b.readerIndex(), into.slice(into.position(), size));
                into.position(into.position() + size);
            }
            case Payload.File(FileSlice f) -> {
                int read = f.file().read(f.position(), into.slice(into.position(), f.size()));
                if (read < f.size()) throw new IOException("the file is too short");
                into.position(into.position() + f.size());
            }
            case Payload.Many(List<Payload> parts) -> {
                for (Payload p : parts) fill(p, into);
            }
        }
    }
}
