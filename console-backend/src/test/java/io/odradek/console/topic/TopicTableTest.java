package io.odradek.console.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ten thousand topics of ten partitions. */
class TopicTableTest {

    private static final int TOPICS = 10_000;
    private final TopicTable table = new TopicTable(snapshot());

    @Test
    void everyOrderIsRightOnEveryPage() {
        for (TopicSort sort : TopicSort.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                List<TopicState> all = new ArrayList<>();
                for (int offset = 0; offset < TOPICS; offset += 1_000) {
                    TopicTable.Window window =
                            table.window(new TopicQuery("", true, sort, descending, offset, 1_000));
                    assertThat(window.total()).isEqualTo(TOPICS);
                    all.addAll(window.topics());
                }
                assertThat(all).hasSize(TOPICS).doesNotHaveDuplicates();
                List<Double> keys = all.stream().map(topic -> key(topic, sort)).toList();
                assertThat(keys).isSortedAccordingTo((a, b) -> descending ? b.compareTo(a) : a.compareTo(b));
            }
        }
    }

    @Test
    void textNarrowsWhateverItsCaseAndTotalsCountTheMatches() {
        TopicTable.Window window = table.window(new TopicQuery("ToPiC-0123", true, TopicSort.NAME, false, 0, 5));
        assertThat(window.total()).isEqualTo(10);
        assertThat(window.topics()).extracting(TopicState::name).startsWith("topic-01230").hasSize(5);
        assertThat(table.window(new TopicQuery("nothing", true, TopicSort.NAME, false, 0, 5)).total()).isZero();
    }

    @Test
    void internalTopicsAreHiddenUnlessAskedFor() {
        assertThat(table.window(new TopicQuery("", false, TopicSort.NAME, false, 0, 5)).total())
                .isEqualTo(TOPICS - 100);
    }

    @Test
    void windowPastTheEndIsEmptyAndKnowsTheTotal() {
        TopicTable.Window window = table.window(new TopicQuery("", true, TopicSort.SIZE, true, 50_000, 10));
        assertThat(window.topics()).isEmpty();
        assertThat(window.total()).isEqualTo(TOPICS);
    }

    private static double key(TopicState topic, TopicSort sort) {
        return switch (sort) {
            case NAME -> Double.parseDouble(topic.name().substring("topic-".length()));
            case PARTITIONS -> topic.partitions().size();
            case REPLICATION -> topic.replicationFactor();
            case MESSAGES -> topic.messages();
            case SIZE -> topic.sizeBytes();
            case RATE -> topic.recordsPerSecond();
            case UNDER_REPLICATED -> topic.underReplicated();
        };
    }

    private static Snapshot snapshot() {
        Random random = new Random(1);
        List<PartitionState> partitions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            partitions.add(new PartitionState(i, 1, 0, List.of(1, 2, 3), List.of(1, 2, 3), 0, 10, 100));
        }
        TreeMap<String, TopicState> topics = new TreeMap<>();
        for (int i = 0; i < TOPICS; i++) {
            String name = "topic-%05d".formatted(i);
            topics.put(name, new TopicState(name, "id", i % 100 == 99, partitions.subList(0, 1 + random.nextInt(10)),
                    1 + random.nextInt(3), random.nextInt(4), 0, random.nextInt(1_000_000), random.nextLong(1L << 40),
                    random.nextDouble() * 100));
        }
        return new Snapshot("c", 1, 1, true, Sentence.NONE, "", 1, List.of(), topics, Snapshot.empty("c").totals());
    }
}
