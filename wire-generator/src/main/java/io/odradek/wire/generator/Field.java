package io.odradek.wire.generator;

import java.util.Set;

/**
 * One field of a struct.
 *
 * @param name         as in the schema
 * @param type         its type
 * @param versions     where it exists
 * @param nullable     where null may be sent
 * @param tagged       where it is a tagged field; empty or reaching to the end of {@code versions}
 * @param tag          its tag, or -1
 * @param flexible     overrides the message's flexible versions, or null
 * @param ignorable    whether a value may be lost silently where the field does not exist
 * @param defaultValue as in the schema, or null where it gives none
 * @param about        one sentence
 */
record Field(String name, FieldType type, Versions versions, Versions nullable, Versions tagged, int tag,
             Versions flexible, boolean ignorable, String defaultValue, String about) {
    private static final Set<String> TAKEN = Set.of(
        "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
        "default", "do", "double", "else", "enum", "extends", "final", "finally", "float", "for", "goto", "if",
        "implements", "import", "instanceof", "int", "interface", "long", "native", "new", "package", "private",
        "protected", "public", "return", "short", "static", "strictfp", "super", "switch", "synchronized", "this",
        "throw", "throws", "transient", "try", "void", "volatile", "while", "true", "false", "null", "_", "read",
        "write", "oldestVersion", "newestVersion", "hashCode", "toString", "equals", "getClass", "notify",
        "notifyAll", "wait");

    /** The name of variable, getter and setter. */
    String java() {
        String lower = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return TAKEN.contains(lower) ? lower + "_" : lower;
    }

    /** Where it stands among the plain fields, in order. */
    Versions plain() {
        return versions.below(tagged);
    }

    boolean nullByDefault() {
        if (type == FieldType.Scalar.RECORDS && defaultValue == null) {
            return !nullable.isEmpty();
        }
        return type.canBeNull() && "null".equals(defaultValue);
    }
}
