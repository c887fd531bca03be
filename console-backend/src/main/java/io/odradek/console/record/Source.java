package io.odradek.console.record;

import io.odradek.console.kafka.NearLog;
import java.util.List;

/** Where a scan's records come from: a client, or the logs themselves. Used by one thread. */
interface Source extends AutoCloseable {

    /**
     * Reads the open windows of these strips, and gives them what matches, until all are closed or the tally is over a
     * limit.
     */
    void fill(List<Strip> strips) throws NearLog.Elsewhere;

    /** Offsets read at once at most: backwards, progress counts by whole windows, which take well under a second. */
    int largestWindow();

    @Override
    void close();
}
