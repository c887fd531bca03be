package io.odradek.engine.record;

import java.nio.ByteBuffer;

/**
 * One header of a record.
 *
 * @param value null where the producer sent none
 */
public record Header(String key, ByteBuffer value) {}
