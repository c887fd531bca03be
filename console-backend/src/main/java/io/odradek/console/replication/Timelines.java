package io.odradek.console.replication;

import java.util.List;

/**
 * In-sync replicas of some partitions over time.
 *
 * @param fromMs       begin of the time that is told of; nothing before was seen
 * @param resolutionMs what comes and goes faster is not seen
 */
public record Timelines(long fromMs, long toMs, int resolutionMs, List<IsrTimeline> partitions) {
}
