package io.odradek.engine.sim;

import java.util.function.Consumer;

/** Something with an address that takes connections. */
interface Machine {
    int id();

    /** A connection was made; null where nobody listens. Answers and the connection's end go to the two. */
    Incoming accept(Consumer<byte[]> answers, Runnable reset);

    /** The far side of a connection. */
    interface Incoming {
        /** The process at the other end has ended. */
        boolean gone();

        void receive(byte[] frame);

        /** The client went away. */
        void closed();
    }
}
