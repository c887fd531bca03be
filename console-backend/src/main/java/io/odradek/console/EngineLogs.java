package io.odradek.console;

import io.odradek.console.kafka.BatchFacts;
import io.odradek.console.kafka.NearLog;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.NearScan;
import io.odradek.engine.log.LogScan;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.Header;
import io.odradek.engine.record.RecordCursor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The logs of the engine's cluster in this process, for a search beside them. */
public final class EngineLogs implements NearLog {

    private final EmbeddedCluster cluster;

    public EngineLogs(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void scan(Range range, Visitor visitor) throws Elsewhere {
        Place place = range.place();
        io.odradek.engine.record.Needle needle = range.needle() == null ? null
                : new io.odradek.engine.record.Needle(range.needle().bytes(), range.needle().anyCase());
        NearScan.Ask ask = new NearScan.Ask(place.topic(), place.partition(), range.from(), range.to(),
                range.committed(), needle);
        try {
            cluster.scan(ask, new NearScan.Visitor() {
                private BatchFacts facts;

                @Override
                public boolean record(LogScan at, RecordCursor record) {
                    if (facts == null || facts.firstOffset() != at.batch().baseOffset()) {
                        facts = facts(at.batch(), at.fate());
                    }
                    return visitor.record(read(place, at.batch(), record, facts));
                }

                @Override
                public boolean batch(long next, int records, int bytes) {
                    return visitor.read(next, records, bytes);
                }
            });
        } catch (NearScan.Elsewhere e) {
            throw new Elsewhere(e);
        }
    }

    /** As a client would have read it: nothing of the log's own buffers is kept. */
    private static ReadRecord read(Place place, BatchView batch, RecordCursor record, BatchFacts facts) {
        List<ReadRecord.Bytes> headers = new ArrayList<>(record.headerCount());
        for (Header header : record.headers()) {
            headers.add(new ReadRecord.Bytes(header.key(), bytes(header.value())));
        }
        return new ReadRecord(place.topic(), place.partition(), record.offset(), record.timestamp(),
                batch.logAppendTime() ? "LogAppendTime" : "CreateTime", batch.leaderEpoch(), bytes(record.key()),
                bytes(record.value()), headers, facts);
    }

    private static BatchFacts facts(BatchView batch, LogScan.Fate fate) {
        return new BatchFacts(batch.baseOffset(), batch.lastOffset(), batch.count(), batch.size(),
                batch.codec().configName(), batch.producerId(), batch.producerEpoch(), batch.baseSequence(),
                fate.name().toLowerCase(Locale.ROOT));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
