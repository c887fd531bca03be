package io.odradek.console;

import io.odradek.console.record.Internals;
import io.odradek.engine.InternalRecords;
import io.odradek.engine.wire.WireException;

/** The engine's codecs of the internal topics' records, for the decoders. */
public final class EngineInternals implements Internals {

    private final InternalRecords records = new InternalRecords();

    @Override
    public boolean knows(String topic) {
        return records.knows(topic);
    }

    @Override
    public Shown read(String topic, byte[] key, byte[] value) {
        try {
            InternalRecords.Shown shown = records.read(topic, key, value);
            return new Shown(shown.key(), shown.value());
        } catch (WireException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
