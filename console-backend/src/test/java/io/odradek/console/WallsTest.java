package io.odradek.console;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Rights;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the table of the console's rooms and who may import whom. A new edge is a visible change here. */
class WallsTest {

    private static final String ROOT = "io.odradek.console";
    private static final Set<String> COMMON = Set.of("kafka", "snapshot", "change", "audit", "problem", "gauge");
    private static final Set<String> WITHIN = Set.of("kafka", "snapshot", "change", "audit", "problem", "inside");
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("problem", Set.of()), Map.entry("gauge", Set.of()), Map.entry("change", Set.of("problem")),
            Map.entry("settings", Set.of()),
            Map.entry("demo", Set.of()), Map.entry("audit", Set.of("change", "problem", "kafka")),
            Map.entry("session", Set.of("change", "problem", "audit")),
            Map.entry("kafka", Set.of("problem")), Map.entry("snapshot", Set.of("kafka", "problem")),
            Map.entry("overview", COMMON), Map.entry("broker", WITHIN), Map.entry("topic", COMMON),
            Map.entry("decoder", Set.of("problem")),
            Map.entry("record", Set.of("kafka", "snapshot", "change", "audit", "problem", "gauge", "decoder")),
            Map.entry("health", COMMON), Map.entry("metric", COMMON),
            Map.entry("supervisor", COMMON), Map.entry("group", COMMON),
            Map.entry("reassign", COMMON), Map.entry("cluster", COMMON), Map.entry("streams", COMMON),
            Map.entry("inside", Set.of("kafka", "problem")), Map.entry("transaction", COMMON),
            Map.entry("replication", WITHIN), Map.entry("storage", WITHIN), Map.entry("zookeeper", WITHIN),
            Map.entry("http", Set.of("decoder", "inside", "replication", "storage", "transaction", "zookeeper",
                    "overview", "broker", "topic", "record", "health", "metric", "supervisor", "group",
                    "reassign", "streams", "cluster", "session", "kafka", "snapshot", "change", "audit", "problem",
                    "settings", "")));
    private static JavaClasses console;

    @BeforeAll
    static void read() {
        console = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void roomsImportOnlyWhatTheTableAllowsSoThatFeaturesNeverImportEachOther() {
        Set<String> strange = new TreeSet<>();
        for (JavaClass c : console) {
            String room = room(c);
            if (room.isEmpty()) {
                continue;
            }
            assertThat(MAY_IMPORT).as("rooms of the table").containsKey(room);
            c.getDirectDependenciesFromSelf().forEach(d -> {
                boolean ours = d.getTargetClass().getPackageName().startsWith(ROOT);
                String other = room(d.getTargetClass());
                if (ours && !other.equals(room) && !MAY_IMPORT.get(room).contains(other)) {
                    strange.add(room + " -> " + other + ": " + c.getSimpleName());
                }
            });
        }
        assertThat(strange).isEmpty();
    }

    @Test
    void onlyTheDoorAndTheDemonstrationSeeKafkasClient() {
        noClasses().that().resideOutsideOfPackages(ROOT + ".kafka", ROOT + ".demo").should().dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..").check(console);
    }

    @Test
    void onlyTheFrontSeesVertxAndNetty() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".http").should().dependOnClassesThat(
                resideInAnyPackage("io.vertx..", "io.netty..").and(not(resideInAPackage("io.vertx.ext.auth.hashing"))))
                .check(console);
    }

    @Test
    void onlyTheFrontsGuardSaysWhoActs() {
        noClasses().should().callMethod(Actor.class, "anonymous", String.class).check(console);
        noClasses().that().resideOutsideOfPackages(ROOT, ROOT + ".change", ROOT + ".session").and()
                .doNotHaveSimpleName("Gate").should().callConstructor(Actor.class, String.class, String.class,
                        Rights.class).check(console);
    }

    @Test
    void onlyStreamsSeesTheLayout() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".streams").should().dependOnClassesThat()
                .resideInAPackage("org.eclipse.elk..").check(console);
    }

    @Test
    void onlyItsRoomSeesZookeeper() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".zookeeper").should().dependOnClassesThat()
                .resideInAPackage("org.apache.zookeeper..").check(console);
    }

    @Test
    void onlyTheStartSeesTheEngine() {
        noClasses().that().resideOutsideOfPackage(ROOT).should().dependOnClassesThat()
                .resideInAPackage("io.odradek.engine..").check(console);
    }

    private static String room(JavaClass c) {
        String name = c.getPackageName();
        return name.length() <= ROOT.length() ? "" : name.substring(ROOT.length() + 1);
    }
}
