package io.odradek.engine.log;

import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.record.RecordCursor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The last offset of each key, in bounded memory: keys are told apart by their 128-bit hash, as Kafka does, 24 bytes
 * each. Full
 * when its load factor is reached; then a pass of compaction ends early and the next one goes on.
 */
final class OffsetMap {
    static final int SLOT_BYTES = 24;

    private final long[] high;
    private final long[] low;
    /** Offset plus one; 0 means an empty slot. */
    private final long[] offsets;
    private final int most;
    private final MessageDigest digest;
    private int size;
    private long latestOffset = -1;
    private long keyHigh;
    private long keyLow;

    /** As many slots as the bytes give room for, but no more than are wanted. */
    OffsetMap(long bytes, double loadFactor, long wanted) {
        long slots = Math.max(2, Math.min(bytes / SLOT_BYTES, (long) (wanted / loadFactor) + 2));
        int count = (int) Math.min(slots, Integer.MAX_VALUE - 8);
        high = new long[count];
        low = new long[count];
        offsets = new long[count];
        most = Math.max(1, Math.min(count - 1, (int) (count * loadFactor)));
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /** False when there is no room for another key. */
    boolean put(ByteBuffer key, long offset) {
        int slot = slot(key);
        if (offsets[slot] == 0) {
            if (size >= most) return false;
            size++;
            high[slot] = keyHigh;
            low[slot] = keyLow;
        }
        offsets[slot] = offset + 1;
        latestOffset = offset;
        return true;
    }

    /**
     * Notes the keys of a batch from the dirty offset on, but of aborted transactions; false when another key has no
     * room. Leaves the cursor open on the batch.
     */
    boolean takeIn(BatchView batch, RecordCursor cursor, long dirtyOffset, CleanedTransactions transactions) {
        cursor.open(batch);
        if (batch.control()) {
            EndMarker marker = cursor.next() ? EndMarker.of(cursor) : null;
            if (marker != null) transactions.isEmpty(batch, marker.commit(), null);
        } else if (!transactions.isAborted(batch)) {
            while (cursor.next()) {
                boolean counts = cursor.hasKey() && cursor.offset() >= dirtyOffset;
                if (counts && !put(cursor.key(), cursor.offset())) return false;
            }
        }
        latestOffset(batch.lastOffset());
        return true;
    }

    /** -1 when the key is unknown. */
    long get(ByteBuffer key) {
        return offsets[slot(key)] - 1;
    }

    private int slot(ByteBuffer key) {
        digest.update(key.duplicate());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        keyHigh = hash.getLong();
        keyLow = hash.getLong();
        int slot = (int) Long.remainderUnsigned(keyHigh, offsets.length);
        while (offsets[slot] != 0 && (high[slot] != keyHigh || low[slot] != keyLow)) {
            if (++slot == offsets.length) slot = 0;
        }
        return slot;
    }

    /** Everything up to this offset was looked at. */
    long latestOffset() {
        return latestOffset;
    }

    void latestOffset(long offset) {
        latestOffset = Math.max(latestOffset, offset);
    }

    int size() {
        return size;
    }
}
