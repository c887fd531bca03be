package io.odradek.wire.generator;

import java.util.List;

/**
 * A struct: the message itself, or one nested in it.
 *
 * @param name     as in the schema
 * @param versions where it can occur, within the message's valid versions
 * @param fields   in wire order
 */
record Struct(String name, Versions versions, List<Field> fields) {
    List<Field> taggedFields() {
        return fields.stream().filter(f -> f.tag() >= 0).sorted((a, b) -> Integer.compare(a.tag(), b.tag())).toList();
    }
}
