package io.odradek.ui.storage;

import io.odradek.console.inside.BatchPage.BatchInside;
import io.odradek.console.inside.CompactionInside;
import io.odradek.console.inside.LogInside;
import io.odradek.console.inside.LogInside.SegmentInside;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Durations;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a topic's storage is looked at, as kept in the address.
 *
 * @param partition, broker which replica; -1 for none yet
 * @param from     segments from the one that holds this offset on
 * @param segment  base offset of the one whose batches are shown, -1 for none
 * @param batch    batches from the one that holds this offset on
 * @param compaction whether what compaction would keep is shown
 */
record StorageLogic(int partition, int broker, long from, long segment, long batch, boolean compaction) {
    /** Rows of one page. */
    static final int PAGE = 50;

    static StorageLogic parse(Map<String, String> query) {
        return new StorageLogic((int) number(query, "partition", -1), (int) number(query, "broker", -1),
                number(query, "from", 0), number(query, "segment", -1), number(query, "batch", 0),
                query.getOrDefault("compaction", "").equals("true"));
    }

    private static long number(Map<String, String> query, String name, long otherwise) {
        String text = query.getOrDefault(name, "");
        boolean small = name.equals("partition") || name.equals("broker");
        return text.matches(small ? "\\d{1,9}" : "\\d{1,18}") ? Long.parseLong(text) : otherwise;
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        put(query, "partition", partition, -1);
        put(query, "broker", broker, -1);
        put(query, "from", from, 0);
        put(query, "segment", segment, -1);
        put(query, "batch", batch, 0);
        query.put("compaction", compaction ? "true" : "");
        return query;
    }

    private static void put(Map<String, String> query, String name, long value, long otherwise) {
        query.put(name, value == otherwise ? "" : String.valueOf(value));
    }

    boolean replica() {
        return partition >= 0 && broker >= 0;
    }

    StorageLogic atSegments(long offset) {
        return new StorageLogic(partition, broker, offset, -1, 0, compaction);
    }

    StorageLogic atSegment(long base, long offset) {
        return new StorageLogic(partition, broker, from, base, offset, compaction);
    }

    StorageLogic withCompaction(boolean shown) {
        return new StorageLogic(partition, broker, from, segment, batch, shown);
    }

    /** What a replica is, and whether that is well. */
    record Standing(Phrase word, Tone tone) {
    }

    /** {@code state} is null where the partition is not known. */
    static Standing standing(PartitionState state, ReplicaFacts replica) {
        if (replica.future()) {
            return new Standing(Phrase.of("replica.future"), Tone.ACCENT);
        }
        if (state == null || !state.replicas().contains(replica.broker())) {
            return new Standing(Phrase.of("replica.stray"), Tone.WARN);
        }
        boolean leads = state.leader() == replica.broker();
        boolean inSync = state.isr().contains(replica.broker());
        return new Standing(Phrase.of(leads ? "replica.leader" : inSync ? "replica.insync" : "replica.behind"),
                !inSync ? Tone.WARN : leads ? Tone.ACCENT : Tone.GOOD);
    }

    /** What becomes of a segment by its topic's clean-up. */
    static Standing fate(LogInside log, SegmentInside segment, long nowMs) {
        if (segment.active()) {
            return new Standing(Phrase.of("segment.active"), Tone.ACCENT);
        }
        if (segment.nextOffset() <= log.logStart()) {
            return new Standing(Phrase.of("segment.below"), Tone.WARN);
        }
        if (log.deletes() && expired(log, segment, nowMs)) {
            return new Standing(Phrase.of("segment.expired"), Tone.WARN);
        }
        if (log.compacts() && segment.nextOffset() <= log.cleanedUpTo()) {
            return new Standing(Phrase.of("segment.clean"), Tone.GOOD);
        }
        if (log.deletes() && log.retentionMs() >= 0 && segment.largestMs() >= 0) {
            return new Standing(Phrase.of("segment.goes", Durations.text(segment.largestMs() + log.retentionMs()
                    - nowMs)), Tone.PLAIN);
        }
        return new Standing(Phrase.of(log.compacts() ? "segment.dirty" : "segment.stays"), Tone.PLAIN);
    }

    /** Whether retention may delete it, as soon as those before it are gone. */
    private static boolean expired(LogInside log, SegmentInside segment, long nowMs) {
        boolean old = log.retentionMs() >= 0 && segment.largestMs() >= 0
                && nowMs - segment.largestMs() > log.retentionMs();
        boolean many = log.retentionBytes() >= 0 && segment.newerBytes() >= log.retentionBytes();
        return !segment.active() && (old || many || segment.nextOffset() <= log.logStart());
    }

    /** Bytes of these segments that retention may free now. */
    static long expiredBytes(LogInside log, long nowMs) {
        return log.segments().stream().filter(segment -> segment.nextOffset() <= log.logStart()
                || log.deletes() && expired(log, segment, nowMs)).mapToLong(SegmentInside::bytes).sum();
    }

    /** The topic's clean-up in words. */
    static List<Phrase> policy(LogInside log) {
        List<Phrase> said = new ArrayList<>();
        if (log.deletes()) {
            said.add(log.retentionMs() < 0 ? Phrase.of("policy.forever")
                    : Phrase.of("policy.time", Durations.text(log.retentionMs())));
            if (log.retentionBytes() >= 0) {
                said.add(Phrase.of("policy.bytes", Bytes.text(log.retentionBytes())));
            }
        }
        if (log.compacts()) {
            said.add(Phrase.of("policy.compact"));
        }
        return said;
    }

    static List<Phrase> marks(BatchInside batch) {
        List<Phrase> marks = new ArrayList<>();
        if (batch.control()) {
            marks.add(Phrase.of("batch.control"));
        } else if (batch.transactional()) {
            marks.add(Phrase.of("batch.transactional"));
        }
        if (batch.logAppendTime()) {
            marks.add(Phrase.of("batch.appendtime"));
        }
        if (batch.deleteHorizonMs() >= 0) {
            marks.add(Phrase.of("batch.horizon"));
        }
        if (batch.records() == 0) {
            marks.add(Phrase.of("batch.empty"));
        }
        return marks;
    }

    static Phrase producer(BatchInside batch) {
        return batch.producerId() < 0 ? Phrase.of("batch.noproducer")
                : Phrase.of("batch.producer", batch.producerId(), batch.producerEpoch());
    }

    static Phrase sequences(BatchInside batch) {
        return batch.baseSequence() < 0 ? Phrase.of("batch.noproducer")
                : Phrase.of("batch.sequences", batch.baseSequence(), batch.lastSequence());
    }

    static Tone dueTone(CompactionInside look) {
        return look.due() ? Tone.WARN : Tone.GOOD;
    }
}
