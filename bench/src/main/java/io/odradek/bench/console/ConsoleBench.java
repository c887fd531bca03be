package io.odradek.bench.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code bin/odradek bench --only search} and {@code --only console}: the console's figures, measured. */
public final class ConsoleBench {

    private static final String USAGE = """
            usage: bin/odradek bench --only search [--records N] [--partitions N] [--codec NAME] [--rounds N]
                   bin/odradek bench --only console [--topics N] [--groups N]

              --records N     how many records are searched (10000000)
              --partitions N  of the topic searched (1)
              --codec NAME    none, gzip, snappy, lz4 or zstd (none)
              --rounds N      how often each search is measured, after once that does not count (5)
              --topics N      of the simulated cluster, ten partitions each (10000)
              --groups N      of the simulated cluster (10000)
              --data DIR      where files are made for a while (the system's directory for such)
            """;

    private ConsoleBench() {
    }

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (words.contains("--help") || words.isEmpty()) {
            System.out.print(USAGE);
            return;
        }
        Figures figures = new Figures();
        Path data = Files.createTempDirectory(Path.of(value(words, "--data", System.getProperty("java.io.tmpdir"))),
                "odradek-bench");
        try {
            if (value(words, "--only", "").equals("search")) {
                new Search(figures, Integer.parseInt(value(words, "--records", "10000000")),
                        Integer.parseInt(value(words, "--partitions", "1")), value(words, "--codec", "none"),
                        Integer.parseInt(value(words, "--rounds", "5"))).run(data);
            } else if (value(words, "--only", "").equals("console")) {
                new Lists(figures, Integer.parseInt(value(words, "--topics", "10000")),
                        Integer.parseInt(value(words, "--groups", "10000"))).run(data.resolve("lists"));
                new Live(figures).run(data.resolve("live"));
            } else {
                throw new IllegalArgumentException(USAGE);
            }
        } finally {
            System.out.print(figures.table());
            figures.write(Files.createDirectories(Path.of("target")).resolve("console-bench.json"));
            delete(data);
        }
    }

    private static String value(List<String> words, String name, String otherwise) {
        int at = words.indexOf(name);
        return at < 0 || at + 1 == words.size() ? otherwise : words.get(at + 1);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
