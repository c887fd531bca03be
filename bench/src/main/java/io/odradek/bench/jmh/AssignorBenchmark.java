package io.odradek.bench.jmh;

import io.odradek.engine.coordinator.group.assignor.Assignor;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * One assignment of a consumer group whose members want the same topics of ten partitions each: the first, and the one
 * after another member has come.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AssignorBenchmark {
    private static final int PARTITIONS_EACH = 10;

    @Param({"uniform", "range"})
    public String assignor;
    /** As many members as partitions. */
    @Param({"1000", "10000"})
    public int members;

    private Assignor run;
    private Set<Uuid> topics;
    private List<Assignor.Member> fresh;
    private List<Assignor.Member> oneMore;

    @Setup
    public void group() {
        run = Assignor.of(assignor);
        topics = new TreeSet<>();
        for (int t = 0; t < members / PARTITIONS_EACH; t++) topics.add(new Uuid(t, t));
        fresh = new ArrayList<>();
        for (int m = 0; m < members; m++) fresh.add(member(m, Partitions.NONE));
        Map<String, Partitions> had = first();
        oneMore = new ArrayList<>(fresh.stream().map(m -> new Assignor.Member(m.memberId(), null, topics,
                had.get(m.memberId()))).toList());
        oneMore.add(member(members, Partitions.NONE));
    }

    private Assignor.Member member(int number, Partitions before) {
        // Spread like the random ids of members.
        String id = Long.toHexString(number * 0x9E3779B97F4A7C15L);
        return new Assignor.Member(id, null, topics, before);
    }

    @Benchmark
    public Map<String, Partitions> first() {
        return run.assign(fresh, topic -> PARTITIONS_EACH);
    }

    @Benchmark
    public Map<String, Partitions> next() {
        return run.assign(oneMore, topic -> PARTITIONS_EACH);
    }
}
