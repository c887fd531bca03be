package io.odradek.engine.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who can reach whom, how long it takes, and what is lost. Hosts are numbers: brokers from 1 on, ZooKeeper
 * {@link #ZOOKEEPER}, clients from {@link #CLIENTS} on. What is sent over a cut link waits, as TCP sends it again,
 * until the link is whole or the connection is given up.
 */
public final class Net {
    public static final int ZOOKEEPER = 0;
    public static final int CLIENTS = 100;
    private static final long USUAL_US = 400;
    private static final long RARE_US = 40_000;

    private final World world;
    private final Set<Long> cut = new HashSet<>();
    private final List<Pipe> waiting = new ArrayList<>();
    private final TreeMap<Integer, Machine> machines = new TreeMap<>();
    /** A connection breaks once in so many messages; 0: never. */
    int resetOneIn;
    /** All messages take so many times longer. */
    int slowness = 1;

    public Net(World world) {
        this.world = world;
    }

    World world() {
        return world;
    }

    void add(Machine machine) {
        machines.put(machine.id(), machine);
    }

    /** Null where there is none of this name. */
    Machine machine(int host) {
        return machines.get(host);
    }

    private static long link(int from, int to) {
        return (long) from << 32 | to;
    }

    boolean cut(int from, int to) {
        return cut.contains(link(from, to));
    }

    void cutOff(int from, int to) {
        cut.add(link(from, to));
    }

    /** All links are whole again; what waited goes on. */
    void heal() {
        cut.clear();
        release();
    }

    void heal(int a, int b) {
        cut.remove(link(a, b));
        cut.remove(link(b, a));
        release();
    }

    boolean whole() {
        return cut.isEmpty();
    }

    private void release() {
        List<Pipe> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Pipe::release);
    }

    boolean resets() {
        return resetOneIn > 0 && world.oneIn(resetOneIn);
    }

    long delayUs() {
        return slowness * world.delayUs(USUAL_US, RARE_US);
    }

    /** One direction of a connection: what goes in comes out in the same order, later. */
    final class Pipe {
        private final int from;
        private final int to;
        private final ArrayDeque<Runnable> under = new ArrayDeque<>();
        /** Of those under way, so many would have arrived if the link were whole. */
        private int held;
        private long lastUs;
        private boolean closed;

        Pipe(int from, int to) {
            this.from = from;
            this.to = to;
        }

        /** What was not delivered yet is lost. */
        void close() {
            closed = true;
            under.clear();
        }

        void send(Runnable delivery) {
            under.add(delivery);
            travel();
        }

        private void travel() {
            lastUs = Math.max(lastUs, world.nowUs() + delayUs());
            world.at(lastUs - world.nowUs(), this::arrive);
        }

        /** The oldest arrives, whichever set out: what waited at a cut link may be on its way again behind another. */
        private void arrive() {
            if (closed || under.isEmpty()) return;
            if (!cut(from, to)) under.poll().run();
            else if (held++ == 0) waiting.add(this);
        }

        private void release() {
            if (closed) return;
            if (cut(from, to)) {
                waiting.add(this);
                return;
            }
            int again = held;
            held = 0;
            for (int i = 0; i < again; i++) travel();
        }
    }
}
