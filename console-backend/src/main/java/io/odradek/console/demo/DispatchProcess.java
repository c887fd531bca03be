package io.odradek.console.demo;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of {@link Dispatch}, with the jars that the build put beside us; where there are none there is none. */
final class DispatchProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchProcess.class);

    private final Process process;

    private DispatchProcess(Process process) {
        this.process = process;
    }

    /** Null where it cannot run; the rest of the demonstration does all the same. */
    static DispatchProcess start(String bootstrapServers) {
        try {
            Optional<Path> libs = libs();
            if (libs.isEmpty()) {
                LOG.info("The demonstration has no Streams program: Kafka's jars are not in kafka-peers/target");
                return null;
            }
            Path ours = Path.of(Dispatch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return new DispatchProcess(new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", "-cp", ours + File.pathSeparator + libs.get() + File.separator + "*",
                    Dispatch.class.getName(), bootstrapServers)).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start());
        } catch (IOException | URISyntaxException e) {
            LOG.info("The demonstration has no Streams program: {}", e.toString());
            return null;
        }
    }

    private static Optional<Path> libs() throws IOException {
        String root = System.getProperty("odradek.root");
        Path all = root == null ? null : Path.of(root, "kafka-peers", "target");
        if (all == null || !Files.isDirectory(all)) return Optional.empty();
        try (Stream<Path> versions = Files.list(all)) {
            return versions.map(v -> v.resolve("libs")).filter(DispatchProcess::hasStreams).findFirst();
        }
    }

    private static boolean hasStreams(Path libs) {
        String[] found = libs.toFile().list((d, name) -> name.startsWith("kafka-streams-"));
        return found != null && found.length > 0;
    }

    /** It ends by itself when its standard input does, and so also with us. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
