package io.odradek.engine.metric;

import java.util.concurrent.atomic.LongAdder;

/** A number that only grows. Any thread; adding costs no more than {@link LongAdder}. */
public final class Counter extends LongAdder {
    private static final long serialVersionUID = 1L;
}
