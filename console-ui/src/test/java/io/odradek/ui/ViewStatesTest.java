package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.change.Permission;
import io.odradek.console.change.Rights;
import io.odradek.console.problem.Sentence;
import io.odradek.ui.Feigned.State;
import io.odradek.ui.shell.StartView;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page where all is there, where nothing is, where a part is missing, where nobody answers, before anything is
 * known, and before somebody who may not look or not change: without a browser.
 */
class ViewStatesTest {
    private static final Rights NOTHING = need -> Sentence.of("{0} may not {1}", "ada", need.said());
    private static final Rights VIEWER = need -> need.level() == Permission.VIEW ? Sentence.NONE
            : NOTHING.refusal(need);
    /** Of what changes something. */
    private static final Set<String> ACTS = Set.of("create-topic", "delete-topic", "trim-topic", "grow-topic",
            "clone-topic", "recreate-topic", "produce", "replay", "reset-offsets", "delete-group", "elect", "begin",
            "paste", "add-broker", "witness-toggle", "add-cluster", "add-user", "relocate",
            "relocate-cancel");
    /** A key that has no text. */
    private static final String MISSING = "![a-z][a-zA-Z.]+!";
    private static Stage stage;

    /**
     * One page and what it says.
     *
     * @param full    where all is there
     * @param empty   where nothing is; empty where that cannot be
     * @param states  besides those two
     */
    private record Case(String path, String full, String empty, Set<State> states) {
        String address() {
            return "c/" + Feigned.CLUSTER + path;
        }

        @Override
        public String toString() {
            return "/" + path;
        }
    }

    private static final Set<State> ALL = Set.of(State.PARTIAL, State.ERROR, State.EARLY);
    private static final Set<State> ASKED = Set.of(State.PARTIAL, State.ERROR);
    private static final Set<State> WHOLE = Set.of(State.ERROR);
    private static final Set<State> LOCAL = Set.of();

    /** What comes of one question is there or is not; what the console itself knows needs nobody's answer. */
    static Stream<Case> pages() {
        String topic = "/topics/" + Feigned.TOPIC;
        return Stream.of(new Case("", "All is well", "", ALL), new Case("/brokers", "127.0.0.1:9092", "", Set.of(
                State.EARLY)), new Case("/brokers/1", "retention.ms", "No such key", WHOLE),
                new Case("/brokers/1/partitions", Feigned.TOPIC, "", LOCAL),
                new Case("/brokers/1/disks", "1 replica is being moved", "", ASKED),
                new Case("/topics", Feigned.TOPIC, "no topic", ALL), new Case(topic, "an-id", "", ASKED),
                new Case(topic + "/groups", "weavers", "", WHOLE),
                new Case(topic + "/producers", "77", "", ASKED),
                new Case(topic + "/configuration", "retention.ms", "", WHOLE),
                new Case(topic + "/messages?r=0:5", "odradek", "no message", WHOLE),
                new Case(topic + "/replication", "Leader epochs", "epoch", ASKED),
                new Case(topic + "/storage", "/var/lib/odradek", "replica", WHOLE),
                new Case(topic + "/storage?partition=0&broker=1&segment=0&compaction=true", "zstd", "", WHOLE),
                new Case("/groups", "weavers", "no group", ALL), new Case("/groups/weavers", "weaver-1", "offset",
                ASKED), new Case("/groups/weavers/members", "weaver-1", "Nobody", ASKED),
                new Case("/reassign?goal=balance", Feigned.TOPIC, "", WHOLE),
                new Case("/streams", "weavers", "application", WHOLE),
                new Case("/streams/weavers", Feigned.TOPIC, "topology", ASKED),
                new Case("/transactions?id=clerk-1", "clerk-1", "transaction", ASKED),
                new Case("/replication", "sync", "", ALL), new Case("/storage", Feigned.TOPIC, "no topic", ALL),
                new Case("/zookeeper", "brokers", "below", WHOLE), new Case("/control", "Broker 2", "elsewhere", LOCAL),
                new Case("/clusters", Feigned.CLUSTER, "", LOCAL), new Case("/users", "pipeline", "sign in", LOCAL),
                new Case("/audit", "not yours", "Nothing here", LOCAL));
    }

    @BeforeAll
    static void start() throws Exception {
        stage = new Stage(Feigned.console(State.FULL));
    }

    @AfterAll
    static void stop() throws Exception {
        stage.close();
    }

    private static void open(Case page, State state) {
        open(page, state, Rights.ALL, Locale.ENGLISH);
    }

    private static int open(Case page, State state, Rights rights, Locale language) {
        return stage.open(Feigned.console(state), rights, language, page.address());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void allIsThere(Case page) {
        open(page, State.FULL);
        stage.until(s -> s.text().contains(page.full()) && !s.has("loading"));
        assertThat(stage.has("notice-problem")).isFalse();
        assertThat(stage.has("notice-partial")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingIsThere(Case page) {
        open(page, State.EMPTY);
        stage.until(s -> !s.has("loading") && (page.empty().isEmpty() || s.has("notice-empty")));
        if (!page.empty().isEmpty()) {
            String said = stage.all("notice-empty").stream().map(e -> e.getTextRecursively()).collect(
                    Collectors.joining("\n"));
            assertThat(said).containsIgnoringCase(page.empty());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPartIsMissing(Case page) {
        open(page, State.PARTIAL);
        stage.until(s -> !s.has("loading") && s.text().contains(page.full()) || s.has("notice-partial"));
        if (page.states().contains(State.PARTIAL)) {
            stage.until(s -> s.has("notice-partial", Feigned.TROUBLE));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nobodyAnswers(Case page) {
        open(page, State.ERROR);
        if (page.states().contains(State.ERROR)) {
            stage.until(s -> s.has("notice-problem", Feigned.PROBLEM.detail().toString()));
            assertThat(stage.all("notice-problem").getFirst().getAttribute("role")).isEqualTo("alert");
        } else {
            stage.until(s -> !s.text().isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nobodyHasAnsweredYet(Case page) {
        open(page, State.EARLY);
        if (page.states().contains(State.EARLY)) {
            stage.until(s -> s.has("loading") || s.text().contains("Asking"));
        }
        assertThat(stage.has("notice-problem", "null")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nobodyLooksWhoMayNot(Case page) {
        assertThat(open(page, State.FULL, NOTHING, Locale.ENGLISH)).isEqualTo(403);
        assertThat(stage.has("notice-denied", "ada may not")).isTrue();
        assertThat(stage.text()).doesNotContain(page.full());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingIsOfferedToWhoeverMayOnlyLook(Case page) {
        if (open(page, State.FULL, VIEWER, Locale.ENGLISH) == 403) {
            // Of users and of the audit log there is nothing to see without the right to administer.
            assertThat(page.path()).isIn("/users", "/audit");
            return;
        }
        stage.until(s -> s.text().contains(page.full()) && !s.has("loading"));
        assertThat(ACTS.stream().filter(stage::hasId)).isEmpty();
        assertThat(stage.has("danger")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyWordHasATextInEveryLanguage(Case page) {
        for (State state : State.values()) {
            open(page, state, Rights.ALL, Locale.KOREAN);
            stage.until(s -> state == State.EARLY || !s.has("loading"));
            assertThat(stage.text()).as(state.name()).doesNotContainPattern(MISSING).doesNotContainPattern("\\{\\d\\}");
            assertThat(stage.labels()).as(state.name()).doesNotContainPattern(MISSING);
        }
    }

    @Test
    void whatTheBackendSaysIsSaidInTheLanguageOfThePage() {
        Case overview = pages().filter(page -> page.path().isEmpty()).findFirst().orElseThrow();
        open(overview, State.ERROR, Rights.ALL, Locale.KOREAN);
        stage.until(s -> s.has("finding-title", "클러스터 응답"));
        assertThat(stage.has("finding", "응답하지 않았습니다: 토픽 조회: 127.0.0.1:1에서 응답이 없습니다")).isTrue();
        assertThat(stage.has("finding-remedy", "브로커가 실행 중인지")).isTrue();
        assertThat(stage.has("event-what", "내장 클러스터가 시작되었습니다")).isTrue();
        open(overview, State.ERROR);
        stage.until(s -> s.has("finding-title", "The cluster answers"));
        assertThat(stage.has("event-what", "The embedded cluster is up")).isTrue();
    }

    @Test
    void refusalsAndTroublesAreSaidInTheLanguageOfThePage() {
        Case topic = pages().filter(page -> page.full().equals("an-id")).findFirst().orElseThrow();
        open(topic, State.ERROR, Rights.ALL, Locale.KOREAN);
        stage.until(s -> s.has("notice-problem", "토픽 조회: 127.0.0.1:1에서 응답이 없습니다"));
        assertThat(stage.has("notice-remedy", "브로커가 실행 중인지")).isTrue();
        open(topic, State.PARTIAL, Rights.ALL, Locale.KOREAN);
        stage.until(s -> s.has("notice-partial", "브로커 3이(가) 로그 디렉터리를 알려 주지 않습니다"));
        assertThat(open(topic, State.FULL, NOTHING, Locale.KOREAN)).isEqualTo(403);
        assertThat(stage.has("notice-denied", "ada 사용자에게 권한이 없습니다: feigned의 토픽 " + Feigned.TOPIC + " 보기"))
                .isTrue();
    }

    @Test
    void everyPageIsLookedAt() {
        Set<Object> seen = pages().map(page -> {
            open(page, State.FULL);
            return stage.view().getClass();
        }).collect(Collectors.toSet());
        List<Object> all = Routes.PAGES.stream().filter(type -> type != StartView.class)
                .map(Object.class::cast).toList();
        assertThat(seen).containsAll(all);
    }
}
