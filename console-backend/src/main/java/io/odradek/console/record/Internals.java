package io.odradek.console.record;

/** Reads the records of Kafka's own topics. Any thread. */
public interface Internals {

    /** Knows none. */
    Internals NONE = new Internals() {
        @Override
        public boolean knows(String topic) {
            return false;
        }

        @Override
        public Shown read(String topic, byte[] key, byte[] value) {
            throw new IllegalArgumentException(topic);
        }
    };

    /** Key and value as JSON; the value null for a tombstone. */
    record Shown(String key, String value) {
    }

    boolean knows(String topic);

    /** IllegalArgumentException, one line, where they are none of that topic's. */
    Shown read(String topic, byte[] key, byte[] value);
}
