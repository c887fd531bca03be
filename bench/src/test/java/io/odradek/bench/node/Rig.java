package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The built project and some files to start from, for tests of the scripts. */
final class Rig {
    static final Duration LONG = Duration.ofSeconds(60);

    private final Site site;

    /** Tests of the scripts need the jars, which {@code verify} has made by then and {@code test} has not. */
    Rig(Path directory) {
        site = new Site(Path.of(System.getProperty("project.root")), directory);
        assumeTrue(site.built(), "the modules are not packaged");
    }

    Site site() {
        return site;
    }

    /** Sessions last 4 s at least. */
    Map<String, String> zookeeper(int port) {
        return new HashMap<>(Map.of("dataDir", site.directory().resolve("zookeeper-" + port).toString(),
                "clientPort", Integer.toString(port), "clientPortAddress", "127.0.0.1", "tickTime", "2000"));
    }

    Map<String, String> broker(int id, int port, String zookeeper) {
        return new HashMap<>(Map.of("broker.id", Integer.toString(id), "listeners", "PLAINTEXT://127.0.0.1:" + port,
                "log.dirs", site.directory().resolve("broker-" + id).toString(), "zookeeper.connect", zookeeper,
                "zookeeper.session.timeout.ms", "4000", "offsets.topic.replication.factor", "1"));
    }

    Shell.Outcome run(String script, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(site.script(script).toString()));
        command.addAll(List.of(words));
        return Shell.run(command, site.environment());
    }

    /** Refused with one line that says all of this, beside what the log said before. */
    static void assertRefused(Shell.Outcome outcome, String... parts) {
        List<String> lines = outcome.output().lines().filter(l -> !l.startsWith("[")).toList();
        assertThat(lines).as(outcome.output()).hasSize(1);
        assertThat(lines.getFirst()).startsWith("odradek: ").contains(parts);
        assertThat(outcome.code()).as(outcome.output()).isEqualTo(1);
    }
}
