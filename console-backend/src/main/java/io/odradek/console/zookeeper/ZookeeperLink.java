package io.odradek.console.zookeeper;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/** One session with a ZooKeeper, which watches all of its tree. Any thread that may block. */
final class ZookeeperLink implements AutoCloseable {

    private static final int SESSION_MS = 10_000;
    private static final long CONNECT_MS = 6_000;
    private static final long ANSWER_MS = 8_000;
    private static final String RIGHTS = "rwcda";

    private final String address;
    private final ZnodeFeed feed;
    private final ZooKeeper client;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private volatile boolean expired;
    private volatile long usedNs = System.nanoTime();

    /** Begins to connect. */
    ZookeeperLink(String address, ZnodeFeed feed) {
        this.address = address;
        this.feed = feed;
        try {
            client = new ZooKeeper(address, SESSION_MS, this::happened);
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(Kind.INVALID, Sentence.of("No ZooKeeper at {0}", address),
                    Sentence.quoted(e.getMessage()),
                    Sentence.of("Give it as HOST:PORT, with a path after it where the cluster has one"), e);
        }
    }

    private void happened(WatchedEvent event) {
        if (event.getType() != EventType.None) {
            String what = switch (event.getType()) {
                case NodeCreated -> "created";
                case NodeDeleted -> "deleted";
                default -> "changed";
            };
            feed.add(what, event.getPath());
            return;
        }
        switch (event.getState()) {
            case SyncConnected, ConnectedReadOnly -> {
                connected.complete(null);
                feed.add("connected", "");
            }
            case Disconnected -> feed.add("lost", "");
            case Expired, Closed, AuthFailed -> expired = true;
            default -> {
            }
        }
    }

    /** Waits until it is connected and watches. */
    ZookeeperLink ready() {
        try {
            connected.get(CONNECT_MS, TimeUnit.MILLISECONDS);
            client.addWatch("/", this::happened, AddWatchMode.PERSISTENT_RECURSIVE);
            return this;
        } catch (TimeoutException e) {
            close();
            throw new Problem(Kind.UNREACHABLE, Sentence.of("ZooKeeper does not answer"), Sentence.quoted(address),
                    Sentence.of("Check that it runs and that the address is reachable from here"), e);
        } catch (KeeperException e) {
            // A server older than 3.6 has no such watches: then nothing is heard of changes.
            return this;
        } catch (InterruptedException | ExecutionException e) {
            throw problem(Sentence.of("Connect to ZooKeeper"), e);
        }
    }

    boolean expired() {
        return expired;
    }

    long idleNs() {
        return System.nanoTime() - usedNs;
    }

    /** A znode's data and figures. */
    record Read(byte[] data, Stat stat) {
    }

    Read read(String path) {
        Stat stat = new Stat();
        return ask(Sentence.of("Read {0}", path), () -> new Read(client.getData(path, false, stat), stat));
    }

    /** Names below a znode, in order. */
    List<String> children(String path) {
        return ask(Sentence.of("List {0}", path), () -> client.getChildren(path, false).stream().sorted().toList());
    }

    /** Figures of these znodes, without those that went; asked all at once. */
    Map<String, Stat> stats(List<String> paths) {
        Map<String, CompletableFuture<Stat>> asked = new TreeMap<>();
        for (String path : paths) {
            CompletableFuture<Stat> answer = new CompletableFuture<>();
            client.exists(path, false, (_, _, _, stat) -> answer.complete(stat), null);
            asked.put(path, answer);
        }
        return ask(Sentence.of("Look at znodes"), () -> {
            Map<String, Stat> known = new TreeMap<>();
            for (var one : asked.entrySet()) {
                Stat stat = one.getValue().get(ANSWER_MS, TimeUnit.MILLISECONDS);
                if (stat != null) {
                    known.put(one.getKey(), stat);
                }
            }
            return known;
        });
    }

    /** Such as world:anyone:rwcda; empty where they may not be read. */
    List<String> acls(String path) {
        try {
            List<String> all = new ArrayList<>();
            for (ACL acl : client.getACL(path, new Stat())) {
                StringBuilder rights = new StringBuilder();
                int[] bits = {ZooDefs.Perms.READ, ZooDefs.Perms.WRITE, ZooDefs.Perms.CREATE, ZooDefs.Perms.DELETE,
                    ZooDefs.Perms.ADMIN};
                for (int i = 0; i < bits.length; i++) {
                    rights.append((acl.getPerms() & bits[i]) != 0 ? RIGHTS.charAt(i) : "");
                }
                all.add(acl.getId().getScheme() + ":" + acl.getId().getId() + ":" + rights);
            }
            return all;
        } catch (KeeperException notAllowed) {
            return List.of();
        } catch (InterruptedException e) {
            throw problem(Sentence.of("Read the ACL of {0}", path), e);
        }
    }

    void put(String path, byte[] data, int version) {
        ask(Sentence.of("Change {0}", path), () -> client.setData(path, data, version));
    }

    void delete(String path, int version) {
        ask(Sentence.of("Delete {0}", path), () -> {
            client.delete(path, version);
            return path;
        });
    }

    private interface Question<T> {
        T ask() throws KeeperException, InterruptedException, ExecutionException, TimeoutException;
    }

    private <T> T ask(Sentence what, Question<T> question) {
        usedNs = System.nanoTime();
        try {
            return question.ask();
        } catch (KeeperException | InterruptedException | ExecutionException | TimeoutException e) {
            throw problem(what, e);
        }
    }

    private Problem problem(Sentence what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Sentence detail = Sentence.quoted(e.getMessage());
        return switch (e) {
            case KeeperException.NoNodeException _ -> new Problem(Kind.NOT_FOUND,
                    Sentence.of("{0}: there is no such znode", what), detail,
                    Sentence.of("It may have gone meanwhile"), e);
            case KeeperException.NoAuthException _ -> new Problem(Kind.DENIED,
                    Sentence.of("{0}: ZooKeeper denies it", what), detail, Sentence.of("Its ACL lets others in"), e);
            case KeeperException.BadVersionException _ -> new Problem(Kind.CONFLICT,
                    Sentence.of("{0}: it was changed meanwhile", what), detail, Sentence.of("Look at it again"), e);
            case KeeperException.NotEmptyException _ -> new Problem(Kind.CONFLICT,
                    Sentence.of("{0}: it has children", what), detail, Sentence.of("Delete those first"), e);
            case InterruptedException _ -> new Problem(Kind.TIMED_OUT, Sentence.of("{0}: cancelled", what), detail,
                    Sentence.NONE, e);
            default -> new Problem(Kind.UNREACHABLE, Sentence.of("{0}: ZooKeeper at {1} does not answer", what,
                    address), detail, Sentence.of("Check that it runs"), e);
        };
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            client.close();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
