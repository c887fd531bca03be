package io.odradek.suite;

import java.util.concurrent.atomic.AtomicReference;
import org.opentest4j.TestAbortedException;

/**
 * What the test that runs has reached for and cannot have from outside. A test may do so on a thread of its own and
 * then wait for what never comes: whatever becomes of it says nothing.
 */
final class Inside {
    private static final AtomicReference<String> REACHED = new AtomicReference<>();

    private Inside() {}

    static TestAbortedException reached(String what) {
        REACHED.compareAndSet(null, what);
        return new TestAbortedException("needs the broker's own " + what);
    }

    /** The first of these since it was last asked for, or null. */
    static String take() {
        return REACHED.getAndSet(null);
    }
}
