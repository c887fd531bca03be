package io.odradek.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Which workloads are run. The usual plan varies one axis at a time around a middle; the full plan takes every
 * combination.
 */
final class Plan {
    private static final int[] SIZES = {100, 1024, 10240};
    private static final String[] ACKS = {"1", "all"};
    private static final int[] PARTITIONS = {1, 6, 100};
    private static final String[] CODECS = {"none", "lz4", "zstd"};

    private Plan() {}

    static List<Workload> quick() {
        return List.of(produce(1024, "1", 6, "none"), consume(1024, false, true), latency(1_000));
    }

    static List<Workload> usual() {
        List<Workload> all = new ArrayList<>();
        for (int size : SIZES) all.add(produce(size, "1", 6, "none"));
        all.add(produce(1024, "all", 6, "none"));
        all.add(produce(1024, "1", 1, "none"));
        all.add(produce(1024, "1", 100, "none"));
        all.add(produce(1024, "1", 6, "lz4"));
        all.add(produce(1024, "1", 6, "zstd"));
        all.add(new NativeProduce(1024, 400_000));
        all.addAll(reading());
        return all;
    }

    static List<Workload> full() {
        List<Workload> all = new ArrayList<>();
        for (int size : SIZES) {
            for (String acks : ACKS) {
                for (int partitions : PARTITIONS) {
                    for (String codec : CODECS) all.add(produce(size, acks, partitions, codec));
                }
            }
        }
        all.add(new NativeProduce(1024, 400_000));
        all.addAll(reading());
        return all;
    }

    private static List<Workload> reading() {
        List<Workload> all = new ArrayList<>();
        for (boolean cold : Consume.coldIsPossible() ? new boolean[] {false, true} : new boolean[] {false}) {
            all.add(consume(1024, cold, false));
            all.add(consume(1024, cold, true));
        }
        all.add(latency(1_000));
        all.add(latency(20_000));
        all.add(new EndToEnd(1024, 5_000));
        all.add(new Rebalance("classic", 100));
        all.add(new Rebalance("consumer", 100));
        return all;
    }

    /**
     * About half a GB a run, or two million records where they are small: long enough that start-up of the client is
     * noise.
     */
    private static Produce produce(int size, String acks, int partitions, String codec) {
        return new Produce(size, Math.min(2_000_000, 512 * 1024 * 1024 / size), acks, partitions, codec, -1);
    }

    private static Consume consume(int size, boolean cold, boolean nativeClient) {
        return new Consume(size, 512 * 1024 * 1024 / size, cold, nativeClient);
    }

    /** Ten seconds at a fixed rate. */
    private static Produce latency(int rate) {
        return new Produce(1024, rate * 10, "all", 6, "none", rate);
    }
}
