package io.odradek.engine.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final String MAIN = "m/src/main/java/p/A.java";

    @Test
    void aTidyFileHasNoFindings() {
        String tidy = "package p;\nclass A {\n    int a() {\n        return 1;\n    }\n}\n";
        assertThat(Rules.findings(Source.of(MAIN, tidy))).isEmpty();
    }

    @Test
    void lengthsAreMeasured() {
        String longMethod = "class A {\n    void a() {\n" + "        a();\n".repeat(Rules.METHOD_LINES) + "    }\n}\n";
        assertThat(Rules.findings(Source.of(MAIN, longMethod))).containsExactly("method-length " + MAIN + "#a");
        assertThat(Rules.findings(Source.of(MAIN, "\n".repeat(Rules.FILE_LINES + 1))))
                .containsExactly("file-length " + MAIN);
        assertThat(Rules.findings(Source.of(MAIN, "// " + "x".repeat(Rules.LINE_WIDTH))))
                .containsExactly("line-width " + MAIN);
    }

    @Test
    void aConstructorWithSevenParametersIsFoundAndAMethodIsNot() {
        String seven = "int a, int b, int c, int d, int e, int f, int g";
        assertThat(Rules.findings(Source.of(MAIN, "class A { A(" + seven + ") {} }")))
                .containsExactly("constructor-parameters " + MAIN);
        assertThat(Rules.findings(Source.of(MAIN, "class A { void m(" + seven + ") {} }"))).isEmpty();
        assertThat(Rules.findings(Source.of(MAIN, "record A(" + seven + ") { A { a = 1; } }"))).isEmpty();
    }

    @Test
    void leftOversSleepsWildcardsAndEmptyNamesAreFound() {
        String text = "import java.util.*;\nclass A {\n    // TODO later\n"
                + "    void a() throws Exception { Thread.sleep(1); }\n}\n";
        assertThat(Rules.findings(Source.of(MAIN, text)))
                .containsExactlyInAnyOrder("wildcard-import " + MAIN, "left-over " + MAIN, "sleep " + MAIN);
        assertThat(Rules.findings(Source.of("m/src/main/java/p/LogManager.java", "")))
                .containsExactly("name m/src/main/java/p/LogManager.java");
    }

    @Test
    void aPackageWithoutItsFiveLinesIsFound() {
        Source file = Source.of(MAIN, "class A {}");
        Source info = Source.of("m/src/main/java/p/package-info.java", "");
        assertThat(Rules.packagesWithoutInfo(List.of(file))).containsExactly("package-info m/src/main/java/p");
        assertThat(Rules.packagesWithoutInfo(List.of(file, info))).isEmpty();
    }

    @Test
    void percentileCountsFromBelow() {
        assertThat(Rules.percentile(new int[] {5, 1, 3, 2, 4}, 0.5)).isEqualTo(3);
        assertThat(Rules.percentile(new int[] {}, 0.5)).isZero();
    }
}
