package io.odradek.bench;

import io.odradek.bench.node.Ports;
import io.odradek.bench.trio.Partitions;
import io.odradek.bench.trio.Trio;
import io.odradek.bench.trio.Trios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code bin/odradek bench}: runs the plan against both brokers, alternating, and prints and writes what came out. */
public final class Bench {
    private static final int HEAP_MB = 1024;
    /** After three the CPU per GB of either broker falls no more: its compiler is done. */
    private static final int WARM_UPS = 8;
    private final Setting setting = Setting.read();
    private final Client client = new Client(setting);
    private final Ours ours = new Ours(setting);
    private final Theirs theirs = new Theirs(setting);
    private final Report report = new Report(theirs.name());
    private final Options options;

    private Bench(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("odradek: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (options == null) {
            System.out.print(Options.USAGE);
            return;
        }
        if (!options.matchesAny()) {
            System.err.println("odradek: no workload's name holds \"" + options.only() + "\". There are:");
            options.names().forEach(name -> System.err.println("  " + name));
            System.exit(2);
        }
        System.exit(new Bench(options).run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("odradek-bench");
        try {
            if (options.partitions() > 0) {
                partitions(work);
            } else {
                if (options.includes(new Start(HEAP_MB).name())) starts(work.resolve("start"));
                if (options.includes(new Failover(setting).name())) failovers(work.resolve("failover"));
                race(work.resolve("race"));
            }
        } finally {
            delete(work);
        }
        System.out.println();
        System.out.print(report.table());
        report.write(options.out(), machine());
        System.out.println("written to " + options.out());
        return !report.anyFailed();
    }

    private void starts(Path work) throws IOException, InterruptedException {
        Start start = new Start(HEAP_MB);
        try (FirstRecord client = new FirstRecord(setting)) {
            // One of each that does not count: the client loads its classes, the system reads both brokers' files.
            start.run(ours, client, work.resolve("ours"));
            start.run(theirs, client, work.resolve("theirs"));
            for (int i = 0; i < options.alternations(); i++) {
                progress(start.name(), i);
                Map<String, Double> a = start.run(ours, client, work.resolve("ours" + i));
                Map<String, Double> b = start.run(theirs, client, work.resolve("theirs" + i));
                report.add(start.name(), a, b);
            }
        }
    }

    private void partitions(Path work) throws IOException, InterruptedException {
        Partitions many = Partitions.of(options.partitions());
        Trio.Java java = new Trio.Java(setting.java(), setting.brokerOptions(), HEAP_MB / 2);
        for (int i = 0; i < options.alternations(); i++) {
            progress(many.name(), i);
            Path here = work.resolve(Integer.toString(i));
            Map<String, Double> a;
            try (Trio trio = Trios.ours(java, setting.classPath(), here.resolve("ours"))) {
                a = many.run(trio);
            }
            String version = setting.kafkaVersion();
            try (Trio trio = Trios.theirs(java, setting.kafkaLibs(), version, here.resolve("theirs"))) {
                report.add(many.name(), a, many.run(trio));
            }
        }
    }

    private void failovers(Path work) throws InterruptedException {
        Failover failover = new Failover(setting);
        for (int i = 0; i < options.alternations(); i++) {
            progress(failover.name(), i);
            try {
                Map<String, Double> a = failover.run(true, work.resolve("ours" + i));
                Map<String, Double> b = failover.run(false, work.resolve("theirs" + i));
                report.add(failover.name(), a, b);
            } catch (IOException e) {
                report.failed(failover.name(), e.getMessage());
                return;
            }
        }
    }

    private void race(Path work) throws IOException, InterruptedException {
        List<Workload> plan = options.plan().stream().filter(w -> options.includes(w.name())).toList();
        if (plan.isEmpty()) return;
        System.err.println("touched " + (FreeMemory.touch() >> 20) + " MiB of free memory");
        try (Running a = ours.start(work.resolve("ours"), Ports.free(), HEAP_MB);
                Running b = theirs.start(work.resolve("theirs"), Ports.free(), HEAP_MB)) {
            if (!plan.stream().allMatch(Workload::warmsUp)) {
                warmUp(a);
                warmUp(b);
            }
            for (Workload workload : plan) alternate(workload, a, b);
            report.add("after all of the above", Map.of("loaded MB", a.residentBytes() / 1e6), Map.of("loaded MB",
                    b.residentBytes() / 1e6));
        }
    }

    /** Both get the same work before anything counts, so that their compilers have seen the hot paths. */
    private void warmUp(Running broker) throws IOException, InterruptedException {
        System.err.println("warming up " + broker.name());
        for (int i = 0; i < WARM_UPS; i++) {
            new Produce(1024, 500_000, "1", 6, "none", -1).run(broker, client, "warm-up-" + i);
        }
        new Consume(1024, 300_000, false, true).run(broker, client, "warm-up-read");
    }

    private void alternate(Workload workload, Running a, Running b) throws InterruptedException {
        for (int i = 0; i < options.alternations(); i++) {
            progress(workload.name(), i);
            String topic = "bench-" + Integer.toHexString(workload.name().hashCode()) + "-" + i;
            try {
                boolean oursFirst = i % 2 == 0;
                Map<String, Double> first = workload.run(oursFirst ? a : b, client, topic);
                Map<String, Double> second = workload.run(oursFirst ? b : a, client, topic);
                report.add(workload.name(), oursFirst ? first : second, oursFirst ? second : first);
            } catch (IOException e) {
                report.failed(workload.name(), e.getMessage() + a.ifEnded() + b.ifEnded());
                return;
            }
        }
    }

    private void progress(String what, int alternation) {
        System.err.println(what + ": " + (alternation + 1) + " of " + options.alternations());
    }

    private Map<String, Object> machine() {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("cores", Runtime.getRuntime().availableProcessors());
        m.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        m.put("java", System.getProperty("java.vm.version"));
        m.put("heapMb", HEAP_MB);
        m.put("alternations", options.alternations());
        return m;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path p : all.sorted(java.util.Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
        }
    }
}
