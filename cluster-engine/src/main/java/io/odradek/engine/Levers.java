package io.odradek.engine;

/** By which one broker's world is broken on demand, in this process or in another. Any thread. */
interface Levers {
    /** Nothing is exchanged any more with brokers at this port, on whatever host; or it is again. */
    void cut(int port, boolean lost);

    /** Every read, write and flush of a file takes so much longer. */
    void slowDisk(long ms);

    /** The wall clock is so much ahead; behind where it is negative. */
    void skewClock(long ms);

    /** It stands still; or goes on where it stood. */
    void freeze(boolean still);
}
