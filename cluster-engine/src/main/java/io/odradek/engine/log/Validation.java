package io.odradek.engine.log;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.Codec;
import io.odradek.engine.record.MalformedRecords;
import io.odradek.engine.record.RecordCursor;
import io.odradek.engine.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks what a client sent, as Kafka's LogValidator does, and gives it its place. A batch that may stay as it is is
 * changed in
 * its header alone; only one that must be compressed otherwise, or whose records are not numbered one by one, is built
 * anew.
 * Reused by one log.
 */
final class Validation {
    private static final int SHOWN_ERRORS = 3;
    /** As {@link #check} goes through the records: any of them numbered otherwise than 0, 1, 2…? */
    private boolean unnumbered;
    private long maxTimestamp;

    private final String partition;
    private final BatchView view = new BatchView();
    private final RecordCursor cursor = new RecordCursor();

    Validation(String partition) {
        this.partition = partition;
    }

    /**
     * Checks the one batch in the buffer, before it has a place. Throws {@link RecordsRejected}.
     */
    BatchView check(ByteBuffer bytes, TopicConfig config, long nowMs) {
        int from = bytes.position();
        int limit = bytes.limit();
        if (from == limit) throw invalid("Produce requests must have at least one record batch");
        if (limit - from < BatchView.PREFIX_BYTES + 5) throw corrupt("Record batch is cut short");
        byte magic = BatchView.magicAt(bytes, from);
        if (magic >= 0 && magic < BatchView.MAGIC) {
            throw invalid("Produce requests are only allowed to contain record batches with magic version 2, not "
                    + magic);
        }
        if (!BatchView.wholeAt(bytes, from, limit)) throw corrupt("Record batch is cut short, or of an unknown format");
        view.on(bytes, from);
        if (view.end() != limit) throw invalid(
                "Produce requests are only allowed to contain exactly one record batch per partition");
        checkSize(view.size(), config);
        if (!view.crcIsRight()) {
            throw corrupt("Record is corrupt (stored crc = " + Integer.toUnsignedString(view.storedCrc()) + ")");
        }
        if (view.baseOffset() != 0) {
            throw invalid("The baseOffset of the record batch in the append to " + partition
                    + " should be 0, but it is "
                    + view.baseOffset());
        }
        checkHeader();
        try {
            checkRecords(config, nowMs);
        } catch (MalformedRecords e) {
            throw new RecordsRejected(e.code(), e.getMessage() + " in topic partition " + partition);
        } finally {
            cursor.close();
        }
        return view;
    }

    private void checkSize(int size, TopicConfig config) {
        if (size > config.maxMessageBytes()) {
            throw new RecordsRejected(ErrorCode.MESSAGE_TOO_LARGE,
                    "The record batch size in the append to " + partition + " is "
                    + size + " bytes which exceeds the maximum configured value of " + config.maxMessageBytes() + ".");
        }
    }

    private void checkHeader() {
        int count = view.count();
        if (view.lastOffsetDelta() < 0) {
            throw invalid("Batch has an invalid offset range: [" + view.baseOffset() + ", " + view.lastOffset() + "]");
        }
        if (count <= 0) throw invalid("Invalid reported count for record batch: " + count);
        if (view.lastOffsetDelta() + 1L != count) {
            throw invalid("Inconsistent batch offset range [" + view.baseOffset() + ", " + view.lastOffset()
                    + "] and count of records " + count);
        }
        if (view.control()) throw invalid("Clients are not allowed to write control records");
        if (view.hasProducerId() && view.baseSequence() < 0) {
            throw invalid("Invalid sequence number " + view.baseSequence() + " in record batch with producerId "
                    + view.producerId());
        }
    }

    private void checkRecords(TopicConfig config, long nowMs) {
        boolean needsKey = config.compact();
        boolean brokerTime = config.logAppendTime();
        // Differences, so that the limits do not overflow; Long.MAX_VALUE means no limit.
        long before = config.get(TopicKeys.MESSAGE_TIMESTAMP_BEFORE_MAX_MS);
        long after = config.get(TopicKeys.MESSAGE_TIMESTAMP_AFTER_MAX_MS);
        boolean wrongType = view.logAppendTime();
        List<RecordsRejected.Error> errors = null;
        ErrorCode worst = null;
        unnumbered = false;
        maxTimestamp = BatchView.NO_TIMESTAMP;
        cursor.open(view);
        for (int i = 0; cursor.next(); i++) {
            long timestamp = cursor.timestamp();
            ErrorCode wrong = null;
            String why = null;
            if (needsKey && !cursor.hasKey()) {
                wrong = ErrorCode.INVALID_RECORD;
                why = "Compacted topic cannot accept message without key in topic partition " + partition;
            } else if (!brokerTime && timestamp != BatchView.NO_TIMESTAMP) {
                long behind = nowMs - timestamp;
                if (behind > before || -behind > after) {
                    wrong = ErrorCode.INVALID_TIMESTAMP;
                    why = "Timestamp " + timestamp + " of message with offset " + cursor.offset()
                            + " is out of range. The timestamp should be within [" + (nowMs - before) + ", "
                                    + (nowMs + after) + "]";
                }
            }
            if (wrong == null && wrongType && (brokerTime || timestamp == BatchView.NO_TIMESTAMP)) {
                wrong = ErrorCode.INVALID_TIMESTAMP;
                why = "Invalid timestamp type in message. Producer should not set timestamp type to LogAppendTime.";
            }
            if (wrong != null) {
                if (errors == null) errors = new ArrayList<>();
                // One wrong time outweighs whatever else is wrong, as with Kafka.
                if (worst != ErrorCode.INVALID_TIMESTAMP) worst = wrong;
                errors.add(new RecordsRejected.Error(i, why));
            }
            if (timestamp > maxTimestamp) maxTimestamp = timestamp;
            if (cursor.offsetDelta() != i) unnumbered = true;
        }
        if (errors != null) throw rejected(worst, errors);
    }

    private static RecordsRejected rejected(ErrorCode code, List<RecordsRejected.Error> errors) {
        String message = code == ErrorCode.INVALID_TIMESTAMP
                ? "One or more records have been rejected due to invalid timestamp"
                : "One or more records have been rejected due to " + errors.size()
                        + " record errors in total, and only showing the"
                + " first three errors at most: " + errors.subList(0, Math.min(SHOWN_ERRORS, errors.size()));
        return new RecordsRejected(code, message, errors);
    }

    /**
     * Gives the batch that {@link #check} found right its offset, epoch and time. Null when that was done in place;
     * else the
     * batch built anew, which the caller releases.
     */
    ByteBuf place(TopicConfig config, long offset, int leaderEpoch, long nowMs) {
        Codec target = Codec.named(config.compressionType());
        if (unnumbered && view.compressed() || target != null && target != view.codec()) {
            return rebuilt(target == null ? view.codec() : target, config, offset, leaderEpoch, nowMs);
        }
        view.place(offset, leaderEpoch);
        view.stamp(config.logAppendTime(), config.logAppendTime() ? nowMs : maxTimestamp);
        return null;
    }

    private ByteBuf rebuilt(Codec codec, TopicConfig config, long offset, int leaderEpoch, long nowMs) {
        int level = switch (codec) {
            case GZIP -> config.get(TopicKeys.COMPRESSION_GZIP_LEVEL);
            case LZ4 -> config.get(TopicKeys.COMPRESSION_LZ4_LEVEL);
            case ZSTD -> config.get(TopicKeys.COMPRESSION_ZSTD_LEVEL);
            default -> codec.defaultLevel();
        };
        try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT, codec, level)) {
            builder.like(view).place(offset, leaderEpoch);
            if (config.logAppendTime()) builder.logAppendTime(nowMs);
            else builder.createTime();
            cursor.open(view);
            for (int i = 0; cursor.next(); i++) builder.copy(cursor, i);
            ByteBuf built = builder.build();
            try {
                checkSize(built.readableBytes(), config);
                return built.retain();
            } finally {
                built.release();
            }
        } finally {
            cursor.close();
        }
    }

    private RecordsRejected invalid(String why) {
        return new RecordsRejected(ErrorCode.INVALID_RECORD, why + " in topic partition " + partition);
    }

    private RecordsRejected corrupt(String why) {
        return new RecordsRejected(ErrorCode.CORRUPT_MESSAGE, why + " in topic partition " + partition);
    }
}
