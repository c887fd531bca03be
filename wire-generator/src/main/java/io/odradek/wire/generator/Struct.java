package io.odradek.wire.generator;

import java.util.Comparator;
import java.util.List;

/**
 * A struct: the message itself, or one nested in it.
 *
 * @param name     as in the schema
 * @param versions where it can occur, within the message's valid versions
 * @param fields   in wire order
 */
record Struct(String name, Versions versions, List<Field> fields) {
    /** Those that are tagged in some version of this struct, by tag. */
    List<Field> taggedFields() {
        return fields.stream().filter(f -> !f.tagged().intersect(versions).isEmpty())
            .sorted(Comparator.comparingInt(Field::tag)).toList();
    }
}
