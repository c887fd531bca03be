package io.odradek.engine.log;

import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import java.io.IOException;

/**
 * Which segments are deleted: oldest first, those wholly below the log's start, and where cleanup.policy says delete
 * those that are too old or too many. Never one that goes beyond the high watermark, and the active one only where all
 * its records are old, or none is to be kept at all.
 */
final class Retention {
    private Retention() {}

    static int apply(Segments segments, TopicConfig config, long nowMs, long logStartOffset, long highWatermark)
            throws IOException {
        long maxAgeMs = config.delete() ? config.get(TopicKeys.RETENTION_MS) : -1;
        long maxBytes = config.delete() ? config.get(TopicKeys.RETENTION_BYTES) : -1;
        int deleted = 0;
        while (true) {
            Segment oldest = segments.first();
            Segment next = segments.after(oldest);
            boolean isActive = next == null;
            long end = isActive ? oldest.nextOffset() : next.baseOffset();
            if (end > highWatermark || oldest.size() == 0) return deleted;
            boolean below = end <= logStartOffset;
            boolean old = maxAgeMs >= 0 && nowMs - oldest.ageTimestamp() > maxAgeMs;
            boolean many = maxBytes >= 0 && segments.bytes() - oldest.size() >= maxBytes;
            if (!old && !many && (isActive || !below)) return deleted;
            if (isActive) segments.roll(end, nowMs, (sealed, base) -> { });
            segments.remove(oldest);
            deleted++;
        }
    }
}
