package io.odradek.engine.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random contents for a message of a version, as plain values: numbers boxed as the wire's width, long[2] for ids,
 * byte[] for bytes and records, lists, maps from field name for structs.
 */
final class Contents {
    private static final String ALPHABET = "abcXYZ019.-_ \u00e9\u0416\u20ac\u4e16";

    private final Random random;
    private final int version;
    private final boolean strays;
    private final Map<String, JsonNode> structs = new HashMap<>();

    /** With {@code strays}, fields that the version does not have are sometimes given too. */
    private Contents(JsonNode schema, int version, Random random, boolean strays) {
        this.random = random;
        this.version = version;
        this.strays = strays;
        schema.path("commonStructs").forEach(s -> structs.put(s.get("name").asText(), s.get("fields")));
        collect(schema.get("fields"));
    }

    static Map<String, Object> of(Oracle.Entry entry, int version, Random random) {
        return new Contents(entry.schema(), version, random, false).struct(entry.schema().get("fields"));
    }

    static Map<String, Object> withStrays(Oracle.Entry entry, int version, Random random) {
        return new Contents(entry.schema(), version, random, true).struct(entry.schema().get("fields"));
    }

    private void collect(JsonNode fields) {
        for (JsonNode f : fields) {
            if (f.has("fields")) {
                structs.put(f.get("type").asText().replace("[]", ""), f.get("fields"));
                collect(f.get("fields"));
            }
        }
    }

    static boolean in(JsonNode range, int version) {
        String s = range.asText("none");
        if (s.isEmpty() || s.equals("none")) {
            return false;
        }
        String[] ends = s.replace("+", "-" + Short.MAX_VALUE).split("-");
        return Integer.parseInt(ends[0]) <= version && version <= Integer.parseInt(ends[ends.length - 1]);
    }

    private Map<String, Object> struct(JsonNode fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (JsonNode f : fields) {
            boolean exists = in(f.has("versions") ? f.get("versions") : f.path("taggedVersions"), version);
            boolean left = f.has("tag") && random.nextBoolean();
            if (exists && !left || !exists && strays && random.nextInt(8) == 0) {
                boolean mayBeNull = in(f.path("nullableVersions"), version);
                Object value = mayBeNull && random.nextInt(4) == 0 ? null : value(f.get("type").asText());
                values.put(f.get("name").asText(), value);
            }
        }
        return values;
    }

    private Object value(String type) {
        if (type.startsWith("[]")) {
            int n = random.nextInt(4);
            List<Object> list = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                list.add(value(type.substring(2)));
            }
            return list;
        }
        return switch (type) {
            case "bool" -> random.nextBoolean();
            case "int8" -> (byte) random.nextInt();
            case "int16" -> (short) random.nextInt();
            case "uint16" -> random.nextInt(1 << Character.SIZE);
            case "int32" -> number();
            case "uint32" -> random.nextLong() & 0xFFFF_FFFFL;
            case "int64" -> random.nextInt(4) == 0 ? (long) number() : random.nextLong();
            case "float64" -> random.nextGaussian();
            case "uuid" -> new long[] {random.nextLong(), random.nextLong()};
            case "string" -> string();
            case "bytes" -> bytes(random.nextInt(8) == 0 ? 300 : 20);
            case "records" -> bytes(random.nextInt(3) == 0 ? 5000 : 200);
            default -> struct(structs.get(type));
        };
    }

    private int number() {
        return random.nextInt(3) == 0 ? random.nextInt(4) - 1 : random.nextInt();
    }

    private String string() {
        int n = random.nextInt(16) == 0 ? 200 : random.nextInt(12);
        StringBuilder s = new StringBuilder(n);
        for (int i = 0; i < n; i++) {
            s.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return random.nextInt(8) == 0 ? s + "\ud83d\ude00" : s.toString();
    }

    private byte[] bytes(int bound) {
        byte[] b = new byte[random.nextInt(bound)];
        random.nextBytes(b);
        return b;
    }
}
