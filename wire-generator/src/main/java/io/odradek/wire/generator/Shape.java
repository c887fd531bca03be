package io.odradek.wire.generator;

/** What can be said of a field before any code is written: defaults, conditions, least sizes. */
final class Shape {
    private final Schema schema;

    Shape(Schema schema) {
        this.schema = schema;
    }

    /** The Java expression of the field's default; a new object for lists and structs. */
    String defaultValue(Field f) {
        if (f.nullByDefault()) {
            return "null";
        }
        String given = f.defaultValue() == null ? "" : f.defaultValue();
        return switch (f.type()) {
            case FieldType.Array a -> "new ArrayList<>()";
            case FieldType.StructRef s -> "new " + s.name() + "()";
            case FieldType.Scalar s -> scalarDefault(s, given);
        };
    }

    private static String scalarDefault(FieldType.Scalar type, String given) {
        return switch (type) {
            case BOOL -> String.valueOf(given.equalsIgnoreCase("true"));
            case INT8, INT16 -> "(" + type.java() + ") " + integer(given);
            case UINT16, INT32 -> String.valueOf((int) integer(given));
            case UINT32, INT64 -> integer(given) + "L";
            case FLOAT64 -> String.valueOf(given.isEmpty() ? 0d : Double.parseDouble(given));
            case UUID -> "Uuid.ZERO";
            case STRING -> "\"" + given + "\"";
            case BYTES -> "Unpooled.EMPTY_BUFFER";
            case RECORDS -> "Payload.EMPTY";
        };
    }

    private static long integer(String given) {
        return given.isEmpty() ? 0 : Long.decode(given);
    }

    /** The Java condition that the field holds something other than its default. */
    String differs(Field f) {
        String v = "this." + f.java();
        if (f.nullByDefault()) {
            return v + " != null";
        }
        return switch (f.type()) {
            case FieldType.Array a -> v + " == null || !" + v + ".isEmpty()";
            case FieldType.StructRef s -> "!new " + s.name() + "().equals(" + v + ")";
            case FieldType.Scalar s -> switch (s) {
                case BOOL -> defaultValue(f).equals("true") ? "!" + v : v;
                case FLOAT64 -> "Double.compare(" + v + ", " + defaultValue(f) + ") != 0";
                case STRING, UUID, RECORDS -> "!" + defaultValue(f) + ".equals(" + v + ")";
                case BYTES -> v + " == null || " + v + ".isReadable()";
                default -> v + " != " + defaultValue(f);
            };
        };
    }

    /** {@code flexible} where it depends on the version, else the constant. */
    String flexible(Field f, Struct struct) {
        Versions flexible = f.flexible() == null ? schema.flexible() : f.flexible();
        String condition = flexible.condition(struct.versions().intersect(f.versions()));
        return condition.equals("true") || condition.equals("false") ? condition : "flexible";
    }

    String nullable(Field f, Struct struct) {
        return f.nullable().condition(struct.versions().intersect(f.versions()));
    }

    /** Whether the struct's code must ask for the version to know lengths and tags. */
    boolean flexibilityVaries(Struct struct) {
        String condition = schema.flexible().condition(struct.versions());
        return !condition.equals("true") && !condition.equals("false");
    }

    String structFlexible(Struct struct) {
        return flexibilityVaries(struct) ? "flexible" : schema.flexible().condition(struct.versions());
    }

    /** The fewest bytes that an element can take in any version where the list exists; at least 1. */
    int leastSize(FieldType element, Versions versions) {
        int least = Integer.MAX_VALUE;
        Versions range = versions.intersect(schema.versions());
        for (int v = range.low(); v <= range.high(); v++) {
            least = Math.min(least, size(element, false, v));
        }
        return Math.max(1, least == Integer.MAX_VALUE ? 1 : least);
    }

    private int size(FieldType type, boolean nullable, int version) {
        boolean flexible = schema.flexible().contains(version);
        return switch (type) {
            case FieldType.Array a -> flexible ? 1 : 4;
            case FieldType.StructRef s -> nullable ? 1 : structSize(schema.nested().get(s.name()), version, flexible);
            case FieldType.Scalar s -> s.size() > 0 ? s.size() : flexible ? 1 : s == FieldType.Scalar.STRING ? 2 : 4;
        };
    }

    private int structSize(Struct struct, int version, boolean flexible) {
        int sum = flexible ? 1 : 0;
        for (Field f : struct.fields()) {
            if (f.plain().contains(version)) {
                sum += size(f.type(), f.nullable().contains(version), version);
            }
        }
        return sum;
    }
}
