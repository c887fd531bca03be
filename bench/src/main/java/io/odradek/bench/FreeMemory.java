package io.odradek.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine's free memory. On a virtual machine the host hands a page over when it is touched for the first time,
 * and the CPU time of that is counted against whoever touches it: a broker that happens to write to new pages of the
 * cache pays several times what the copy costs. Touched once by somebody else, the pages cost every broker the same.
 */
final class FreeMemory {
    private static final Path INFO = Path.of("/proc/meminfo");
    private static final long MOST_BYTES = 10L << 30;
    private static final long CHUNK_BYTES = 256L << 20;
    private static final long BYTES_PER_KIB = 1024;

    private FreeMemory() {}

    /** Touches half of what is free, 10 GiB at most, and gives it back. Returns bytes: 0 where nothing is told. */
    static long touch() throws IOException {
        if (!Files.exists(INFO)) return 0;
        long most = Math.min(MOST_BYTES, available(Files.readAllLines(INFO)) / 2);
        long touched = 0;
        try (Arena arena = Arena.ofConfined()) {
            // What an arena gives out has been filled with zeros, which is the touch.
            for (; touched + CHUNK_BYTES <= most; touched += CHUNK_BYTES) arena.allocate(CHUNK_BYTES);
        }
        return touched;
    }

    /** Bytes that Linux would give a new program without swapping. */
    static long available(List<String> info) {
        for (String line : info) {
            String[] words = line.split("\\s+");
            if (words[0].equals("MemAvailable:")) return Long.parseLong(words[1]) * BYTES_PER_KIB;
        }
        return 0;
    }
}
