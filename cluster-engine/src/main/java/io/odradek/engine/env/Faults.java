package io.odradek.engine.env;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * What is made to go wrong in one broker's world, on demand: at its seams, so that nothing behind them knows. It stays
 * over restarts of the broker, until it is mended. Any thread.
 *
 * <p>Files that leave by sendfile are not slowed: the system reads those.
 */
public final class Faults {
    private final Set<Integer> cutPorts = ConcurrentHashMap.newKeySet();
    /** As many as brokers have requests under way: some for each peer. */
    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private volatile InetSocketAddress zookeeper;
    private volatile long diskDelayNs;
    private volatile long skewMs;

    /**
     * Requests to brokers at this port, on whatever host, do not get through from now on; or they do again, and those
     * that waited less than their time with them, as when packets are sent anew.
     */
    public void cut(int port, boolean lost) {
        if (lost) {
            cutPorts.add(port);
        } else if (cutPorts.remove(port)) {
            held.removeIf(each -> each.port == port && each.deliver());
        }
    }

    /** Connections to ZooKeeper go through this address, where they can be held back; null for none. */
    public void zookeeperThrough(InetSocketAddress relay) {
        zookeeper = relay;
    }

    public InetSocketAddress zookeeperThrough() {
        return zookeeper;
    }

    /** Every read, write and flush of a file takes so much longer. */
    public void diskDelayMs(long delayMs) {
        diskDelayNs = delayMs * 1_000_000;
    }

    public long diskDelayMs() {
        return diskDelayNs / 1_000_000;
    }

    /** The wall clock is so much ahead (or behind, where it is negative). */
    public void skewMs(long ms) {
        skewMs = ms;
    }

    public long skewMs() {
        return skewMs;
    }

    public Clock over(Clock clock) {
        return new Clock() {
            @Override
            public long wallMs() {
                return clock.wallMs() + skewMs;
            }

            @Override
            public long monotonicNs() {
                return clock.monotonicNs();
            }
        };
    }

    public Disk over(Disk disk) {
        return new SlowDisk(disk, this::pause);
    }

    private void pause() {
        long delay = diskDelayNs;
        if (delay == 0) return;
        long until = System.nanoTime() + delay;
        for (long left = delay; left > 0; left = until - System.nanoTime()) LockSupport.parkNanos(left);
    }

    /** What is sent to a port that is cut off waits, and is not answered in time where that lasts. */
    public Peers over(Peers peers, Timers timers) {
        return (host, port, purpose) -> new CutPeer(peers.peer(host, port, purpose), port, timers);
    }

    private final class CutPeer implements Peers.Peer {
        private final Peers.Peer peer;
        private final int port;
        private final Timers timers;

        CutPeer(Peers.Peer peer, int port, Timers timers) {
            this.peer = peer;
            this.port = port;
            this.timers = timers;
        }

        @Override
        public void send(ByteBuf frame, long timeoutMs, Lane lane, Peers.Answer answer) {
            if (!cutPorts.contains(port)) {
                peer.send(frame, timeoutMs, lane, answer);
                return;
            }
            Held waiting = new Held(port, () -> peer.send(frame, timeoutMs, lane, answer), () -> {
                frame.release();
                answer.failed("no answer within " + timeoutMs + " ms");
            });
            held.add(waiting);
            timers.after(timeoutMs, lane, () -> {
                if (held.remove(waiting)) waiting.giveUp();
            });
            // Mended in between.
            if (!cutPorts.contains(port) && held.remove(waiting)) waiting.deliver();
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    /** A request that waits for the cut to be mended. */
    private static final class Held {
        final int port;
        private final AtomicBoolean over = new AtomicBoolean();
        private final Runnable send;
        private final Runnable fail;

        Held(int port, Runnable send, Runnable fail) {
            this.port = port;
            this.send = send;
            this.fail = fail;
        }

        boolean deliver() {
            if (over.compareAndSet(false, true)) send.run();
            return true;
        }

        void giveUp() {
            if (over.compareAndSet(false, true)) fail.run();
        }
    }
}
