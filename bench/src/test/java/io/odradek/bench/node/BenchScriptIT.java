package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The race starts from the packaged jars: what its class path lacks shows here alone. */
@Timeout(120)
class BenchScriptIT {
    @TempDir
    private Path directory;

    @Test
    void aWorkloadThatIsNotThereIsAnsweredByThoseThatAre() throws Exception {
        Shell.Outcome answer = new Rig(directory).run("odradek", "bench", "--only", "nonsense");

        assertThat(answer.output()).contains("\"nonsense\"", "failover after kill -9",
                "produce 1024 B, acks=1, 6 partitions, none");
        assertThat(answer.code()).isEqualTo(2);
    }
}
