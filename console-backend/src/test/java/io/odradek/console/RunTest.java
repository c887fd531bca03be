package io.odradek.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.problem.Problem;
import io.odradek.console.settings.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    @Test
    void doesNotListenBeyondLoopbackWithoutUsers(@TempDir Path data) {
        Settings open = new Settings(3, data, "0.0.0.0", 0, 0, false, "");
        try (Run run = new Run(open, (settings, name) -> {
            throw new AssertionError("no cluster is started");
        })) {
            assertThatThrownBy(run::start).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem).hasMessage("Not listening on 0.0.0.0: the console has no users yet");
                assertThat(problem.remedy().toString()).startsWith(
                        "bin/odradek users add NAME --data " + data + " makes");
            });
            assertThat(run.port()).isZero();
        }
    }
}
