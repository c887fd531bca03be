package io.odradek.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.log.AppendOptions;
import io.odradek.engine.log.Appended;
import io.odradek.engine.log.Read;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One batch appended to, and one stretch looked up in, a log on the real disk (page cache). */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LogBenchmark {
    private static final int STORED_BATCHES = 20_000;
    private static final AppendOptions CLIENT = new AppendOptions(0, AppendOptions.Origin.CLIENT);

    @Param({"1", "16"})
    public int recordsInBatch;

    private OneLog one;
    private ByteBuf batch;
    private long next;

    @Setup(Level.Iteration)
    public void fill() throws IOException {
        one = new OneLog();
        batch = OneLog.batch(recordsInBatch, 1024);
        for (int i = 0; i < STORED_BATCHES / recordsInBatch; i++) append();
        next = 0;
    }

    @TearDown(Level.Iteration)
    public void empty() throws IOException {
        batch.release();
        one.close();
    }

    @Benchmark
    public Appended append() {
        return one.log.append(batch.duplicate(), CLIENT);
    }

    /** Offsets far apart, so that each read searches the index. */
    @Benchmark
    public Read read() {
        next = (next + 7919) % one.log.logEndOffset();
        return one.log.read(next, 1 << 20, true, Long.MAX_VALUE);
    }
}
