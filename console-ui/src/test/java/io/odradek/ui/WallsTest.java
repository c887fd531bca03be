package io.odradek.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom among the pages. */
class WallsTest {
    private static final String ROOT = "io.odradek.ui";
    private static final List<String> SCREENS = List.of("overview", "broker", "topic", "record", "group", "reassign",
            "streams", "control", "cluster", "access", "replication", "storage", "transaction", "zookeeper", "gallery");
    private static final Map<String, List<String>> BELOW = Map.of("format", List.of(), "text", List.of("format"),
            "live", List.of(), "part", List.of("format", "text", "live"),
            "shell", List.of("format", "part", "text", "live"),
            "entry", List.of("text"));
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);
    }

    @Test
    void screensNeverImportEachOther() {
        for (String screen : SCREENS) {
            for (String other : SCREENS) {
                if (!screen.equals(other)) {
                    noClasses().that().resideInAPackage(ROOT + "." + screen).should().dependOnClassesThat()
                            .resideInAPackage(ROOT + "." + other).check(classes);
                }
            }
        }
    }

    @Test
    void whatIsBelowImportsOnlyWhatIsBelowIt() {
        BELOW.forEach((room, allowed) -> {
            List<String> ours = new ArrayList<>(List.of(ROOT + "." + room));
            allowed.forEach(each -> ours.add(ROOT + "." + each));
            noClasses().that().resideInAPackage(ROOT + "." + room).should().dependOnClassesThat(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(ROOT + "..")
                            .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                            ours.toArray(String[]::new)))).as("rooms other than " + ours))
                                                    .check(classes);
        });
    }

    @Test
    void decisionsKnowNoComponents() {
        noClasses().that().haveSimpleNameEndingWith("Logic").should().dependOnClassesThat()
                .resideInAPackage("com.vaadin..").check(classes);
    }

    @Test
    void formatsKnowNothingButTheLanguage() {
        classes().that().resideInAPackage(ROOT + ".format").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + ".format").check(classes);
    }

    @Test
    void pagesNeverTalkToAClusterThemselves() {
        noClasses().that().resideInAPackage(ROOT + "..").should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.vertx..", "io.odradek.engine..").check(classes);
    }
}
