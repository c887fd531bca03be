package io.odradek.engine;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * What is broken on demand in an embedded cluster: brokers that stand still, that others cannot reach, that ZooKeeper
 * does not hear of, whose disk is slow or whose clock is wrong. Clients reach every broker all the while. It holds
 * until it is mended or the broker is killed or stopped. Any thread.
 */
public final class Breakage implements AutoCloseable {
    /**
     * How one broker is broken.
     *
     * @param cutFrom brokers whose requests are lost on the way to it, as are its own to them
     * @param diskMs  what every read, write and flush takes longer
     * @param skewMs  how much its wall clock is ahead
     */
    public record State(boolean paused, Set<Integer> cutFrom, boolean withoutZookeeper, long diskMs, long skewMs) {
        public static final State NONE = new State(false, Set.of(), false, 0, 0);
    }

    private static final class Broken {
        final Relay relay;
        final Levers levers;
        final Set<Integer> cutFrom = new TreeSet<>();
        boolean paused;
        boolean withoutZookeeper;
        long diskMs;
        long skewMs;

        Broken(Relay relay, Levers levers) {
            this.relay = relay;
            this.levers = levers;
        }
    }

    private final String zookeeper;
    private final IntFunction<Member> brokers;
    private final Map<Integer, Broken> all = new ConcurrentHashMap<>();

    /** @param zookeeper {@code host:port} */
    Breakage(String zookeeper, IntFunction<Member> brokers) {
        this.zookeeper = zookeeper;
        this.brokers = brokers;
    }

    /** What a new broker's connections to ZooKeeper have to go through. */
    Relay relay() {
        return new Relay(zookeeper);
    }

    /** From now on the broker can be broken. The relay is closed with all. */
    void join(int id, Relay relay, Levers levers) {
        all.put(id, new Broken(relay, levers));
    }

    /** The broker is none of the cluster's after all. */
    synchronized void leave(int id) {
        Broken gone = all.remove(id);
        if (gone != null) gone.relay.close();
    }

    public synchronized State state(int id) {
        Broken b = all.get(id);
        return b == null ? State.NONE
            : new State(b.paused, Set.copyOf(b.cutFrom), b.withoutZookeeper, b.diskMs, b.skewMs);
    }

    /** The broker stands still, and its session with ZooKeeper runs out; or goes on where it stood. */
    public synchronized void pause(int id, boolean paused) {
        Broken b = require(id);
        if (paused && !brokers.apply(id).running()) throw new IllegalStateException("broker " + id + " does not run");
        b.levers.freeze(paused);
        b.paused = paused;
        hold(b);
    }

    /** The broker and exactly these others hear nothing of each other any more; an empty set heals all. */
    public synchronized void cut(int id, Set<Integer> others) {
        Broken b = require(id);
        others.forEach(this::require);
        for (int other : all.keySet()) {
            if (other == id) continue;
            boolean lost = others.contains(other);
            b.levers.cut(brokers.apply(other).lastPort(), lost);
            all.get(other).levers.cut(brokers.apply(id).lastPort(), lost);
            if (lost) all.get(other).cutFrom.add(id);
            else all.get(other).cutFrom.remove(id);
        }
        b.cutFrom.clear();
        b.cutFrom.addAll(others);
    }

    public synchronized void cutZookeeper(int id, boolean lost) {
        Broken b = require(id);
        b.withoutZookeeper = lost;
        hold(b);
    }

    public synchronized void slowDisk(int id, long delayMs) {
        Broken b = require(id);
        b.levers.slowDisk(delayMs);
        b.diskMs = delayMs;
    }

    public synchronized void skewClock(int id, long ms) {
        Broken b = require(id);
        b.levers.skewClock(ms);
        b.skewMs = ms;
    }

    /** All that is broken of it is whole again. */
    public synchronized void mend(int id) {
        pause(id, false);
        cut(id, Set.of());
        cutZookeeper(id, false);
        slowDisk(id, 0);
        skewClock(id, 0);
    }

    /** What would keep the broker from stopping. */
    synchronized void release(int id) {
        if (all.containsKey(id) && all.get(id).paused) pause(id, false);
    }

    private static void hold(Broken b) {
        b.relay.hold(b.paused || b.withoutZookeeper);
    }

    private Broken require(int id) {
        Broken b = all.get(id);
        if (b == null) throw new IllegalArgumentException("no broker " + id + "; there are " + all.keySet());
        return b;
    }

    @Override
    public synchronized void close() {
        all.keySet().forEach(this::release);
        all.values().forEach(b -> b.relay.close());
    }
}
