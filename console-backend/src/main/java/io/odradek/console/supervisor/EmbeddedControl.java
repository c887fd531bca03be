package io.odradek.console.supervisor;

import io.odradek.console.problem.Sentence;
import java.util.List;
import java.util.function.BiConsumer;

/** The strings to an embedded cluster's brokers: the engine's, or a test's. Calls block until done. */
public interface EmbeddedControl {

    List<EmbeddedBroker> brokers();

    /** Starts one broker more and answers its id. */
    int add();

    /** In order: leaderships handed over first. */
    void stop(int id);

    void start(int id);

    /** Without any order. */
    void kill(int id);

    /** Calls back with the broker's id and how it was where a broker ends that nobody has asked to. */
    default void onDeath(BiConsumer<Integer, Sentence> mourner) {
    }

    /** How it is broken now. */
    default Trouble trouble(int id) {
        return Trouble.NONE;
    }

    /** Breaks it in this way and no other. */
    default void trouble(int id, Trouble wanted) {
        throw new UnsupportedOperationException("these brokers cannot be broken");
    }
}
