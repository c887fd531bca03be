package io.odradek.console.record;

import java.util.List;

/** What decoders make of the newest records of a topic, before they are kept. */
public record Trial(List<Tried> records) {

    /**
     * One record; key or value null where it has none, or where the choice is automatic.
     */
    public record Tried(int partition, long offset, Attempt key, Attempt value) {
    }
}
