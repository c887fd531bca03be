package io.odradek.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A broker that can be raced: how to start it as one process with a given heap. */
interface Subject {
    String name();

    /**
     * Starts the process on an empty directory and returns as soon as it was started, not when it serves.
     *
     * @param directory empty, ours to fill
     * @param port      where its clients connect
     * @param heapMb    the same for both
     */
    Running start(Path directory, int port, int heapMb) throws IOException, InterruptedException;
}
