package io.odradek.engine.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What happened: the last lines for people, and a hash over everything, which two runs of one seed must share. */
public final class Trace {
    private static final int KEPT = 4000;
    private static final long PRIME = 0x100000001b3L;

    private record Line(long atUs, String format, Object[] args) {
        @Override
        public String toString() {
            return String.format("%10.3f ms  %s", atUs / 1000.0, String.format(format, args));
        }
    }

    private final World world;
    private final Deque<Line> lines = new ArrayDeque<>();
    private boolean loud;
    private long hash = 0xcbf29ce484222325L;

    Trace(World world) {
        this.world = world;
    }

    /** Prints every line at once. */
    public void loud() {
        loud = true;
    }

    void mix(long value) {
        hash = (hash ^ value) * PRIME;
        hash ^= hash >>> 29;
    }

    /** The arguments must not change any more: they are printed when somebody asks. */
    public void add(String format, Object... args) {
        mix(world.nowUs());
        mix(format.hashCode());
        Line line = new Line(world.nowUs(), format, args);
        lines.add(line);
        if (lines.size() > KEPT) lines.poll();
        if (loud) System.out.println(line);
    }

    public long hash() {
        return hash;
    }

    public List<String> last(int count) {
        List<String> all = new ArrayList<>();
        int skip = lines.size() - count;
        for (Line line : lines) if (skip-- <= 0) all.add(line.toString());
        return all;
    }
}
