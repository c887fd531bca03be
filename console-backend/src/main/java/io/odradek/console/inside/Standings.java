package io.odradek.console.inside;

import io.odradek.console.kafka.Place;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Leaders and in-sync replicas of a cluster at one moment.
 *
 * @param stamp another object as soon as anything may have changed; equal by identity
 * @param each  goes through all partitions
 */
public record Standings(Object stamp, Consumer<BiConsumer<Place, Standing>> each) {

    /** Of one partition; leader is -1 where there is none, epochs -1 where they are not known. */
    public record Standing(int leader, int leaderEpoch, List<Integer> replicas, List<Integer> isr) {
    }
}
