package io.odradek.console.replication;

import java.util.List;

/** In-sync replicas of one partition over time, oldest first; spans follow each other without a gap. */
public record IsrTimeline(int partition, List<Integer> replicas, List<Span> spans) {

    /** toMs is the time of the look for the one that lasts. */
    public record Span(long fromMs, long toMs, int leader, int leaderEpoch, List<Integer> isr) {
    }
}
