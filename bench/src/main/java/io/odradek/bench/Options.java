package io.odradek.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code bin/odradek bench} was asked for.
 *
 * @param only       a part of the names of the workloads to run, or "" for all
 * @param partitions of three brokers, instead of the plan; 0 for the plan
 */
record Options(List<Workload> plan, int alternations, String only, int partitions, Path out) {
    static final String USAGE = """
            usage: bin/odradek bench [--quick | --full | --partitions N] [--alternations N] [--only TEXT] [--out FILE]

              --scrape [N…]     instead: time and size of /metrics with N partitions (1000 10000)
              --startup [TIMES] instead: the archive's start with and without the start-up cache
              --quick           three workloads
              --full            every combination of size, acks, partitions and compression (hours)
              --partitions N    three brokers with N partitions instead, for example 10000: created, one broker killed,
                                and started again (once, unless told otherwise)
              --alternations N  how often each is run against each broker, in turn (default 5)
              --only TEXT       only the workloads whose name holds TEXT, for example "start", "failover", "kcat"
                                "search" and "console": the console's own figures (`bench --only search --help`)
              --out FILE        where the figures go as JSON (default target/bench.json)
            """;

    /** Null when only the usage is wanted. */
    static Options parse(String[] arguments) {
        List<Workload> plan = Plan.usual();
        int alternations = 0;
        int partitions = 0;
        String only = "";
        Path out = Path.of("target/bench.json");
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> plan = Plan.quick();
                case "--full" -> plan = Plan.full();
                case "--partitions" -> partitions = positive(arguments, ++i);
                case "--alternations" -> alternations = positive(arguments, ++i);
                case "--only" -> only = value(arguments, ++i);
                case "--out" -> out = Path.of(value(arguments, ++i));
                case "--help", "-h" -> {
                    return null;
                }
                default -> throw new IllegalArgumentException("bench does not know " + arguments[i] + "\n" + USAGE);
            }
        }
        if (alternations == 0) alternations = partitions > 0 ? 1 : 5;
        return new Options(plan, alternations, only, partitions, out);
    }

    private static int positive(String[] arguments, int i) {
        int value = Integer.parseInt(value(arguments, i));
        if (value > 0) return value;
        throw new IllegalArgumentException(arguments[i - 1] + " must be at least 1, not " + value);
    }

    List<String> names() {
        Stream<String> apart = Stream.of(new Start(0).name(), new Failover(Setting.read()).name());
        return Stream.concat(apart, plan.stream().map(Workload::name)).toList();
    }

    boolean matchesAny() {
        return names().stream().anyMatch(this::includes);
    }

    boolean includes(String name) {
        return name.contains(only);
    }

    private static String value(String[] arguments, int i) {
        if (i >= arguments.length) throw new IllegalArgumentException(arguments[i - 1] + " needs a value");
        return arguments[i];
    }
}
