package io.odradek.console.group;

/** How far behind: in records and in milliseconds; -1 where unknown. */
record Lag(long records, long ms) {

    static final Lag UNKNOWN = new Lag(-1, -1);
    static final Lag NONE = new Lag(0, 0);
}
