package io.odradek.wire.generator;

import java.util.stream.Collectors;

/** Writes one message's class, with the structs it uses nested in it. */
final class MessageCode {
    static final String RUNTIME = "io.odradek.engine.wire";
    static final String PACKAGE = RUNTIME + ".message";

    private final Code code = new Code();
    private final Schema schema;
    private final Shape shape;
    private final ReadCode read;
    private final WriteCode write;

    private MessageCode(Schema schema) {
        this.schema = schema;
        this.shape = new Shape(schema);
        this.read = new ReadCode(code, schema, shape);
        this.write = new WriteCode(code, schema, shape);
    }

    static String of(Schema schema) {
        return new MessageCode(schema).emit();
    }

    private String emit() {
        code.line("package %s;", PACKAGE).line("");
        code.line("import io.netty.buffer.ByteBuf;").line("import io.netty.buffer.Unpooled;");
        for (String type : new String[] {"Decode", "Message", "Payload", "Sink", "Uuid", "WireException"}) {
            code.line("import %s.%s;", RUNTIME, type);
        }
        code.line("import java.util.ArrayList;").line("import java.util.List;").line("import java.util.Objects;");
        code.line("").doc(summary());
        code.line("public final class %s implements Message {", schema.name());
        constants();
        body(schema.top());
        message();
        for (Struct struct : schema.nested().values()) {
            code.line("");
            code.doc("Part of " + schema.name() + ", versions " + struct.versions() + ".");
            code.line("public static final class %s {", struct.name());
            body(struct);
            code.line("}");
        }
        return code.line("}").toString();
    }

    private String summary() {
        String what = switch (schema.kind()) {
            case REQUEST, RESPONSE -> "API key " + schema.apiKey();
            case HEADER -> "Header";
            case DATA -> "Data";
            case COORDINATOR_KEY, COORDINATOR_VALUE -> "Record type " + schema.apiKey();
        };
        return what + ", versions " + schema.versions() + ", flexible versions " + schema.flexible() + ".";
    }

    private void constants() {
        switch (schema.kind()) {
            case REQUEST, RESPONSE -> code.line("public static final short API_KEY = %d;", schema.apiKey());
            case COORDINATOR_KEY, COORDINATOR_VALUE ->
                code.line("public static final short RECORD_TYPE = %d;", schema.apiKey());
            case HEADER, DATA -> { }
        }
        code.line("public static final short OLDEST_VERSION = %d;", schema.versions().low());
        code.line("public static final short NEWEST_VERSION = %d;", schema.versions().high());
    }

    private void message() {
        String name = schema.name();
        code.line("").line("@Override").line("public short oldestVersion() {").line("return OLDEST_VERSION;").line("}");
        code.line("").line("@Override").line("public short newestVersion() {").line("return NEWEST_VERSION;").line("}");
        code.line("").line("@Override").line("public void read(ByteBuf in, short version) {");
        code.line("Decode.version(this, version);").line("try {").line("decode(in, version);");
        code.line("} catch (IndexOutOfBoundsException e) {");
        code.line("throw WireException.tooShort(\"%s\", version, e);", name).line("}").line("}");
        code.line("").line("@Override").line("public void write(Sink out, short version) {");
        code.line("Decode.version(this, version);").line("encode(out, version);").line("}");
    }

    private void body(Struct struct) {
        for (Field f : struct.fields()) {
            code.line("private %s %s = %s;", f.type().java(), f.java(), shape.defaultValue(f));
        }
        for (Field f : struct.fields()) {
            accessors(struct, f);
        }
        code.line("");
        read.emit(struct);
        code.line("");
        write.emit(struct);
        equality(struct);
    }

    private void accessors(Struct struct, Field f) {
        String about = f.about().isEmpty() ? "" : " " + f.about();
        code.line("").doc("Versions " + f.versions().intersect(schema.versions()) + "." + about);
        code.line("public %s %s() {", f.type().java(), f.java()).line("return %s;", f.java()).line("}");
        code.line("").line("public %s %s(%s value) {", struct.name(), f.java(), f.type().java());
        code.line("this.%s = value;", f.java()).line("return this;").line("}");
    }

    private void equality(Struct struct) {
        String name = struct.name();
        code.line("").line("@Override").line("public boolean equals(Object other) {");
        if (struct.fields().isEmpty()) {
            code.line("return other instanceof %s;", name);
        } else {
            String same = struct.fields().stream().map(MessageCode::same).collect(Collectors.joining(" && "));
            code.line("return other instanceof %s that && %s;", name, same);
        }
        code.line("}").line("").line("@Override").line("public int hashCode() {");
        code.line("int hash = %d;", name.hashCode());
        for (Field f : struct.fields()) {
            boolean primitive = f.type() instanceof FieldType.Scalar s && s.primitive();
            code.line("hash = 31 * hash + %s.hashCode(this.%s);", primitive ? f.type().boxed() : "Objects", f.java());
        }
        code.line("return hash;").line("}");
        String shown = struct.fields().stream().map(f -> "\"" + f.java() + "=\" + " + f.java())
            .collect(Collectors.joining(" + \", \" + "));
        code.line("").line("@Override").line("public String toString() {");
        code.line("return \"%s(\" + %s\")\";", name, shown.isEmpty() ? "" : shown + " + ").line("}");
    }

    private static String same(Field f) {
        if (f.type() == FieldType.Scalar.FLOAT64) {
            return "Double.compare(this." + f.java() + ", that." + f.java() + ") == 0";
        }
        boolean primitive = f.type() instanceof FieldType.Scalar s && s.primitive();
        String v = f.java();
        return primitive ? "this." + v + " == that." + v : "Objects.equals(this." + v + ", that." + v + ")";
    }
}
