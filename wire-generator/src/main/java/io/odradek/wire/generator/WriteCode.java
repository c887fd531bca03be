package io.odradek.wire.generator;

import java.util.List;

/** Writes a struct's {@code encode} method: fields out as bytes, in the order of Kafka's own codec. */
final class WriteCode {
    private final Code code;
    private final Schema schema;
    private final Shape shape;

    WriteCode(Code code, Schema schema, Shape shape) {
        this.code = code;
        this.schema = schema;
        this.shape = shape;
    }

    void emit(Struct struct) {
        code.line("void encode(Sink out, short version) {");
        if (shape.flexibilityVaries(struct)) {
            code.line("boolean flexible = %s;", schema.flexible().condition(struct.versions()));
        }
        for (Field f : struct.fields()) {
            plain(struct, f);
        }
        tags(struct);
        code.line("}");
    }

    private void plain(Struct struct, Field f) {
        Versions scope = struct.versions();
        if (!f.plain().intersect(scope).isEmpty()) {
            boolean opened = code.beginIf(f.plain().condition(scope));
            value(struct, f);
            code.endIf(opened);
        }
        String exists = f.versions().condition(scope);
        if (!f.ignorable() && !exists.equals("true")) {
            String absent = exists.equals("false") ? "" : "!(" + exists + ") && ";
            code.line("if (%s(%s)) {", absent, shape.differs(f));
            code.line("throw WireException.absent(\"%s.%s\", version);", struct.name(), f.name()).line("}");
        }
    }

    private void tags(Struct struct) {
        String flexible = shape.structFlexible(struct);
        if (flexible.equals("false")) {
            return;
        }
        boolean opened = code.beginIf(flexible);
        List<Field> tagged = struct.taggedFields();
        if (tagged.isEmpty()) {
            code.line("out.uvarint(0);");
        } else {
            code.line("int tags = 0;");
            for (Field f : tagged) {
                code.line("if (%s) {", present(struct, f)).line("tags++;").line("}");
            }
            code.line("out.uvarint(tags);");
            for (Field f : tagged) {
                code.line("if (%s) {", present(struct, f));
                code.line("int start%d = out.beginTag(%d);", f.tag(), f.tag());
                value(struct, f);
                code.line("out.endTag(start%d);", f.tag()).line("}");
            }
        }
        code.endIf(opened);
    }

    private String present(Struct struct, Field f) {
        String condition = f.tagged().condition(struct.versions());
        return condition.equals("true") ? shape.differs(f) : condition + " && (" + shape.differs(f) + ")";
    }

    private void value(Struct struct, Field f) {
        String where = struct.name() + "." + f.name();
        String flexible = shape.flexible(f, struct);
        String nullable = shape.nullable(f, struct);
        String v = "this." + f.java();
        switch (f.type()) {
            case FieldType.Scalar s -> code.line(scalar(s, v, flexible, nullable, where));
            case FieldType.StructRef s -> struct(v, f.tag() >= 0 ? "tagMark" : "mark", nullable, where);
            case FieldType.Array a -> {
                code.line("if (out.count(%s, %s, %s, \"%s\")) {", v, flexible, nullable, where);
                code.line("for (%s element : %s) {", a.element().boxed(), v);
                code.line(switch (a.element()) {
                    case FieldType.StructRef s -> "element.encode(out, version);";
                    case FieldType.Scalar s -> scalar(s, "element", flexible, "false", where);
                    case FieldType.Array inner -> throw new SchemaException(where + ": list of lists");
                });
                code.line("}").line("}");
            }
        }
    }

    private void struct(String v, String mark, String nullable, String where) {
        if (nullable.equals("false")) {
            code.line("out.present(%s, \"%s\");", v, where).line("%s.encode(out, version);", v);
            return;
        }
        if (nullable.equals("true")) {
            code.line("if (out.%s(%s)) {", mark, v).line("%s.encode(out, version);", v).line("}");
            return;
        }
        code.line("if (%s) {", nullable);
        code.line("if (out.%s(%s)) {", mark, v).line("%s.encode(out, version);", v).line("}");
        code.line("} else {").line("out.present(%s, \"%s\");", v, where).line("%s.encode(out, version);", v).line("}");
    }

    private static String scalar(FieldType.Scalar s, String v, String flexible, String nullable, String where) {
        return switch (s) {
            case STRING, BYTES, RECORDS ->
                "out." + s.codec() + "(" + v + ", " + flexible + ", " + nullable + ", \"" + where + "\");";
            default -> "out." + s.codec() + "(" + v + ");";
        };
    }
}
