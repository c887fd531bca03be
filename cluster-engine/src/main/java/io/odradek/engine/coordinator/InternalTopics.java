package io.odradek.engine.coordinator;

/** Internal topics, made when first needed with Kafka's settings for them. Safe on any thread. */
public interface InternalTopics {
    String OFFSETS = "__consumer_offsets";
    String TRANSACTIONS = "__transaction_state";

    /** Partitions it has or will have; the place of a key is {@link #partitionOf}. */
    int partitions(String topic);

    /** Asks for the topic to be made, if it is not there or under way; returns at once. */
    void ensure(String topic);

    /** As Kafka places group ids and transactional ids: hash code of the UTF-16 text, sign bit cut off. */
    static int partitionOf(String key, int partitions) {
        return (key.hashCode() & Integer.MAX_VALUE) % partitions;
    }
}
