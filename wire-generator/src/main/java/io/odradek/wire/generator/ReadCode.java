package io.odradek.wire.generator;

import java.util.List;

/** Writes a struct's {@code decode} method: bytes in, fields set. */
final class ReadCode {
    private final Code code;
    private final Schema schema;
    private final Shape shape;

    ReadCode(Code code, Schema schema, Shape shape) {
        this.code = code;
        this.schema = schema;
        this.shape = shape;
    }

    void emit(Struct struct) {
        code.line("%s decode(ByteBuf in, short version) {", struct.name());
        if (shape.flexibilityVaries(struct)) {
            code.line("boolean flexible = %s;", schema.flexible().condition(struct.versions()));
        }
        for (Field f : struct.fields()) {
            Versions plain = f.plain().intersect(struct.versions());
            if (!plain.isEmpty()) {
                boolean opened = code.beginIf(f.plain().condition(struct.versions()));
                value(struct, f);
                code.endIf(opened);
            }
        }
        tags(struct);
        code.line("return this;").line("}");
    }

    private void tags(Struct struct) {
        String flexible = shape.structFlexible(struct);
        if (flexible.equals("false")) {
            return;
        }
        boolean opened = code.beginIf(flexible);
        List<Field> tagged = struct.taggedFields();
        if (tagged.isEmpty()) {
            code.line("Decode.skipTags(in);");
        } else {
            code.line("for (int left = Decode.tagCount(in); left > 0; left--) {");
            code.line("int tag = Decode.uvarint(in);").line("int end = Decode.tagEnd(in);").line("switch (tag) {");
            for (Field f : tagged) {
                String condition = f.tagged().condition(struct.versions());
                code.line("case %d -> {", f.tag());
                boolean inVersion = code.beginIf(condition);
                value(struct, f);
                if (inVersion) {
                    code.line("} else {").line("in.readerIndex(end);");
                }
                code.endIf(inVersion);
                code.line("}");
            }
            code.line("default -> in.readerIndex(end);").line("}");
            code.line("Decode.tagDone(in, end, \"%s\");", struct.name()).line("}");
        }
        code.endIf(opened);
    }

    private void value(Struct struct, Field f) {
        String where = struct.name() + "." + f.name();
        String flexible = shape.flexible(f, struct);
        String nullable = shape.nullable(f, struct);
        switch (f.type()) {
            case FieldType.Scalar s -> code.line("this.%s = %s;", f.java(), scalar(s, flexible, nullable, where));
            case FieldType.StructRef s -> {
                String fresh = "new " + s.name() + "().decode(in, version)";
                code.line("this.%s = %s;", f.java(), switch (nullable) {
                    case "false" -> fresh;
                    case "true" -> absent(f) + " ? null : " + fresh;
                    default -> "(" + nullable + ") && " + absent(f) + " ? null : " + fresh;
                });
            }
            case FieldType.Array a -> array(a, f, where, flexible, nullable);
        }
    }

    /** Before a struct that can be null stands a byte: below 0 for null; in a tagged field, 0 for null. */
    private static String absent(Field f) {
        return f.tag() >= 0 ? "Decode.uvarint(in) <= 0" : "in.readByte() < 0";
    }

    private static String scalar(FieldType.Scalar s, String flexible, String nullable, String where) {
        return switch (s) {
            case BOOL -> "in.readByte() != 0";
            case INT8 -> "in.readByte()";
            case INT16 -> "in.readShort()";
            case UINT16 -> "in.readUnsignedShort()";
            case INT32 -> "in.readInt()";
            case UINT32 -> "in.readUnsignedInt()";
            case INT64 -> "in.readLong()";
            case FLOAT64 -> "in.readDouble()";
            case UUID -> "Decode.uuid(in)";
            case STRING, BYTES, RECORDS ->
                "Decode." + s.codec() + "(in, " + flexible + ", " + nullable + ", \"" + where + "\")";
        };
    }

    private void array(FieldType.Array a, Field f, String where, String flexible, String nullable) {
        String element = switch (a.element()) {
            case FieldType.StructRef s -> "new " + s.name() + "().decode(in, version)";
            case FieldType.Scalar s -> scalar(s, flexible, "false", where);
            case FieldType.Array inner -> throw new SchemaException(where + ": list of lists");
        };
        int least = shape.leastSize(a.element(), f.versions());
        code.line("int %sCount = Decode.count(in, %s, %s, %d, \"%s\");", f.java(), flexible, nullable, least, where);
        code.line("if (%sCount < 0) {", f.java()).line("this.%s = null;", f.java()).line("} else {");
        code.line("%s list = new ArrayList<>(%sCount);", f.type().java(), f.java());
        code.line("for (int i = 0; i < %sCount; i++) {", f.java()).line("list.add(%s);", element).line("}");
        code.line("this.%s = list;", f.java()).line("}");
    }
}
