package io.odradek.console.supervisor;

import java.util.List;

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

    /** How it is broken now. */
    default Trouble trouble(int id) {
        return Trouble.NONE;
    }

    /** Breaks it in this way and no other. */
    default void trouble(int id, Trouble wanted) {
        throw new UnsupportedOperationException("these brokers cannot be broken");
    }
}
