package io.odradek.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.change.Actor;
import io.odradek.console.change.Rights;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    private static final Actor ADA = new Actor("ada", "10.0.0.1", Rights.ALL);
    private static final Actor BOB = new Actor("bob", "10.0.0.2", need -> "orders".equals(need.name())
            ? Sentence.NONE : Sentence.of("bob may not: {0}", need.said()));

    @Test
    void whatIsNotPermittedIsNotDoneAndWrittenDown() {
        AuditLog log = new AuditLog();
        List<String> done = new ArrayList<>();
        assertThatThrownBy(() -> log.record(BOB, "prod", "topic.delete", "payments", "", () -> done.add("payments")))
                .isInstanceOf(Problem.class).hasMessageContaining("payments");
        assertThatThrownBy(() -> log.record(BOB, "prod", "topic.delete", Set.of("orders", "payments"), "",
                () -> done.add("both"))).as("one of several").isInstanceOf(Problem.class);
        log.record(BOB, "prod", "topic.delete", "orders", "", () -> done.add("orders"));
        assertThat(done).containsExactly("orders");
        assertThat(log.recent(10)).extracting(AuditEntry::target, AuditEntry::result).containsExactly(
                org.assertj.core.groups.Tuple.tuple("orders", "done"),
                org.assertj.core.groups.Tuple.tuple("orders, payments", "refused"),
                org.assertj.core.groups.Tuple.tuple("payments", "refused"));
    }

    @Test
    void entriesAreFoundByTextAndResult() {
        AuditLog log = new AuditLog();
        log.record(ADA, "prod", "topic.create", "Orders", "3 partitions", () -> { });
        log.record(ADA, "test", "group.reset", "billing", "", () -> { });
        assertThat(log.find("orders", "", 10)).hasSize(1);
        assertThat(log.find("10.0.0.1", "done", 10)).hasSize(2);
        assertThat(log.find("", "failed", 10)).isEmpty();
        assertThat(log.find("", "", 1)).extracting(AuditEntry::target).containsExactly("billing");
    }

    @Test
    void fileIsRememberedAtTheNextStartAndIsTheOwnersAlone(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("audit.log");
        new AuditLog(file).record(ADA, "prod", "topic.create", "a\nb\tc", "d", () -> { });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Files.writeString(file, "half a line of an older kind\n", StandardOpenOption.APPEND);
        AuditLog next = new AuditLog(file);
        next.record(ADA, "prod", "topic.delete", "x", "", () -> { });
        assertThat(next.recent(10)).extracting(AuditEntry::target).containsExactly("x", "a\nb\tc");
        assertThat(Files.readAllLines(file)).hasSize(3);
    }
}
