package io.odradek.console.kafka;

import org.apache.kafka.common.utils.Utils;

/** Where producers put a key. */
public final class Partitioning {

    private Partitioning() {
    }

    /** The partition that the Java client's own partitioner takes; others may take another. */
    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
