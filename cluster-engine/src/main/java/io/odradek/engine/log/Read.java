package io.odradek.engine.log;

import io.odradek.engine.wire.Payload;

/**
 * What a read found.
 *
 * @param records whole batches, the first of which may begin before the offset that was asked for; a stretch of one
 * file
 */
public record Read(Payload records) {
    static final Read NOTHING = new Read(Payload.EMPTY);
}
