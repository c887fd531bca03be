package io.odradek.wire.generator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one schema (JSON with comments) and checks that it hangs together. */
final class SchemaParser {
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();
    private static final Set<String> MESSAGE_KEYS = Set.of("apiKey", "type", "listeners", "name",
        "validVersions", "deprecatedVersions", "flexibleVersions", "fields", "commonStructs", "latestVersionUnstable");
    private static final Set<String> FIELD_KEYS = Set.of("name", "type", "versions", "nullableVersions",
        "taggedVersions", "tag", "flexibleVersions", "ignorable", "default",
        "about", "fields", "entityType", "mapKey", "zeroCopy");

    private final Map<String, Struct> nested = new LinkedHashMap<>();
    private Versions valid = Versions.NONE;
    private Versions flexible = Versions.NONE;

    private SchemaParser() {}

    /** Parses the text of a schema file; {@code where} names it in errors. */
    static Schema parse(String text, String where) {
        try {
            return new SchemaParser().message(JSON.readTree(text));
        } catch (SchemaException e) {
            throw new SchemaException(where + ": " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw new SchemaException(where + ": " + e.getOriginalMessage());
        }
    }

    private Schema message(JsonNode m) {
        onlyKeys(m, MESSAGE_KEYS);
        String name = text(m, "name");
        Schema.Kind kind = kind(text(m, "type"));
        valid = Versions.parse(text(m, "validVersions"));
        flexible = Versions.parse(m.path("flexibleVersions").asText("none"));
        boolean unstable = m.path("latestVersionUnstable").asBoolean(false);
        int apiKey = m.path("apiKey").asInt(-1);
        if (valid.isEmpty()) {
            Struct nothing = new Struct(name, valid, List.of());
            return new Schema(name, kind, apiKey, valid, flexible, unstable, nothing, Map.of());
        }
        if (valid.high() == Short.MAX_VALUE) {
            throw new SchemaException("validVersions without an end");
        }
        for (JsonNode common : m.path("commonStructs")) {
            struct(text(common, "name"), valid, common.path("fields"));
        }
        Struct top = new Struct(name, valid, fields(m.path("fields"), valid));
        Schema schema = new Schema(name, kind, apiKey, valid, flexible, unstable, top, nested);
        checkReferences(schema, top, new ArrayList<>());
        return schema;
    }

    private static Schema.Kind kind(String type) {
        try {
            return Schema.Kind.valueOf(type.replace('-', '_').toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new SchemaException("no such kind of message: " + type);
        }
    }

    private void struct(String name, Versions versions, JsonNode fields) {
        if (!Character.isUpperCase(name.charAt(0)) || nested.containsKey(name)) {
            throw new SchemaException("struct " + name + " is declared twice or badly named");
        }
        nested.put(name, null);
        nested.put(name, new Struct(name, versions, fields(fields, versions)));
    }

    private List<Field> fields(JsonNode nodes, Versions scope) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Integer> tags = new HashSet<>();
        for (JsonNode node : nodes) {
            Field f = field(node, scope);
            if (!names.add(f.java()) || f.tag() >= 0 && !tags.add(f.tag())) {
                throw new SchemaException("field " + f.name() + " or its tag occurs twice");
            }
            fields.add(f);
        }
        return fields;
    }

    private Field field(JsonNode node, Versions scope) {
        onlyKeys(node, FIELD_KEYS);
        String name = text(node, "name");
        FieldType type = FieldType.parse(text(node, "type"));
        Versions tagged = Versions.parse(node.path("taggedVersions").asText("none"));
        Versions versions = node.has("versions") ? Versions.parse(text(node, "versions")) : tagged;
        Versions nullable = Versions.parse(node.path("nullableVersions").asText("none"));
        int tag = node.path("tag").asInt(-1);
        if (tag >= 0 == tagged.isEmpty() || !versions.covers(tagged)) {
            throw new SchemaException("field " + name + ": tag and taggedVersions disagree");
        }
        if (!flexible.covers(tagged.intersect(valid))) {
            throw new SchemaException("field " + name + " is tagged where the message is not flexible");
        }
        if (!nullable.isEmpty() && !type.canBeNull()) {
            throw new SchemaException("field " + name + " cannot be null");
        }
        Versions ownFlexible = node.has("flexibleVersions") ? Versions.parse(text(node, "flexibleVersions")) : null;
        // Kafka's own generator takes JSON's null for no default; only the text "null" means null.
        String defaultValue = node.hasNonNull("default") ? node.get("default").asText() : null;
        if (node.has("fields")) {
            FieldType inner = type instanceof FieldType.Array(FieldType element) ? element : type;
            if (!(inner instanceof FieldType.StructRef(String struct))) {
                throw new SchemaException("field " + name + " is no struct but has fields");
            }
            struct(struct, versions.intersect(scope), node.get("fields"));
        }
        return new Field(name, type, versions, nullable, tagged, tag, ownFlexible,
            node.path("ignorable").asBoolean(false), defaultValue, node.path("about").asText(""));
    }

    /** Every struct that is named exists, and none contains itself (decoding could then nest without bound). */
    private static void checkReferences(Schema schema, Struct struct, List<String> path) {
        if (path.contains(struct.name())) {
            throw new SchemaException("struct " + struct.name() + " contains itself");
        }
        path.add(struct.name());
        for (Field f : struct.fields()) {
            FieldType inner = f.type() instanceof FieldType.Array(FieldType element) ? element : f.type();
            if (inner instanceof FieldType.StructRef(String name)) {
                Struct target = schema.nested().get(name);
                if (target == null) {
                    throw new SchemaException("field " + f.name() + ": no struct " + name);
                }
                checkReferences(schema, target, path);
            }
            if (f.type() == FieldType.Scalar.RECORDS && f.tag() >= 0) {
                throw new SchemaException("field " + f.name() + ": records cannot be tagged");
            }
        }
        path.removeLast();
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isTextual() || value.asText().isEmpty()) {
            throw new SchemaException("\"" + key + "\" is missing in " + node.path("name").asText("the message"));
        }
        return value.asText();
    }

    /** A key we do not know could change the bytes: better to stop than to write a codec that is wrong. */
    private static void onlyKeys(JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new SchemaException("unknown key \"" + key + "\" in " + node.path("name").asText("the message"));
            }
        });
    }
}
