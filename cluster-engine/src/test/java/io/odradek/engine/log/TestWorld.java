package io.odradek.engine.log;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Disk;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.env.Rng;
import io.odradek.engine.env.Timers;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.Codec;
import io.odradek.engine.wire.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** A broker's surroundings in one thread: lanes run at once, time and timers move by hand. */
final class TestWorld {
    static final AppendOptions CLIENT = new AppendOptions(0, AppendOptions.Origin.CLIENT);

    private record Task(long atMs, Runnable run) {}

    long nowMs = 1_700_000_000_000L;
    /** Null: not known, and so not checked. */
    String clusterId = "test-cluster-id";
    private final List<Task> tasks = new ArrayList<>();
    final Map<String, Map<String, String>> overrides = new ConcurrentHashMap<>();
    final Surroundings surroundings;

    TestWorld(Disk disk) {
        Clock clock = new Clock() {
            @Override
            public long wallMs() {
                return nowMs;
            }

            @Override
            public long monotonicNs() {
                return nowMs * 1_000_000;
            }
        };
        Timers timers = (delayMs, lane, task) -> {
            Task waiting = new Task(nowMs + delayMs, task);
            tasks.add(waiting);
            return () -> tasks.remove(waiting);
        };
        surroundings = new Surroundings(disk, clock, timers, new OneLane());
    }

    /** While set, the disk lanes' work waits for {@link #releaseDisk}. */
    boolean holdDisk;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();

    /** Runs what the disk lanes were given so far. */
    void releaseDisk() {
        for (int waiting = held.size(); waiting > 0; waiting--) held.poll().run();
    }

    /** The process ends, and with it what its disk lanes had still to do. */
    void forgetDisk() {
        holdDisk = false;
        held.clear();
    }

    /** Disk lanes run at once as well, unless they are held. */
    private final class DiskLane implements Lane {
        @Override
        public String name() {
            return "disk";
        }

        @Override
        public boolean isCurrent() {
            return !holdDisk;
        }

        @Override
        public boolean offer(Runnable task) {
            if (holdDisk) held.add(task);
            else task.run();
            return true;
        }

        @Override
        public void execute(Runnable task) {
            offer(task);
        }
    }

    private final class OneLane implements Lanes, Lane {
        private final Lane disk = new DiskLane();

        @Override
        public Lane owner(int hash) {
            return this;
        }

        @Override
        public int owners() {
            return 1;
        }

        @Override
        public Lane disk(int hash) {
            return disk;
        }

        @Override
        public Lane controller() {
            return this;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public boolean isCurrent() {
            return true;
        }

        @Override
        public boolean offer(Runnable task) {
            task.run();
            return true;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }

    /** Lets time pass, and runs what is due once. */
    void pass(long ms) {
        nowMs += ms;
        List<Task> due = tasks.stream().filter(t -> t.atMs() <= nowMs).toList();
        tasks.removeAll(due);
        due.forEach(t -> t.run().run());
    }

    LogDirectories directories(Path directory, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of("broker.id", "0", "log.dirs", directory.toString()));
        properties.putAll(more);
        Random random = new Random(1);
        Rng rng = new Rng() {
            @Override
            public long nextLong() {
                return random.nextLong();
            }

            @Override
            public int nextInt(int bound) {
                return random.nextInt(bound);
            }

            @Override
            public void nextBytes(byte[] into) {
                random.nextBytes(into);
            }
        };
        return new LogDirectories(surroundings, new LogDirectories.Setup(BrokerConfig.of(properties),
                clusterId, overrides::get,
                (topic, partition) -> surroundings.lanes().owner(0), rng));
    }

    static TopicConfig config(Map<String, String> overrides) {
        return TopicConfig.of(BrokerConfig.of(Map.of()), overrides);
    }

    /** A batch as a producer without an id sends it; values are what is given, keys are their lengths. */
    static ByteBuf batch(long timestampMs, Codec codec, String... values) {
        try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT, codec, codec.defaultLevel())) {
            for (String each : values) {
                builder.append(timestampMs, bytes("k" + each.length()), bytes(each));
            }
            return builder.build();
        }
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    Appended append(PartitionLog log, String... values) {
        return append(log, CLIENT, batch(nowMs, Codec.NONE, values));
    }

    static Appended append(PartitionLog log, AppendOptions options, ByteBuf batch) {
        try {
            return log.append(batch, options);
        } finally {
            batch.release();
        }
    }

    /** The bytes of a read. */
    static ByteBuffer bytes(Read read) {
        if (!(read.records() instanceof Payload.File file)) return ByteBuffer.allocate(0);
        ByteBuffer into = ByteBuffer.allocate(file.size());
        try {
            file.slice().file().read(file.slice().position(), into);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return into.flip();
    }

    /** Every record from an offset on: offset, key and value. */
    static List<String> records(PartitionLog log, long from) {
        List<String> all = new ArrayList<>();
        long next = from;
        while (next < log.logEndOffset()) {
            ByteBuffer bytes = bytes(log.read(next, 1 << 20, true, log.logEndOffset()));
            if (!bytes.hasRemaining()) break;
            next = Records.each(bytes, (view, record) -> {
                if (record.offset() >= from) {
                    all.add(record.offset() + ":" + Records.text(record.key()) + "=" + Records.text(record.value()));
                }
            });
        }
        return all;
    }

    static List<BatchView> batches(ByteBuffer bytes) {
        List<BatchView> all = new ArrayList<>();
        for (int at = bytes.position(); BatchView.wholeAt(bytes, at, bytes.limit()); at = all.getLast().end()) {
            all.add(new BatchView().on(bytes, at));
        }
        return all;
    }
}
