package io.odradek.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersMainTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void usersAreAddedListedChangedAndRemoved(@TempDir Path data) throws Exception {
        assertThat(users(data, "correct horse\n", "add", "ada")).isZero();
        assertThat(users(data, "correct horse\n", "add", "bob", "viewer", "editor on topic:orders-*")).isZero();
        assertThat(users(data, "", "list")).isZero();
        assertThat(said()).contains("ada\tadmin", "bob\tviewer; editor on topic:orders-*");
        assertThat(users(data, "", "grants", "bob", "admin")).isZero();
        assertThat(users(data, "another horse\n", "password", "bob")).isZero();
        assertThat(users(data, "", "remove", "ada")).isZero();
        assertThat(users(data, "", "list")).isZero();
        assertThat(said()).contains("bob\tadmin").doesNotContain("ada\t");
    }

    @Test
    void mistakesAreOneLineAndNothingIsChanged(@TempDir Path data) throws Exception {
        assertThat(users(data, "correct horse\n", "add", "ada", "viewer")).isEqualTo(1);
        assertThat(said()).contains("no administrator");
        assertThat(users(data, "short\n", "add", "ada")).isEqualTo(1);
        assertThat(said()).contains("8 to 1024");
        assertThat(users(data, "", "remove", "nobody")).isEqualTo(1);
        assertThat(users(data, "", "dance")).isEqualTo(1);
        assertThat(users(data, "")).isEqualTo(1);
        users(data, "", "list");
        assertThat(said()).doesNotContain("ada");
    }

    private int users(Path data, String typed, String... words) throws Exception {
        said.reset();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return UsersMain.run(all.toArray(String[]::new),
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
