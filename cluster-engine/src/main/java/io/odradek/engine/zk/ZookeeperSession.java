package io.odradek.engine.zk;

import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import io.odradek.engine.zk.ZkReply.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ConnectStringParser;
import org.apache.zookeeper.client.HostProvider;
import org.apache.zookeeper.client.StaticHostProvider;
import org.apache.zookeeper.client.ZKClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A session with a real ensemble. ZooKeeper's own event thread only counts replies and posts whole batches to the
 * lane. After an
 * expiry the session is made anew for as long as it takes.
 */
public final class ZookeeperSession implements ZkSession {
    private static final Logger LOG = LoggerFactory.getLogger(ZookeeperSession.class);
    private static final long REOPEN_MS = 1000;
    /** Of the client's properties: {@code host:port} that stands in for the ensemble's addresses. */
    public static final String THROUGH = "odradek.through";

    private final Options options;
    private final Lane lane;
    private final Timers timers;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstConnect = new CountDownLatch(1);
    /** Guards client, lost and closed; never held while calling ZooKeeper back. */
    private final Object lock = new Object();
    private final List<Runnable> lost = new ArrayList<>();
    private Client client;
    private boolean closed;
    /** The first connection came to nothing because of who we are. */
    private volatile boolean refused;

    /**
     * Where and how to connect.
     *
     * @param connect             {@code host:port,host:port/chroot}
     * @param connectionTimeoutMs how long {@link #open} waits
     * @param secureAcls          zookeeper.set.acl: what we make may be changed only by us
     * @param client              ZooKeeper's own client properties: zookeeper.client.secure, zookeeper.ssl.*,
     *                            zookeeper.sasl.*
     */
    public record Options(String connect, int sessionTimeoutMs, int connectionTimeoutMs, boolean secureAcls,
                          Map<String, String> client) {
        /** Kafka waits for a connection as long as the session may last, where nothing else is said. */
        public static Options plain(String connect, int sessionTimeoutMs) {
            return new Options(connect, sessionTimeoutMs, sessionTimeoutMs, false, Map.of());
        }

        ZKClientConfig clientConfig() {
            return PlainClientConfig.of(client);
        }

        String chroot() {
            int slash = connect.indexOf('/');
            return slash < 0 || slash == connect.length() - 1 ? "" : connect.substring(slash);
        }
    }

    private ZookeeperSession(Options options, Lane lane, Timers timers) {
        this.options = options;
        this.lane = lane;
        this.timers = timers;
    }

    /**
     * Connects, making the chroot where it is missing. Blocks: for a start-up thread.
     *
     * @throws Unreachable one clear line
     */
    public static ZookeeperSession open(Options options, Lane lane, Timers timers) throws Unreachable {
        if (options.secureAcls() && !Identity.known(options.clientConfig())) {
            throw new Unreachable("zookeeper.set.acl is true, but nothing says who this broker is to ZooKeeper: "
                    + Identity.WAYS + " do");
        }
        if (!options.chroot().isEmpty()) Chroot.make(options);
        ZookeeperSession s = new ZookeeperSession(options, lane, timers);
        s.connect();
        boolean connected = false;
        try {
            connected = s.firstConnect.await(options.connectionTimeoutMs(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (connected && !s.refused) return s;
        s.close();
        throw s.refused ? Unreachable.refused(options.connect()) : Unreachable.silent(options, options.connect());
    }

    public Options options() {
        return options;
    }

    static Connection newClient(Options options, String connect, Watcher watcher) throws Unreachable {
        try {
            return new Connection(connect, options.sessionTimeoutMs(), watcher, options.clientConfig());
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreachable("ZooKeeper at " + connect + " cannot be reached: " + e.getMessage());
        }
    }

    private void connect() throws Unreachable {
        Client c = new Client();
        synchronized (lock) {
            if (closed) return;
            client = c;
            c.zookeeper = newClient(options, options.connect(), c);
        }
    }

    private void reopen() {
        try {
            connect();
        } catch (Unreachable e) {
            LOG.warn("{}; trying again in {} ms", e.getMessage(), REOPEN_MS);
            timers.after(REOPEN_MS, lane, this::reopen);
        }
    }

    @Override
    public long id() {
        synchronized (lock) {
            return client == null || client.zookeeper == null ? 0 : client.zookeeper.getSessionId();
        }
    }

    /** What proves to the server that the session is ours. */
    byte[] password() {
        synchronized (lock) {
            return client.zookeeper.getSessionPasswd();
        }
    }

    @Override
    public int timeoutMs() {
        synchronized (lock) {
            return client == null || client.zookeeper == null ? 0 : client.zookeeper.getSessionTimeout();
        }
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void submit(List<? extends ZkRequest> requests, Consumer<List<ZkReply>> done) {
        if (requests.isEmpty()) {
            post(() -> done.accept(List.of()));
            return;
        }
        Batch batch = new Batch(requests, done);
        ZooKeeper zk;
        synchronized (lock) {
            zk = client == null ? null : client.zookeeper;
        }
        for (int i = 0; i < requests.size(); i++) batch.send(zk, i, false);
    }

    @Override
    public void close() {
        Connection zk = detach();
        if (zk != null) {
            try {
                zk.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        resend(null);
    }

    /** Breaks the connection without a word, as a killed process does: the session lives on until it expires. */
    public void abandon() {
        Connection zk = detach();
        if (zk != null) zk.abandon();
        resend(null);
    }

    private Connection detach() {
        synchronized (lock) {
            closed = true;
            Connection zk = client == null ? null : client.zookeeper;
            client = null;
            return zk;
        }
    }

    /** What a later process needs to end this session, see {@link FormerSession}. Null while there is none. */
    public FormerSession.Key key() {
        synchronized (lock) {
            if (client == null || client.zookeeper == null || client.zookeeper.getSessionId() == 0) return null;
            return new FormerSession.Key(options.connect(), client.zookeeper.getSessionId(),
                    client.zookeeper.getSessionPasswd());
        }
    }

    private void post(Runnable task) {
        try {
            lane.execute(task);
        } catch (RejectedExecutionException e) {
            // The lane has stopped: the broker is going down and nobody waits for this any more.
            LOG.debug("lane {} takes no more ZooKeeper events", lane.name());
        }
    }

    /** Sends what was lost with the connection; with null, when there is no session any more, ends it. */
    private void resend(ZooKeeper zk) {
        List<Runnable> again;
        synchronized (lock) {
            again = new ArrayList<>(lost);
            lost.clear();
        }
        if (zk == null && again.isEmpty()) return;
        again.forEach(Runnable::run);
    }

    private boolean isCurrent(Client c) {
        synchronized (lock) {
            return client == c;
        }
    }

    /** Requests sent together and answered together. Replies are written by ZooKeeper's event thread. */
    private final class Batch {
        private final List<? extends ZkRequest> requests;
        private final ZkReply[] replies;
        private final Consumer<List<ZkReply>> done;
        private int missing;

        Batch(List<? extends ZkRequest> requests, Consumer<List<ZkReply>> done) {
            this.requests = List.copyOf(requests);
            this.replies = new ZkReply[requests.size()];
            this.done = done;
            missing = replies.length;
        }

        void send(ZooKeeper zk, int i, boolean retried) {
            if (zk == null) answer(i, ZkReply.of(Code.SESSION_EXPIRED, requests.get(i).path()));
            else ZkCalls.send(zk, options.secureAcls(), requests.get(i), retried, r -> arrived(zk, i, r));
        }

        private void arrived(ZooKeeper zk, int i, ZkReply reply) {
            if (reply != null) {
                answer(i, reply);
                return;
            }
            // The connection was lost. ZooKeeper's event thread runs this before it tells of the next connection, so
            // the
            // request is in the list by then.
            synchronized (lock) {
                if (client != null && client.zookeeper == zk) {
                    lost.add(() -> send(zkOrNull(zk), i, true));
                    return;
                }
            }
            answer(i, ZkReply.of(Code.SESSION_EXPIRED, requests.get(i).path()));
        }

        private ZooKeeper zkOrNull(ZooKeeper zk) {
            synchronized (lock) {
                return client != null && client.zookeeper == zk ? zk : null;
            }
        }

        private void answer(int i, ZkReply reply) {
            synchronized (this) {
                replies[i] = reply;
                if (--missing > 0) return;
            }
            post(() -> done.accept(List.of(replies)));
        }
    }

    /** One client of ZooKeeper: its default watcher gets all watches and the session's states. */
    private final class Client implements Watcher {
        private Connection zookeeper;
        private boolean connectedOnce;

        @Override
        public void process(WatchedEvent e) {
            if (!isCurrent(this)) return;
            if (e.getType() != Event.EventType.None) {
                Change change = ZkCalls.change(e.getType());
                if (change != null) post(() -> listeners.forEach(l -> l.changed(change, e.getPath())));
                return;
            }
            switch (e.getState()) {
                case SyncConnected -> connected();
                case Expired -> expired();
                case AuthFailed -> notAuthenticated();
                default -> LOG.debug("ZooKeeper session is {}", e.getState());
            }
        }

        private void connected() {
            ZooKeeper zk;
            synchronized (lock) {
                zk = zookeeper;
            }
            boolean renewed = !connectedOnce && firstConnect.getCount() == 0;
            connectedOnce = true;
            firstConnect.countDown();
            resend(zk);
            if (renewed) post(() -> listeners.forEach(Listener::renewed));
        }

        private void expired() {
            LOG.warn("The ZooKeeper session 0x{} expired", Long.toHexString(id()));
            over();
            reopen();
        }

        private void over() {
            synchronized (lock) {
                if (client == this) client = null;
            }
            resend(null);
            post(() -> listeners.forEach(Listener::expired));
        }

        /** A client that was refused is of no more use; one that only could not log in goes on as nobody. */
        private void notAuthenticated() {
            boolean useless;
            synchronized (lock) {
                useless = !zookeeper.getState().isAlive();
            }
            LOG.error(useless ? "ZooKeeper refused our authentication"
                    : "There is no SASL login to ZooKeeper; going on without");
            if (!useless) return;
            if (firstConnect.getCount() > 0) {
                refused = true;
                firstConnect.countDown();
                return;
            }
            over();
            timers.after(REOPEN_MS, lane, ZookeeperSession.this::reopen);
        }
    }

    /** ZooKeeper's client, which can also go away as a killed process does. */
    static final class Connection extends ZooKeeper {
        Connection(String connect, int sessionTimeoutMs, Watcher watcher, ZKClientConfig config) throws IOException {
            super(connect, sessionTimeoutMs, watcher, false, servers(connect, config), config);
        }

        private static HostProvider servers(String connect, ZKClientConfig config) {
            String through = config.getProperty(THROUGH);
            return new StaticHostProvider(new ConnectStringParser(through == null ? connect : through)
                    .getServerAddresses());
        }

        void abandon() {
            cnxn.disconnect();
        }
    }

    /** Its message is one line for a user. */
    public static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        Unreachable(String message) {
            super(message);
        }

        static Unreachable refused(String connect) {
            return new Unreachable("ZooKeeper at " + connect + " refuses our authentication; correct " + Identity.WAYS);
        }

        static Unreachable silent(Options options, String connect) {
            boolean tls = options.clientConfig().getBoolean(ZKClientConfig.SECURE_CLIENT);
            return new Unreachable("ZooKeeper at " + connect + " did not answer within "
                    + options.connectionTimeoutMs() + " ms; start it, or correct zookeeper.connect"
                    + (tls ? " or zookeeper.ssl.*" : "")
                    + " (zookeeper.connection.timeout.ms says how long to wait)");
        }
    }
}
