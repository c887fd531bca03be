package io.odradek.engine.zk;

import io.odradek.engine.zk.ZkReply.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * ZooKeeper's twin for simulations: one tree in memory, sessions with ephemeral znodes, watches that fire once,
 * transactions. What
 * travels between a session and the server goes through {@code net}, in order for each session and direction.
 */
public final class SimZookeeper {
    private final TreeMap<String, Node> tree = new TreeMap<>();
    private final Map<String, Set<SimSession>> dataWatches = new HashMap<>();
    private final Map<String, Set<SimSession>> childWatches = new HashMap<>();
    private final BiConsumer<Object, Runnable> net;
    /** Hears of each write: path and new bytes, null when the znode goes. */
    private final BiConsumer<String, byte[]> observer;
    private long zxid;
    private long sessions;

    private static final class Node {
        private byte[] data;
        private long czxid;
        private long mzxid;
        private int version;
        private long owner;
        private int sequence;
    }

    /** The whole is driven by {@code net}: channel and delivery. */
    public SimZookeeper(BiConsumer<Object, Runnable> net, BiConsumer<String, byte[]> observer) {
        this.net = net;
        this.observer = observer;
        tree.put("/", new Node());
    }

    /** {@code lane} runs answers and events; {@code lossy} says now and then that a connection breaks after a write. */
    public SimSession open(Consumer<Runnable> lane, BooleanSupplier lossy) {
        Object up = new Object();
        Object down = new Object();
        return open(lane, lossy, new Wire(task -> net.accept(up, task), task -> net.accept(down, task)));
    }

    /** The same over a connection of its own. */
    public SimSession open(Consumer<Runnable> lane, BooleanSupplier lossy, Wire wire) {
        return new SimSession(lane, lossy, wire);
    }

    /** What travels to the server, and what comes back; each in its order. */
    public record Wire(Consumer<Runnable> up, Consumer<Runnable> down) {}

    public byte[] data(String path) {
        Node n = tree.get(path);
        return n == null ? null : n.data;
    }

    public List<String> children(String path) {
        List<String> names = new ArrayList<>();
        String prefix = path.equals("/") ? "/" : path + "/";
        for (String p : tree.tailMap(prefix, true).keySet()) {
            if (!p.startsWith(prefix)) break;
            String rest = p.substring(prefix.length());
            if (!rest.isEmpty() && rest.indexOf('/') < 0) names.add(rest);
        }
        return names;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
    }

    private static ZkReply.Stat stat(Node n) {
        return new ZkReply.Stat(n.czxid, n.mzxid, n.version, n.owner);
    }

    private void fire(Map<String, Set<SimSession>> watches, String path, ZkSession.Change change) {
        Set<SimSession> all = watches.remove(path);
        if (all != null) all.forEach(s -> s.event(change, path));
    }

    private ZkReply write(ZkRequest r, long session) {
        Node n = tree.get(r.path());
        switch (r) {
            case ZkRequest.Create c -> {
                Node up = tree.get(parent(c.path()));
                if (up == null) return ZkReply.of(Code.NO_NODE, c.path());
                String path = c.path();
                if (c.mode() == ZkRequest.Mode.PERSISTENT_SEQUENTIAL) path += String.format("%010d", up.sequence++);
                else if (n != null) return ZkReply.of(Code.NODE_EXISTS, path);
                Node made = new Node();
                made.data = c.data();
                made.czxid = made.mzxid = ++zxid;
                made.owner = c.mode() == ZkRequest.Mode.EPHEMERAL ? session : 0;
                tree.put(path, made);
                observer.accept(path, made.data);
                fire(dataWatches, path, ZkSession.Change.CREATED);
                fire(childWatches, parent(path), ZkSession.Change.CHILDREN);
                return new ZkReply(Code.OK, path, null, stat(made), null, List.of(), false);
            }
            case ZkRequest.Put p -> {
                if (n == null) return ZkReply.of(Code.NO_NODE, p.path());
                if (p.expectedVersion() >= 0 && p.expectedVersion() != n.version) return ZkReply.of(Code.BAD_VERSION,
                        p.path());
                n.data = p.data();
                n.version++;
                n.mzxid = ++zxid;
                observer.accept(p.path(), n.data);
                fire(dataWatches, p.path(), ZkSession.Change.DATA);
                return new ZkReply(Code.OK, p.path(), null, stat(n), null, List.of(), false);
            }
            case ZkRequest.Delete d -> {
                if (n == null) return ZkReply.of(Code.NO_NODE, d.path());
                if (!children(d.path()).isEmpty()) return ZkReply.of(Code.NOT_EMPTY, d.path());
                remove(d.path());
                return ZkReply.of(Code.OK, d.path());
            }
            case ZkRequest.Check c -> {
                if (n == null) return ZkReply.of(Code.NO_NODE, c.path());
                return ZkReply.of(n.version == c.expectedVersion() ? Code.OK : Code.BAD_VERSION, c.path());
            }
            default -> throw new IllegalArgumentException("not a write: " + r);
        }
    }

    private void remove(String path) {
        tree.remove(path);
        observer.accept(path, null);
        zxid++;
        fire(dataWatches, path, ZkSession.Change.DELETED);
        fire(childWatches, path, ZkSession.Change.DELETED);
        fire(childWatches, parent(path), ZkSession.Change.CHILDREN);
    }

    /**
     * Would it succeed, after the parts before it? Enough for what the engine sends: looks at the tree plus what is
     * made.
     */
    private Code judge(ZkRequest r, Set<String> made) {
        Node n = tree.get(r.path());
        return switch (r) {
            case ZkRequest.Create c -> !tree.containsKey(parent(c.path())) && !made.contains(parent(c.path()))
                    ? Code.NO_NODE
                    : n != null || !made.add(c.path()) ? Code.NODE_EXISTS : Code.OK;
            case ZkRequest.Put p -> n == null ? Code.NO_NODE
                    : p.expectedVersion() >= 0 && p.expectedVersion() != n.version ? Code.BAD_VERSION : Code.OK;
            case ZkRequest.Check c -> n == null ? Code.NO_NODE : c.expectedVersion() != n.version ? Code.BAD_VERSION
                    : Code.OK;
            case ZkRequest.Delete d -> n == null ? Code.NO_NODE : !children(d.path()).isEmpty() ? Code.NOT_EMPTY
                    : Code.OK;
            default -> throw new IllegalArgumentException("not a part of a multi: " + r);
        };
    }

    private ZkReply apply(ZkRequest r, SimSession s) {
        Node n = tree.get(r.path());
        switch (r) {
            case ZkRequest.Get g -> {
                if (g.watch() && n != null) dataWatches.computeIfAbsent(g.path(), _ -> new LinkedHashSet<>()).add(s);
                return n == null ? ZkReply.of(Code.NO_NODE, g.path())
                        : new ZkReply(Code.OK, g.path(), n.data, stat(n), null, List.of(), false);
            }
            case ZkRequest.Exists e -> {
                if (e.watch()) dataWatches.computeIfAbsent(e.path(), _ -> new LinkedHashSet<>()).add(s);
                return n == null ? ZkReply.of(Code.NO_NODE, e.path())
                        : new ZkReply(Code.OK, e.path(), null, stat(n), null, List.of(), false);
            }
            case ZkRequest.Children c -> {
                if (c.watch() && n != null) childWatches.computeIfAbsent(c.path(), _ -> new LinkedHashSet<>()).add(s);
                return n == null ? ZkReply.of(Code.NO_NODE, c.path())
                        : new ZkReply(Code.OK, c.path(), null, stat(n), children(c.path()), List.of(), false);
            }
            case ZkRequest.Multi m -> {
                return multi(m, s);
            }
            default -> {
                return write(r, s.id);
            }
        }
    }

    private ZkReply multi(ZkRequest.Multi m, SimSession s) {
        Set<String> made = new LinkedHashSet<>();
        List<ZkReply> parts = new ArrayList<>();
        Code failure = Code.OK;
        for (ZkRequest part : m.parts()) {
            Code c = failure == Code.OK ? judge(part, made) : Code.ROLLED_BACK;
            if (failure == Code.OK && c != Code.OK) failure = c;
            parts.add(ZkReply.of(c, part.path()));
        }
        if (failure == Code.OK) {
            parts.clear();
            for (ZkRequest part : m.parts()) parts.add(write(part, s.id));
        }
        return new ZkReply(failure, m.path(), null, null, null, parts, false);
    }

    /** One session after the other of one client, which may not know yet that its session is over. */
    public final class SimSession implements ZkSession {
        private static final long NO_SESSION = 0;

        private final Consumer<Runnable> lane;
        private final BooleanSupplier lossy;
        private final List<Listener> listeners = new ArrayList<>();
        private final Wire wire;
        /** The server's session; {@link #NO_SESSION} between one and the next. */
        private long id = ++sessions;
        /** As the client knows it. */
        private long known = id;
        private boolean closed;

        private SimSession(Consumer<Runnable> lane, BooleanSupplier lossy, Wire wire) {
            this.lane = lane;
            this.lossy = lossy;
            this.wire = wire;
        }

        @Override
        public long id() {
            return known;
        }

        @Override
        public int timeoutMs() {
            return 6000;
        }

        @Override
        public void submit(List<? extends ZkRequest> requests, Consumer<List<ZkReply>> done) {
            long as = known;
            List<ZkReply> replies = new ArrayList<>();
            if (requests.isEmpty()) wire.down.accept(() -> lane.accept(() -> done.accept(List.of())));
            for (ZkRequest r : requests) {
                wire.up.accept(() -> {
                    replies.add(answer(r, as));
                    if (replies.size() == requests.size()) {
                        wire.down.accept(() -> lane.accept(() -> done.accept(List.copyOf(replies))));
                    }
                });
            }
        }

        private ZkReply answer(ZkRequest r, long as) {
            if (closed || as == NO_SESSION || id != as) return ZkReply.of(Code.SESSION_EXPIRED, r.path());
            ZkReply reply = apply(r, this);
            if (!lossy.getAsBoolean()) return reply;
            ZkReply second = apply(r, this);
            return new ZkReply(second.code(), second.path(), second.data(), second.stat(), second.children(),
                    second.parts(), true);
        }

        @Override
        public void listen(Listener listener) {
            listeners.add(listener);
        }

        private void event(Change change, String path) {
            long to = id;
            wire.down.accept(() -> {
                if (known == to) lane.accept(() -> listeners.forEach(l -> l.changed(change, path)));
            });
        }

        /** The server gives the session up; the client hears of it when it can, and opens the next. */
        public void expire() {
            if (closed || id == NO_SESSION) return;
            end();
            id = NO_SESSION;
            wire.down.accept(() -> {
                known = NO_SESSION;
                lane.accept(() -> listeners.forEach(Listener::expired));
                wire.up.accept(this::renew);
            });
        }

        private void renew() {
            if (closed) return;
            id = ++sessions;
            long next = id;
            wire.down.accept(() -> {
                known = next;
                lane.accept(() -> listeners.forEach(Listener::renewed));
            });
        }

        @Override
        public void close() {
            if (!closed) end();
            closed = true;
        }

        private void end() {
            dataWatches.values().forEach(s -> s.remove(this));
            childWatches.values().forEach(s -> s.remove(this));
            if (id == NO_SESSION) return;
            List<String> mine = tree.entrySet().stream().filter(e -> e.getValue().owner == id).map(Map.Entry::getKey)
                    .toList();
            mine.forEach(SimZookeeper.this::remove);
        }
    }
}
