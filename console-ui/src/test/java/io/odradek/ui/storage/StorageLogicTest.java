package io.odradek.ui.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.inside.BatchPage.BatchInside;
import io.odradek.console.inside.LogInside;
import io.odradek.console.inside.LogInside.SegmentInside;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageLogicTest {
    private static final long NOW = 1_000_000;
    private static final SegmentInside OLD = segment(0, 100, NOW - 50_000, 900, false);
    private static final SegmentInside YOUNG = segment(100, 200, NOW - 5_000, 400, false);
    private static final SegmentInside ACTIVE = segment(200, 210, NOW, 0, true);

    private static SegmentInside segment(long base, long next, long largestMs, long newer, boolean active) {
        return new SegmentInside(base, next, 500, largestMs - 10, largestMs, 8, 12, 0, newer, active);
    }

    private static LogInside log(boolean deletes, boolean compacts, long retentionMs, long retentionBytes,
            long cleanedUpTo, long logStart) {
        return new LogInside("/d", logStart, 210, 210, 210, 0, 1_500, 3, cleanedUpTo, deletes, compacts, retentionMs,
                retentionBytes, 1, 1, List.of(OLD, YOUNG, ACTIVE));
    }

    private static String fate(LogInside log, SegmentInside segment) {
        return StorageLogic.fate(log, segment, NOW).word().key();
    }

    @Test
    void fateOfASegmentIsItsTopicsCleanUp() {
        LogInside timed = log(true, false, 10_000, -1, 0, 0);
        assertThat(fate(timed, OLD)).isEqualTo("segment.expired");
        assertThat(StorageLogic.fate(timed, YOUNG, NOW).word()).isEqualTo(Phrase.of("segment.goes", "5 s"));
        assertThat(fate(timed, ACTIVE)).isEqualTo("segment.active");
        assertThat(StorageLogic.expiredBytes(timed, NOW)).isEqualTo(500);
        assertThat(fate(log(true, false, -1, 800, 0, 0), OLD)).isEqualTo("segment.expired");
        assertThat(fate(log(true, false, -1, 800, 0, 0), YOUNG)).isEqualTo("segment.stays");
        assertThat(fate(log(false, true, 10_000, 1, 150, 0), OLD)).isEqualTo("segment.clean");
        assertThat(fate(log(false, true, 10_000, 1, 150, 0), YOUNG)).isEqualTo("segment.dirty");
        assertThat(fate(log(false, true, 10_000, 1, 0, 100), OLD)).isEqualTo("segment.below");
        assertThat(StorageLogic.expiredBytes(log(false, true, 10_000, 1, 0, 100), NOW)).isEqualTo(500);
    }

    @Test
    void policyIsSaidInWords() {
        assertThat(StorageLogic.policy(log(true, true, 3_600_000, 1 << 20, 0, 0))).containsExactly(
                Phrase.of("policy.time", "1 h"), Phrase.of("policy.bytes", "1 MiB"), Phrase.of("policy.compact"));
        assertThat(StorageLogic.policy(log(true, false, -1, -1, 0, 0))).containsExactly(Phrase.of("policy.forever"));
    }

    @Test
    void batchSaysWhatIsSpecialOfIt() {
        BatchInside plain = new BatchInside(0, 70, 0, 2, 3, 1, -1, -1, -1, -1, "zstd", false, false, false, 1, 2, -1,
                7, true);
        assertThat(StorageLogic.marks(plain)).isEmpty();
        assertThat(StorageLogic.producer(plain).key()).isEqualTo("batch.noproducer");
        BatchInside marker = new BatchInside(0, 70, 0, 0, 0, 1, 9, 2, 5, 7, "none", true, true, true, 1, 2, 99, 7,
                false);
        assertThat(StorageLogic.marks(marker)).extracting(Phrase::key).containsExactly("batch.control",
                "batch.appendtime", "batch.horizon", "batch.empty");
        assertThat(StorageLogic.producer(marker)).isEqualTo(Phrase.of("batch.producer", 9L, 2));
        assertThat(StorageLogic.sequences(marker)).isEqualTo(Phrase.of("batch.sequences", 5, 7));
    }

    @Test
    void addressGoesThereAndBack() {
        Map<String, String> query = Map.of("partition", "2", "broker", "3", "from", "100", "segment", "200", "batch",
                "205", "compaction", "true");
        StorageLogic state = StorageLogic.parse(query);
        assertThat(state.query()).containsAllEntriesOf(query);
        assertThat(state.replica()).isTrue();
        assertThat(state.atSegments(0).segment()).isEqualTo(-1);
        assertThat(StorageLogic.parse(Map.of("partition", "99999999999", "broker", "x")).replica()).isFalse();
        assertThat(StorageLogic.parse(Map.of()).query().values()).containsOnly("");
    }

    @Test
    void replicaSaysWhatItIs() {
        PartitionState state = new PartitionState(0, 1, 0, List.of(1, 2, 3), List.of(1, 2), 0, 1, 1);
        assertThat(StorageLogic.standing(state, replica(1, false)).word().key()).isEqualTo("replica.leader");
        assertThat(StorageLogic.standing(state, replica(2, false)).tone()).isEqualTo(Tone.GOOD);
        assertThat(StorageLogic.standing(state, replica(3, false)).word().key()).isEqualTo("replica.behind");
        assertThat(StorageLogic.standing(state, replica(9, false)).word().key()).isEqualTo("replica.stray");
        assertThat(StorageLogic.standing(null, replica(1, false)).word().key()).isEqualTo("replica.stray");
        assertThat(StorageLogic.standing(state, replica(1, true)).word().key()).isEqualTo("replica.future");
    }

    private static ReplicaFacts replica(int broker, boolean future) {
        return new ReplicaFacts(0, broker, "/data", 1, 0, future);
    }
}
