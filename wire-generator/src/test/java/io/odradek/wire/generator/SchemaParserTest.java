package io.odradek.wire.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaParserTest {
    private static Schema message(String fields) {
        return SchemaParser.parse("""
            // A comment before,
            {
              "apiKey": 9, "type": "request", "listeners": ["broker"], "name": "ThingRequest",
              // and one inside.
              "validVersions": "1-4", "flexibleVersions": "3+", "latestVersionUnstable": true,
              "fields": [%s],
              "commonStructs": [
                { "name": "Shared", "versions": "2+", "fields": [
                  { "name": "Id", "type": "int32", "versions": "2+", "about": "An id." }]}]
            }""".formatted(fields), "ThingRequest.json");
    }

    @Test
    void aMessageIsReadWithCommentsAndAll() {
        Schema s = message("""
            { "name": "Things", "type": "[]Thing", "versions": "0+", "nullableVersions": "2+", "default": "null",
              "about": "Things.", "fields": [
              { "name": "Name", "type": "string", "versions": "2+", "mapKey": true, "entityType": "topicName" },
              { "name": "Class", "type": "bytes", "versions": "0-2", "ignorable": true, "zeroCopy": true }]},
            { "name": "Leader", "type": "Shared", "versions": "3+", "taggedVersions": "3+", "tag": 1 }""");
        assertThat(s.kind()).isEqualTo(Schema.Kind.REQUEST);
        assertThat(s.apiKey()).isEqualTo(9);
        assertThat(s.versions()).isEqualTo(new Versions(1, 4));
        assertThat(s.newestStable()).isEqualTo(3);
        assertThat(s.nested().keySet()).containsExactly("Shared", "Thing");
        assertThat(s.nested().get("Thing").versions()).isEqualTo(new Versions(1, 4));
        Field things = s.top().fields().getFirst();
        assertThat(things.type()).isEqualTo(new FieldType.Array(new FieldType.StructRef("Thing")));
        assertThat(things.nullByDefault()).isTrue();
        Field reserved = s.nested().get("Thing").fields().get(1);
        assertThat(reserved.java()).isEqualTo("class_");
        assertThat(reserved.ignorable()).isTrue();
        assertThat(s.top().taggedFields()).extracting(Field::name).containsExactly("Leader");
        assertThat(s.top().taggedFields().getFirst().plain().isEmpty()).isTrue();
    }

    @Test
    void aMessageWithoutVersionsIsKeptAsRemoved() {
        Schema s = SchemaParser.parse("""
            { "apiKey": 4, "type": "request", "name": "GoneRequest", "validVersions": "none" }""", "GoneRequest.json");
        assertThat(s.versions().isEmpty()).isTrue();
    }

    @Test
    void jsonsNullIsNoDefault() {
        Schema s = message("""
            { "name": "A", "type": "Shared", "versions": "0+", "nullableVersions": "0+", "default": null },
            { "name": "B", "type": "Shared", "versions": "0+", "nullableVersions": "0+", "default": "null" }""");
        assertThat(s.top().fields()).extracting(Field::nullByDefault).containsExactly(false, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{ \"name\": \"A\", \"type\": \"int31\", \"versions\": \"0+\" }",
        "{ \"name\": \"A\", \"type\": \"Missing\", \"versions\": \"0+\" }",
        "{ \"name\": \"A\", \"type\": \"[][]int8\", \"versions\": \"0+\" }",
        "{ \"name\": \"A\", \"type\": \"int8\", \"versions\": \"0+\", \"surprise\": 1 }",
        "{ \"name\": \"A\", \"type\": \"int8\", \"versions\": \"0+\", \"nullableVersions\": \"0+\" }",
        "{ \"name\": \"A\", \"type\": \"int8\", \"versions\": \"0+\", \"tag\": 0 }",
        "{ \"name\": \"A\", \"type\": \"int8\", \"versions\": \"0+\", \"taggedVersions\": \"3+\" }",
        "{ \"name\": \"A\", \"type\": \"int8\", \"versions\": \"0+\", \"taggedVersions\": \"1+\", \"tag\": 0 }",
        "{ \"name\": \"A\", \"type\": \"records\", \"versions\": \"3+\", \"taggedVersions\": \"3+\", \"tag\": 0 }",
        "{ \"name\": \"A\", \"type\": \"int8\", \"versions\": \"0+\", \"fields\": [] }",
        "{ \"name\": \"A\", \"type\": \"Shared\", \"versions\": \"0+\", \"fields\": [] }",
        "{ \"name\": \"A\", \"type\": \"[]Self\", \"versions\": \"0+\", \"fields\": ["
            + "{ \"name\": \"B\", \"type\": \"[]Self\", \"versions\": \"0+\" }] }",
        "{ \"name\": \"A\", \"type\": \"int8\", \"versions\": \"0+\" },"
            + "{ \"name\": \"a\", \"type\": \"int8\", \"versions\": \"0+\" }"})
    void whatDoesNotHangTogetherIsRefusedWithTheFileNamed(String fields) {
        assertThatThrownBy(() -> message(fields)).isInstanceOf(SchemaException.class)
            .hasMessageStartingWith("ThingRequest.json: ");
    }

    @Test
    void brokenJsonIsRefused() {
        assertThatThrownBy(() -> SchemaParser.parse("{ \"name\": ", "X.json")).isInstanceOf(SchemaException.class)
            .hasMessageStartingWith("X.json: ");
    }

    @Test
    void enumConstantsAreKafkas() {
        assertThat(ApiKeyCode.constantName("OffsetForLeaderEpoch")).isEqualTo("OFFSET_FOR_LEADER_EPOCH");
        assertThat(ApiKeyCode.constantName("LeaderAndIsr")).isEqualTo("LEADER_AND_ISR");
    }
}
