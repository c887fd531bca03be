package io.odradek.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.odradek.bench.node.Site;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The short of {@code bin/odradek torture}: real processes. The seed is printed, and another each time unless
 * -Dtorture.seed names one.
 */
@Timeout(300)
class TortureIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(booleans = {false, true})
    void whatOneBrokerAcknowledgedIsThereAfterEachKill(boolean flush) throws Exception {
        assertThat(run("--alone", "--rounds", "2").flush(flush)).satisfies(o -> endsWell(o));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whatThreeBrokersAcknowledgedIsThereOnceAndInOrderUnderFaults() throws Exception {
        assertThat(run("--rounds", "3")).satisfies(o -> endsWell(o));
    }

    private static Options run(String... words) {
        Options options = Options.parse(words);
        Long seed = Long.getLong("torture.seed");
        return seed == null ? options : options.seed(seed);
    }

    private void endsWell(Options options) throws Exception {
        Site site = new Site(Path.of(System.getProperty("project.root")), directory);
        assumeTrue(site.built(), "the modules are not packaged");
        List<String> complaints = new Torture(options, site, System.out).run();
        assertThat(complaints).as("seed " + options.seed()).isEmpty();
    }
}
