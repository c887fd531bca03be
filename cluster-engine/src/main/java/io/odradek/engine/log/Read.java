package io.odradek.engine.log;

import io.odradek.engine.wire.Payload;

/**
 * What a read found.
 *
 * @param records whole batches, the first of which may begin before the offset that was asked for; a stretch of one
 * file
 * @param nextOffset the first one that is not in these batches; 0 where there are none
 */
public record Read(Payload records, long nextOffset) {
    static final Read NOTHING = new Read(Payload.EMPTY, 0);
}
