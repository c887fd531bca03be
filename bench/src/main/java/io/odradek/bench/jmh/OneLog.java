package io.odradek.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.SystemClock;
import io.odradek.engine.env.SystemDisk;
import io.odradek.engine.env.SystemRng;
import io.odradek.engine.env.ThreadLanes;
import io.odradek.engine.env.ThreadTimers;
import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.log.Surroundings;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** A partition's log on the real disk, for one benchmark; and batches to put into it. */
final class OneLog implements AutoCloseable {
    private final Path directory;
    private final LogDirectories directories;
    private final ThreadLanes lanes;
    private final ThreadTimers timers;
    final PartitionLog log;

    OneLog() throws IOException {
        directory = Files.createTempDirectory("odradek-jmh");
        LongAdder refused = new LongAdder();
        List<? extends Lane> owners = ThreadLanes.threads("owner", 1, refused);
        lanes = new ThreadLanes("jmh", owners, 1, refused);
        timers = new ThreadTimers("jmh-timers");
        BrokerConfig config = BrokerConfig.of(Map.of("broker.id", "0", "log.dirs", directory.toString(),
                "zookeeper.connect", "nowhere:2181", "log.retention.bytes", "4294967296"));
        directories = new LogDirectories(new Surroundings(new SystemDisk(), new SystemClock(), timers, lanes),
                new LogDirectories.Setup(config, null, topic -> Map.of(), (topic, partition) -> lanes.owner(0),
                        new SystemRng())).start();
        log = directories.open("jmh", 0, new Uuid(1, 2), true);
    }

    /** An uncompressed batch as a producer would send it; the caller releases it. */
    static ByteBuf batch(int records, int recordBytes) {
        try (BatchBuilder builder = new BatchBuilder(PooledByteBufAllocator.DEFAULT)) {
            byte[] value = new byte[recordBytes];
            for (int i = 0; i < records; i++) builder.append(1_700_000_000_000L + i, null, ByteBuffer.wrap(value));
            return builder.build();
        }
    }

    @Override
    public void close() throws IOException {
        directories.close();
        timers.close();
        lanes.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path p : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
        }
    }
}
