package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Route;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing is scanned at the start, so what carries a route must stand in the list. */
class RoutesTest {
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.odradek.ui");
    }

    @Test
    void everyPageIsListedOnce() {
        Set<String> routed = classes.stream().filter(type -> type.isAnnotatedWith(Route.class)).map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertThat(Stream.concat(Routes.PAGES.stream(), Routes.DEVELOPMENT.stream()).map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(routed);
    }

    @Test
    void everyErrorPageIsListedOnce() {
        Set<String> errors = classes.stream().filter(type -> type.isAssignableTo(HasErrorParameter.class))
                .map(JavaClass::getName).collect(Collectors.toSet());
        assertThat(Routes.ERRORS.stream().map(Class::getName)).containsExactlyInAnyOrderElementsOf(errors);
    }

    @Test
    void galleryIsNotServedUnlessAskedFor() {
        assertThat(Routes.pages()).doesNotContainAnyElementsOf(Routes.DEVELOPMENT);
    }
}
