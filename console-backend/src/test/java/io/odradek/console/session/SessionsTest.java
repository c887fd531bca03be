package io.odradek.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Rights;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {

    private static final Actor ROOT = new Actor("root", "test", Rights.ALL);
    private static final Need DELETE = Need.action("topic.delete", "prod", "orders");
    private static final Need LOOK = Need.view("prod", Need.Kind.TOPIC, "orders");
    private static final long MINUTE_MS = 60_000;

    private final AuditLog audit = new AuditLog();
    private final AtomicLong nowMs = new AtomicLong(1_000_000);
    private final Users users = new Users(null, audit, new Passwords("1000"));
    private final Sessions sessions = new Sessions(users, audit, false, nowMs::get);

    @Test
    void withoutUsersEverybodyMayDoEverythingButMakeTheFirst() {
        Actor anybody = sessions.actor(null, null, "10.0.0.9", true);
        assertThat(anybody.name()).isEqualTo("anonymous");
        assertThat(anybody.may(DELETE)).isTrue();
        assertThatThrownBy(() -> users.add(anybody, "mallory", "long enough", List.of("admin")))
                .hasMessageContaining("link");
        users.add(ROOT, "ada", "correct horse", List.of("admin"));
        assertThat(anybody.may(LOOK)).as("the same one, once there are users").isFalse();
        assertThat(sessions.actor(null, null, "10.0.0.9", true)).isNull();
    }

    @Test
    void linkMakesTheFirstUserOnceAndOnlyTheNewestIsValid() {
        String old = sessions.welcome();
        String link = sessions.welcome();
        denied(() -> sessions.begin(old, "ada", "correct horse", "here"), Kind.DENIED);
        denied(() -> sessions.begin(null, "ada", "correct horse", "here"), Kind.DENIED);
        denied(() -> sessions.begin(link, "ada", "short", "here"), Kind.INVALID);
        List<String> ended = new ArrayList<>();
        sessions.onEnd(ended::add);
        String session = sessions.begin(link, "ada", "correct horse", "here");
        assertThat(sessions.actor(session, null, "here", true).may(Need.console(Permission.ADMIN))).isTrue();
        assertThat(ended).as("those without a name are told to sign in").containsExactly(Sessions.NOBODY);
        denied(() -> sessions.begin(link, "eve", "correct horse", "here"), Kind.DENIED);
    }

    @Test
    void passwordsAreKeptHashedAndSalted(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("console/users.json");
        Users kept = new Users(file, audit);
        kept.add(ROOT, "ada", "correct horse", List.of("admin"));
        kept.add(ROOT, "bob", "correct horse", List.of("viewer"));
        String text = Files.readString(file);
        assertThat(text).doesNotContain("correct horse").contains("$pbkdf2$it=210000$");
        assertThat(kept.mark("ada")).isNotEqualTo(kept.mark("bob"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Users again = new Users(file, audit);
        assertThat(again.matches("ada", "correct horse")).isTrue();
        assertThat(again.matches("ada", "Correct horse")).isFalse();
        assertThat(again.matches("nobody", "nobody")).isFalse();
        kept.grants(ROOT, "bob", List.of("editor"));
        again.reload();
        assertThat(again.list().getLast().grants()).as("written by another process").containsExactly("editor");
        Files.writeString(file, "{nonsense");
        denied(() -> new Users(file, audit), Kind.INVALID);
    }

    @Test
    void wrongPasswordsAreRefusedSlowedAndWrittenDown() {
        users.add(ROOT, "ada", "correct horse", List.of("admin"));
        for (int i = 0; i < 5; i++) {
            denied(() -> sessions.signIn("ada", "wrong horse", "10.0.0.9"), Kind.UNAUTHENTICATED);
        }
        denied(() -> sessions.signIn("ada", "correct horse", "10.0.0.9"), Kind.TOO_MANY);
        assertThat(sessions.signIn("ada", "correct horse", "10.0.0.1")).as("from elsewhere").isNotEmpty();
        nowMs.addAndGet(1_001);
        denied(() -> sessions.signIn("ada", "wrong horse", "10.0.0.9"), Kind.UNAUTHENTICATED);
        nowMs.addAndGet(1_001);
        denied(() -> sessions.signIn("ada", "correct horse", "10.0.0.9"), Kind.TOO_MANY);
        nowMs.addAndGet(1_000);
        assertThat(sessions.signIn("ada", "correct horse", "10.0.0.9")).isNotEmpty();
        assertThat(audit.find("session.in", "refused", 100)).hasSize(6)
                .allMatch(entry -> entry.origin().equals("10.0.0.9") && !entry.detail().contains("wrong horse"));
    }

    @Test
    void sessionsEndAfterAnHourWithoutAClickAndAfterTwelveInAll() {
        users.add(ROOT, "ada", "correct horse", List.of("admin"));
        List<String> ended = new ArrayList<>();
        sessions.onEnd(ended::add);
        String idle = sessions.signIn("ada", "correct horse", "here");
        Actor held = sessions.actor(idle, null, "here", true);
        nowMs.addAndGet(59 * MINUTE_MS);
        assertThat(sessions.actor(idle, null, "here", false)).as("a heartbeat").isNotNull();
        nowMs.addAndGet(2 * MINUTE_MS);
        assertThat(sessions.actor(idle, null, "here", true)).isNull();
        sessions.sweep();
        assertThat(ended).contains(idle);
        assertThat(held.may(LOOK)).as("what was opened under it").isFalse();
        String busy = sessions.signIn("ada", "correct horse", "here");
        for (int minutes = 0; minutes < 12 * 60; minutes += 30) {
            assertThat(sessions.actor(busy, null, "here", true)).isNotNull();
            nowMs.addAndGet(30 * MINUTE_MS);
        }
        nowMs.addAndGet(1);
        assertThat(sessions.actor(busy, null, "here", true)).isNull();
    }

    @Test
    void signingOutRemovingAndNewPasswordsEndSessionsAtOnce() {
        users.add(ROOT, "ada", "correct horse", List.of("admin"));
        users.add(ROOT, "bob", "battery staple", List.of("viewer"));
        String first = sessions.signIn("bob", "battery staple", "here");
        sessions.signOut(first, "here");
        assertThat(sessions.actor(first, null, "here", true)).isNull();
        String second = sessions.signIn("bob", "battery staple", "here");
        users.password(ROOT, "bob", "another staple");
        assertThat(sessions.actor(second, null, "here", true)).isNull();
        String third = sessions.signIn("bob", "another staple", "here");
        Actor bob = sessions.actor(third, null, "here", true);
        String elsewhere = sessions.signIn("bob", "another staple", "there");
        denied(() -> sessions.changePassword(bob, third, "battery staple", "a third staple"), Kind.DENIED);
        sessions.changePassword(bob, third, "another staple", "a third staple");
        assertThat(sessions.actor(elsewhere, null, "there", true)).as("one's other sessions").isNull();
        assertThat(sessions.actor(third, null, "here", true)).as("the one at hand").isNotNull();
        users.remove(ROOT, "bob");
        assertThat(sessions.actor(third, null, "here", true)).isNull();
    }

    @Test
    void grantsTakenAwayAreGoneAtOnceAndTheLastAdministratorStays() {
        users.add(ROOT, "ada", "correct horse", List.of("admin"));
        users.add(ROOT, "bob", "battery staple", List.of("editor on topic:orders"));
        Actor bob = sessions.actor(sessions.signIn("bob", "battery staple", "here"), null, "here", true);
        assertThat(bob.may(DELETE)).isTrue();
        users.grants(ROOT, "bob", List.of("viewer"));
        assertThat(bob.may(DELETE)).isFalse();
        assertThat(bob.rights().refusal(DELETE)).hasToString("bob may not change topic orders in prod (topic.delete)");
        denied(() -> users.add(bob, "eve", "long enough", List.of("admin")), Kind.DENIED);
        denied(() -> users.grants(ROOT, "ada", List.of("admin in prod")), Kind.CONFLICT);
        denied(() -> users.remove(ROOT, "ada"), Kind.CONFLICT);
        denied(() -> users.add(ROOT, "ada", "long enough", List.of("viewer")), Kind.CONFLICT);
        denied(() -> users.add(ROOT, "../eve", "long enough", List.of("viewer")), Kind.INVALID);
        denied(() -> users.add(ROOT, "eve", "long enough", List.of("emperor")), Kind.INVALID);
        denied(() -> new Users(null, audit).add(ROOT, "eve", "long enough", List.of("viewer")), Kind.CONFLICT);
    }

    @Test
    void tokensDoWhatTheirUserMayUntilTheyAreTakenBack() {
        users.add(ROOT, "ada", "correct horse", List.of("admin"));
        users.add(ROOT, "ci", "battery staple", List.of("topic.create"));
        String token = users.addToken(ROOT, "ci", "pipeline");
        Actor program = sessions.actor(null, "Bearer " + token, "here", true);
        assertThat(program.may(Need.action("topic.create", "prod", "x"))).isTrue();
        assertThat(program.may(DELETE)).isFalse();
        assertThat(sessions.actor(null, "Bearer " + token + "x", "here", true)).isNull();
        users.removeToken(ROOT, "ci", users.list().getLast().tokens().getFirst().id());
        assertThat(sessions.actor(null, "Bearer " + token, "here", true)).isNull();
        assertThat(program.may(LOOK)).as("a connection that it opened").isFalse();
    }

    @Test
    void readOnlyIsForAdministratorsTooButForUsers() {
        Sessions reading = new Sessions(users, audit, true, nowMs::get);
        Actor anybody = reading.actor(null, null, "here", true);
        assertThat(anybody.may(LOOK)).isTrue();
        assertThat(anybody.rights().refusal(DELETE).toString()).contains("read only");
        users.add(ROOT, "ada", "correct horse", List.of("admin"));
        Actor ada = reading.actor(reading.signIn("ada", "correct horse", "here"), null, "here", true);
        assertThat(ada.may(DELETE)).isFalse();
        assertThat(ada.may(Need.action("cluster.add", "x", "x"))).isFalse();
        assertThat(ada.may(Need.action("user.add", "", "bob"))).isTrue();
    }

    private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Kind kind) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem ->
                assertThat(problem.kind()).as(problem.getMessage()).isEqualTo(kind));
    }
}
