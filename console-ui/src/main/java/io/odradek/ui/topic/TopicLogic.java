package io.odradek.ui.topic;

import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.topic.TopicDetail;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.List;

/** What the page of one topic says. */
final class TopicLogic {
    private TopicLogic() {
    }

    /** A replica of a partition, as a chip. */
    record Chip(int broker, boolean leader, boolean inSync) {
        Tone tone() {
            return !inSync ? Tone.WARN : leader ? Tone.ACCENT : Tone.PLAIN;
        }

        Phrase about() {
            return Phrase.of(leader ? "replica.leader" : inSync ? "replica.insync" : "replica.behind");
        }
    }

    /** In the order of assignment, so the preferred leader is the first. */
    static List<Chip> chips(PartitionState partition) {
        return partition.replicas().stream().map(id ->
                new Chip(id, id == partition.leader(), partition.isr().contains(id))).toList();
    }

    static Phrase state(PartitionState partition) {
        return Phrase.of(partition.offline() ? "partition.offline" : partition.underReplicated() ? "partition.under"
                : "partition.ok");
    }

    static Tone tone(PartitionState partition) {
        return partition.offline() ? Tone.BAD : partition.underReplicated() ? Tone.WARN : Tone.GOOD;
    }

    static Phrase inSyncNote(TopicDetail detail) {
        return Phrase.of(detail.row().offline() > 0 ? "topic.offline" : "topic.replication",
                detail.row().offline() > 0 ? detail.row().offline() : Counts.text(detail.row().replicationFactor()));
    }

    /** Tabs of the page; what the address says that is none of them is the first. */
    enum Tab {
        PARTITIONS, GROUPS, PRODUCERS, CONFIGURATION;

        static Tab of(String path) {
            for (Tab tab : values()) {
                if (tab.name().equalsIgnoreCase(path)) {
                    return tab;
                }
            }
            return PARTITIONS;
        }
    }
}
