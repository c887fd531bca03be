package io.odradek.engine.record;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes this thread has asked the heap for: what a decoder believed of a claimed length. */
public final class Allocated {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long before = THREADS.getCurrentThreadAllocatedBytes();

    /** Since this was made. */
    public long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
