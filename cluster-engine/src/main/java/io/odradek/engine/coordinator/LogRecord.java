package io.odradek.engine.coordinator;

import io.odradek.engine.wire.Message;

/**
 * A record of an internal topic. On disk the key is {@code int16 type, key message at version 0} and the value
 * {@code int16 version, value message at that version}, as Kafka writes them.
 *
 * @param type         Kafka's record type id, the first two bytes of the key
 * @param value        null: a tombstone
 * @param valueVersion version the value is written at
 */
public record LogRecord(short type, Message key, Message value, short valueVersion) {
    public static LogRecord of(int type, Message key, Message value, int valueVersion) {
        return new LogRecord((short) type, key, value, (short) valueVersion);
    }

    public static LogRecord tombstone(int type, Message key) {
        return new LogRecord((short) type, key, null, (short) 0);
    }
}
