package io.odradek.engine.zk;

import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import io.odradek.engine.zk.ZkReply.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;


import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * This broker's znode under /brokers/ids, held as long as the session lives and made anew after its expiry. Its
 * czxid is the broker
 * epoch. Where another session holds the id, that one may be our own from before a crash: it is given time to
 * expire, and only
 * then the id counts as taken. Lives on the session's lane.
 */
public final class BrokerRegistration implements ZkSession.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerRegistration.class);

    private final ZkSession session;
    private final Lane lane;
    private final Timers timers;
    private final Supplier<ZnodeJson.Broker> broker;
    private final long waitMs;
    private CompletableFuture<Long> pending;
    private boolean watched;
    private Timers.Timer giveUp;
    private volatile long epoch = -1;

    /**
     * A registration to be made by {@link #register}.
     *
     * @param broker what to write; asked again at every registration
     * @param waitMs how long another session's registration is waited out: the session timeout and a little more
     */
    public BrokerRegistration(ZkSession session, Lane lane, Timers timers, Supplier<ZnodeJson.Broker> broker,
            long waitMs) {
        this.session = session;
        this.lane = lane;
        this.timers = timers;
        this.broker = broker;
        this.waitMs = waitMs;
        session.listen(this);
    }

    /** The broker epoch, or -1 while not registered. Safe on any thread. */
    public long epoch() {
        return epoch;
    }

    /**
     * Registers; completes with the broker epoch, or fails with {@link IllegalStateException} (one clear line) when
     * the id
     * is another's.
     */
    public CompletableFuture<Long> register() {
        CompletableFuture<Long> done = new CompletableFuture<>();
        lane.run(() -> {
            pending = done;
            watched = false;
            attempt();
        });
        return done;
    }

    private void attempt() {
        ZnodeJson.Broker b = broker.get();
        String path = Znodes.broker(b.id());
        session.submit(new ZkRequest.Create(path, ZnodeJson.encode(b), ZkRequest.Mode.EPHEMERAL), made -> {
            if (pending == null) return;
            if (made.ok()) registered(made.stat().czxid());
            else if (made.code() == Code.NODE_EXISTS) look(b, path);
            else if (made.code() != Code.SESSION_EXPIRED) fail("ZooKeeper refuses " + path + ": " + made.code());
        });
    }

    /** Who holds the id? The watch tells when that znode goes. */
    private void look(ZnodeJson.Broker b, String path) {
        session.submit(new ZkRequest.Get(path, true), found -> {
            if (pending == null) return;
            if (found.code() == Code.NO_NODE) {
                attempt();
            } else if (found.ok() && found.stat().ephemeralOwner() == session.id()) {
                registered(found.stat().czxid());
            } else if (found.ok() && !watched) {
                watched = true;
                String holder = holder(b.id(), found.data());
                LOG.warn("Broker id {} is registered by {}; waiting up to {} ms for that session to end", b.id(),
                        holder, waitMs);
                stopWaiting();
                giveUp = timers.after(waitMs, lane,
                        () -> fail("broker id " + b.id() + " is already registered by " + holder
                                + ": give this broker another id"));
            }
        });
    }

    /** A limit of an earlier session must not end the registration of a later one. */
    private void stopWaiting() {
        if (giveUp != null) giveUp.cancel();
        giveUp = null;
    }

    private static String holder(int id, byte[] data) {
        try {
            return ZnodeJson.decodeBroker(id, data).endpoints().toString();
        } catch (ZnodeJson.BadZnode e) {
            return "an unknown broker";
        }
    }

    private void registered(long czxid) {
        epoch = czxid;
        stopWaiting();
        CompletableFuture<Long> done = pending;
        pending = null;
        LOG.info("Registered broker {} with epoch {}", broker.get().id(), czxid);
        done.complete(czxid);
    }

    private void fail(String why) {
        CompletableFuture<Long> done = pending;
        pending = null;
        if (done != null) done.completeExceptionally(new IllegalStateException(why));
    }

    @Override
    public void changed(ZkSession.Change change, String path) {
        if (pending != null && change == ZkSession.Change.DELETED
                && path.equals(Znodes.broker(broker.get().id()))) attempt();
    }

    @Override
    public void expired() {
        epoch = -1;
    }

    /**
     * Kafka registers first, then everything else of the new session happens: so does this, being the first to
     * listen.
     */
    @Override
    public void renewed() {
        if (pending == null) pending = new CompletableFuture<>();
        pending.whenComplete((_, failure) -> {
            if (failure != null) LOG.error("After the session's expiry: {}", failure.getMessage());
        });
        watched = false;
        stopWaiting();
        attempt();
    }
}
