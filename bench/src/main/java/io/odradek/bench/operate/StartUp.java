package io.odradek.bench.operate;

import io.odradek.bench.node.Node;
import io.odradek.bench.node.Ports;
import io.odradek.bench.node.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code bin/odradek bench --startup [TIMES]}: packs the archive, unpacks it in an empty directory, trains its start-up
 * caches there, and starts it with and without them in turn: three brokers, ZooKeeper and the console. The times are
 * those that it tells of itself, from the beginning of the process.
 */
public final class StartUp {
    private static final Pattern TOLD = Pattern.compile("acknowledged after ([0-9.]+) s, first page served after "
            + "([0-9.]+) s");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final Path home;

    private StartUp(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        Path root = Path.of(System.getProperty("odradek.root"));
        Shell.run(root.resolve("bin/odradek").toString(), "package", directory.toString());
        Shell.run("sh", "-c", "mkdir $0/home && tar -C $0/home --strip-components=1 -xzf $0/odradek-*.tar.gz",
                directory.toString());
        home = directory.resolve("home");
        Shell.run(home.resolve("bin/odradek").toString(), "build");
    }

    public static void main(String[] words) throws Exception {
        int times = words.length == 0 ? 5 : Integer.parseInt(words[0]);
        Path directory = Files.createTempDirectory("odradek-startup");
        try {
            StartUp startUp = new StartUp(directory);
            // Once each that does not count: the system reads the files.
            startUp.run("auto", 0);
            startUp.run("off", 0);
            List<double[]> with = new ArrayList<>();
            List<double[]> without = new ArrayList<>();
            for (int i = 1; i <= times; i++) {
                with.add(startUp.run("auto", i));
                without.add(startUp.run("off", i));
            }
            System.out.println("                     first produce s  first page s   (medians of " + times + ")");
            print("with the cache", with);
            print("without it", without);
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
            }
        }
    }

    private static void print(String what, List<double[]> all) {
        System.out.printf(Locale.ROOT, "%-20s %15.1f  %12.1f%n", what, Median.of(all.stream().map(t -> t[0]).toList()),
                Median.of(all.stream().map(t -> t[1]).toList()));
    }

    /** Seconds to the first acknowledged record and to the first page. */
    private double[] run(String cache, int number) throws IOException, InterruptedException {
        String name = cache + number;
        List<String> command = List.of(home.resolve("bin/odradek").toString(), "up", "--data",
                directory.resolve(name).toString(), "--port", "0", "--console-port", String.valueOf(Ports.free()));
        try (Node node = new Node(name, command, Map.of("ODRADEK_JVM_OPTS", "-XX:AOTMode=" + cache),
                directory.resolve(name + ".log"))) {
            node.start().awaitSaid("first page served after", 1, LIMIT);
            node.stop();
            Matcher told = TOLD.matcher(node.said());
            if (!told.find()) throw new IOException(node.tail());
            return new double[] {Double.parseDouble(told.group(1)), Double.parseDouble(told.group(2))};
        }
    }
}
