package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Holds the compose files to the compose specification's schema and to the files that they name. */
class ComposeTest {
    private static final Path DOCKER = Path.of(System.getProperty("project.root")).resolve("docker");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+\\.yml)` \\|");

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(DOCKER)) {
            return all.filter(f -> f.toString().endsWith(".yml") && !f.endsWith("prometheus.yml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void itFitsTheSpecification(Path file) throws IOException {
        JsonNode compose = read(Files.readString(file));
        assertThat(schema().validate(compose)).isEmpty();
        for (JsonNode service : compose.path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":")[0];
                if (source.startsWith(".")) assertThat(DOCKER.resolve(source)).exists();
                else assertThat(compose.path("volumes").has(source)).as(source).isTrue();
            }
            JsonNode build = service.path("build");
            if (!build.isMissingNode()) {
                assertThat(DOCKER.resolve(build.path("context").asText()).resolve(build.path("dockerfile").asText()))
                        .isRegularFile();
            }
        }
    }

    @Test
    void theSchemaRefusesWhatIsWrong() throws IOException {
        assertThat(schema().validate(read("services: {a: {image: x, prots: ['1:1']}}"))).isNotEmpty();
        assertThat(schema().validate(read("services: {a: {image: x, restart: [no]}}"))).isNotEmpty();
    }

    @Test
    void everyScenarioHasItsParagraph() throws IOException {
        List<String> told = new ArrayList<>();
        Matcher rows = ROW.matcher(Files.readString(DOCKER.resolve("README.md")));
        while (rows.find()) told.add(rows.group(1));
        assertThat(told).containsExactlyInAnyOrderElementsOf(files().stream().map(f -> f.getFileName().toString())
                .toList());
        for (Path file : files()) assertThat(Files.readString(file)).startsWith("# ");
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = ComposeTest.class.getResourceAsStream("/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(in);
            // Known by the version below; under its names it would be looked for on the network.
            schema.remove(List.of("$schema", "$id"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        }
    }

    /** With anchors and merges resolved. */
    private static JsonNode read(String yaml) {
        return new ObjectMapper().valueToTree(new Yaml().load(yaml));
    }
}
