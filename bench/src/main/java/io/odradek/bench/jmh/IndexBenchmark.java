package io.odradek.bench.jmh;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One lookup in an offset index, three ways: entries held in memory (what the active segment does), read a page at a
 * time from a file opened for it (sealed segments), and memory-mapped (what Apache Kafka does with all of them). And a
 * flushed append to a file that grows, and to one made as long as it will be. See docs/decisions/0012.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IndexBenchmark {
    private static final int ENTRY_BYTES = 8;
    private static final int PAGE_BYTES = 4096;
    private static final ValueLayout.OfInt BIG_ENDIAN = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int FILE_BYTES = 256 << 20;

    /** Of a full segment: 1 GiB by one entry each 4 KiB, and a small one. */
    @Param({"262144", "2048"})
    public int entries;

    private Path directory;
    private Path file;
    private ByteBuffer resident;
    private Arena arena;
    private MemorySegment mapped;
    private FileChannel growing;
    private FileChannel preallocated;
    private final ByteBuffer record = ByteBuffer.allocateDirect(1024);
    private long growingAt;
    private long preallocatedAt;
    private int next;

    @Setup
    public void fill() throws IOException {
        directory = Files.createTempDirectory("odradek-jmh");
        file = directory.resolve("index");
        resident = ByteBuffer.allocate(entries * ENTRY_BYTES);
        for (int i = 0; i < entries; i++) resident.putInt(i * 5).putInt(i * PAGE_BYTES);
        Files.write(file, resident.array());
        arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file)) {
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
        growing = open("growing");
        preallocated = open("preallocated");
        preallocated.write(ByteBuffer.allocate(1), FILE_BYTES - 1L);
        preallocated.force(true);
    }

    private FileChannel open(String name) throws IOException {
        return FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @TearDown
    public void empty() throws IOException {
        arena.close();
        growing.close();
        preallocated.close();
        for (String each : new String[] {"index", "growing", "preallocated"}) Files.delete(directory.resolve(each));
        Files.delete(directory);
    }

    private interface Entries {
        int offset(int entry) throws IOException;
    }

    private int floor(Entries in) throws IOException {
        next = (next + 7919) % entries;
        int low = 0;
        int high = entries - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (in.offset(middle) <= next * 5 + 2) low = middle + 1;
            else high = middle - 1;
        }
        return high;
    }

    @Benchmark
    public int lookupInMemory() throws IOException {
        return floor(entry -> resident.getInt(entry * ENTRY_BYTES));
    }

    @Benchmark
    public int lookupMapped() throws IOException {
        return floor(entry -> mapped.get(BIG_ENDIAN, (long) entry * ENTRY_BYTES));
    }

    @Benchmark
    public int lookupByPages() throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
        int[] at = {-1};
        try (FileChannel channel = FileChannel.open(file)) {
            return floor(entry -> {
                int wanted = entry * ENTRY_BYTES / PAGE_BYTES;
                if (wanted != at[0]) {
                    at[0] = wanted;
                    channel.read(page.clear(), (long) wanted * PAGE_BYTES);
                }
                return page.getInt(entry * ENTRY_BYTES % PAGE_BYTES);
            });
        }
    }

    @Benchmark
    public void flushedAppendToAGrowingFile() throws IOException {
        growingAt += growing.write(record.clear(), growingAt % FILE_BYTES);
        growing.force(false);
    }

    @Benchmark
    public void flushedAppendToAPreallocatedFile() throws IOException {
        preallocatedAt += preallocated.write(record.clear(), preallocatedAt % (FILE_BYTES - record.capacity()));
        preallocated.force(false);
    }
}
