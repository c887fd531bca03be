package io.odradek.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the table of rooms and who may import whom (docs/ARCHITECTURE.md). A new edge is a visible change here. */
class WallsTest {
    private static final String ROOT = "io.odradek.engine";
    /** env is the floor that everybody stands on, so it is in no list (docs/decisions/0002). */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            rule("env"), rule("config"), rule("metric"), rule("wire"),
            rule("record", "wire"),
            rule("log", "record", "wire", "config", "metric"),
            rule("metadata", "wire"),
            rule("zk", "metadata", "wire", "config", "metric"),
            rule("controller", "metadata", "zk", "wire", "config", "metric"),
            rule("replica", "log", "record", "metadata", "wire", "config", "metric"),
            rule("coordinator", "replica", "record", "wire", "metadata", "config", "metric"),
            rule("admission", "metadata", "config", "metric"),
            rule("api", "replica", "log", "coordinator", "controller", "metadata", "admission", "record", "wire",
                    "config", "metric"),
            rule("net", "api", "admission", "wire", "config", "metric"));
    private static JavaClasses engine;

    private static Map.Entry<String, Set<String>> rule(String room, String... others) {
        return Map.entry(room, Set.of(others));
    }

    @BeforeAll
    static void read() {
        engine = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void roomsImportOnlyWhatTheTableAllows() {
        Map<String, Set<String>> strange = new TreeMap<>();
        for (JavaClass c : engine) {
            String room = room(c);
            if (room.isEmpty()) continue;
            Set<String> allowed = MAY_IMPORT.getOrDefault(room, Set.of());
            c.getDirectDependenciesFromSelf().forEach(d -> {
                String other = room(d.getTargetClass());
                boolean ours = d.getTargetClass().getPackageName().startsWith(ROOT);
                if (ours && !other.equals(room) && !other.equals("env") && !allowed.contains(other)) {
                    strange.computeIfAbsent(room + " -> " + (other.isEmpty() ? "root" : other), k -> new TreeSet<>())
                            .add(c.getSimpleName() + " uses " + d.getTargetClass().getSimpleName());
                }
            });
        }
        assertThat(strange).isEmpty();
    }

    @Test
    void everyRoomStandsInTheTable() {
        Set<String> rooms = new TreeSet<>();
        engine.forEach(c -> rooms.add(room(c)));
        rooms.remove("");
        assertThat(MAY_IMPORT.keySet()).containsAll(rooms);
    }

    @Test
    void theRoomsOfTheCoordinatorNeverImportEachOther() {
        for (String room : new String[] {"group", "streams", "share", "transaction"}) {
            String[] others = Arrays.stream(new String[] {"group", "streams", "share", "transaction"})
                    .filter(o -> !o.equals(room)).map(o -> ROOT + ".coordinator." + o + "..").toArray(String[]::new);
            noClasses().that().resideInAPackage(ROOT + ".coordinator." + room + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(others).allowEmptyShould(true).check(engine);
        }
    }

    @Test
    void onlyNetSeesNettyChannels() {
        outside("net").should().dependOnClassesThat()
                .resideInAnyPackage("io.netty.channel..", "io.netty.bootstrap..", "io.netty.handler..").check(engine);
    }

    @Test
    void buffersAreSeenOnlyWhereBytesAreHandled() {
        noClasses().that()
                .resideInAnyPackage(ROOT + ".config..", ROOT + ".metric..", ROOT + ".metadata..", ROOT + ".admission..")
                .should().dependOnClassesThat().resideInAPackage("io.netty..").allowEmptyShould(true).check(engine);
    }

    @Test
    void onlyZkSeesZookeeper() {
        outside("zk").should().dependOnClassesThat().resideInAnyPackage("org.apache.zookeeper..").check(engine);
    }

    @Test
    void onlyMetricSeesMicrometer() {
        outside("metric").should().dependOnClassesThat().resideInAnyPackage("io.micrometer..", "io.prometheus..")
            .check(engine);
    }

    @Test
    void noKafkaClassIsUsedAtRunTime() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "kafka..").check(engine);
    }

    @Test
    void onlyEnvSeesTheClockTheThreadsAndRandomness() {
        outside("env", "net").should().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(Math.class, "random").orShould().dependOnClassesThat(named("java.util.Random"))
                .orShould().dependOnClassesThat(named("java.util.concurrent.ThreadLocalRandom"))
                .orShould().callMethod(Thread.class, "sleep", long.class).check(engine);
    }

    private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction outside(String... rooms) {
        Set<String> inside = Set.of(rooms);
        return noClasses().that(new DescribedPredicate<JavaClass>("outside " + inside) {
            @Override
            public boolean test(JavaClass c) {
                return !inside.contains(room(c)) && !room(c).isEmpty();
            }
        });
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, c -> c.getName().equals(name));
    }

    /** The first package below the root: "" for the root itself and for everything that is not ours. */
    private static String room(JavaClass c) {
        String name = c.getPackageName();
        if (!name.startsWith(ROOT + ".")) return "";
        String rest = name.substring(ROOT.length() + 1);
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
