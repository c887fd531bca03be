package io.odradek.console.zookeeper;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** One link per cluster and address, made at the first look and closed when nobody has looked for a minute. */
final class ZookeeperLinks implements AutoCloseable {

    private static final long IDLE_NS = 60_000_000_000L;
    private static final long ROUND_NS = 5_000_000_000L;

    private final Map<String, Entry> links = new ConcurrentHashMap<>();
    private final Map<String, ZnodeFeed> feeds = new ConcurrentHashMap<>();
    private Thread reaper;

    private record Entry(String address, ZookeeperLink link) {
    }

    /** A link that is connected; Problem UNREACHABLE where that is not possible. */
    ZookeeperLink of(String cluster, String address) {
        ZookeeperLink link;
        boolean fresh = false;
        synchronized (this) {
            Entry entry = links.get(cluster);
            if (entry != null && (entry.link().expired() || !entry.address().equals(address))) {
                links.remove(cluster);
                entry.link().close();
                entry = null;
            }
            if (entry == null) {
                entry = new Entry(address, new ZookeeperLink(address, feed(cluster)));
                links.put(cluster, entry);
                fresh = true;
                reap();
            }
            link = entry.link();
        }
        if (!fresh) {
            return link;
        }
        try {
            return link.ready();
        } catch (RuntimeException e) {
            synchronized (this) {
                links.remove(cluster);
            }
            throw e;
        }
    }

    ZnodeFeed feed(String cluster) {
        return feeds.computeIfAbsent(cluster, _ -> new ZnodeFeed());
    }

    private void reap() {
        if (reaper != null && reaper.isAlive()) {
            return;
        }
        reaper = Thread.ofVirtual().name("zookeeper-links").start(() -> {
            while (!Thread.currentThread().isInterrupted() && round()) {
                LockSupport.parkNanos(ROUND_NS);
            }
        });
    }

    /** False when no link is left. */
    private synchronized boolean round() {
        links.entrySet().removeIf(one -> {
            boolean idle = one.getValue().link().idleNs() > IDLE_NS && !feed(one.getKey()).heard();
            if (idle) {
                one.getValue().link().close();
            }
            return idle;
        });
        return !links.isEmpty();
    }

    @Override
    public synchronized void close() {
        if (reaper != null) {
            reaper.interrupt();
        }
        links.values().forEach(entry -> entry.link().close());
        links.clear();
    }
}
