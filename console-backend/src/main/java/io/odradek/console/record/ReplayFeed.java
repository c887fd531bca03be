package io.odradek.console.record;

import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.kafka.Writer;
import io.odradek.console.record.Slice.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a search finds, page by page, as records to write. It ends where the partitions ended when it began, so that a
 * replay into its own topic does not feed itself.
 */
final class ReplayFeed implements Feed {

    /** Whole values: the largest record the console reads. Half a megabyte's worth of pages of usual records. */
    private static final Limits PAGE = new Limits(500, 1_000_000, 64L << 20, 5_000, 21 << 20);

    private final Replay replay;
    private final Function<Browse, Look.Found> browse;
    private final long total;
    private final Map<Integer, Long> ends = new HashMap<>();
    private Browse next;
    private long scanned;

    ReplayFeed(Replay replay, Function<Browse, Look.Found> browse, long total) {
        Browse source = replay.source();
        this.replay = replay;
        this.browse = browse;
        this.total = total;
        this.next = new Browse(source.topic(), source.start(), source.partitions(), source.filter(), PAGE, "", "",
                source.token(), source.committed());
    }

    @Override
    public List<Writer.Outgoing> next() {
        if (next == null) {
            return null;
        }
        Look.Found found = browse.apply(next);
        Slice slice = found.slice();
        scanned += slice.scanned();
        if (ends.isEmpty()) {
            slice.positions().forEach(p -> ends.put(p.partition(), p.endOffset()));
        }
        boolean backwards = next.token().isEmpty() ? next.start() instanceof Start.Newest
                : Token.parse(next.token()).backwards();
        boolean over = slice.token().isEmpty() || !backwards && slice.positions().stream().allMatch(this::reached);
        next = over ? null : next.continued(slice.token());
        List<Writer.Outgoing> all = new ArrayList<>();
        for (ReadRecord record : found.records()) {
            if (record.offset() < ends.getOrDefault(record.partition(), Long.MAX_VALUE)) {
                all.add(new Writer.Outgoing(replay.target(), replay.keepPartitions() ? record.partition() : null,
                        replay.keepTimestamps() ? record.timestampMs() : null, record.key(), record.value(),
                        record.headers()));
            }
        }
        return all;
    }

    private boolean reached(Position position) {
        return position.nextOffset() >= ends.getOrDefault(position.partition(), 0L);
    }

    @Override
    public long scanned() {
        return scanned;
    }

    @Override
    public long total() {
        return total;
    }
}
