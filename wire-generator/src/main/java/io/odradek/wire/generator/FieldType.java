package io.odradek.wire.generator;

import java.util.Locale;

/** The type of a field: a scalar, a struct by name, or an array of one of these. */
sealed interface FieldType {
    /**
     * What schemas call by a lower-case name.
     */
    enum Scalar implements FieldType {
        BOOL("boolean", "Boolean", 1),
        INT8("byte", "Byte", 1),
        INT16("short", "Short", 2),
        UINT16("int", "Integer", 2),
        INT32("int", "Integer", 4),
        UINT32("long", "Long", 4),
        INT64("long", "Long", 8),
        FLOAT64("double", "Double", 8),
        UUID("Uuid", "Uuid", 16),
        STRING("String", "String", 0),
        BYTES("ByteBuf", "ByteBuf", 0),
        RECORDS("Payload", "Payload", 0);

        private final String java;
        private final String boxed;
        private final int size;

        Scalar(String java, String boxed, int size) {
            this.java = java;
            this.boxed = boxed;
            this.size = size;
        }

        @Override
        public String java() {
            return java;
        }

        @Override
        public String boxed() {
            return boxed;
        }

        /** Bytes on the wire, or 0 when they vary. */
        int size() {
            return size;
        }

        /** Numbers and booleans, which are Java primitives. */
        boolean primitive() {
            return !java.equals(boxed);
        }

        /** The method of Decode and Sink which reads and writes it. */
        String codec() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A struct of this message, declared in place or among its common structs. */
    record StructRef(String name) implements FieldType {
        @Override
        public String java() {
            return name;
        }

        @Override
        public String boxed() {
            return name;
        }
    }

    /** A list. */
    record Array(FieldType element) implements FieldType {
        @Override
        public String java() {
            return "List<" + element.boxed() + ">";
        }

        @Override
        public String boxed() {
            return java();
        }
    }

    /** The Java type of a variable. */
    String java();

    /** The Java type as a type argument. */
    String boxed();

    /** Whether Java's null can stand for the wire's null. */
    default boolean canBeNull() {
        return !(this instanceof Scalar s) || s == Scalar.STRING || s == Scalar.BYTES || s == Scalar.RECORDS;
    }

    static FieldType parse(String text) {
        if (text.startsWith("[]")) {
            FieldType element = parse(text.substring(2));
            if (element instanceof Array || element == Scalar.RECORDS) {
                throw new SchemaException("no arrays of " + text.substring(2));
            }
            return new Array(element);
        }
        if (!text.isEmpty() && Character.isUpperCase(text.charAt(0))) {
            return new StructRef(text);
        }
        for (Scalar s : Scalar.values()) {
            if (s.codec().equals(text)) {
                return s;
            }
        }
        throw new SchemaException("no such type: " + text);
    }
}
