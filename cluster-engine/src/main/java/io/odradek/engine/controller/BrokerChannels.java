package io.odradek.engine.controller;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.env.Peers;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.RequestHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * One ordered channel to every live broker, our own included. A request is sent when the one before it was answered,
 * and again until
 * it is answered or the broker is gone: its order and its arrival are what the controller's epochs rely on. What
 * waits for a
 * broker is bounded by the events that happen while it is alive and silent, at most a session timeout. Controller
 * lane only.
 */
final class BrokerChannels {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerChannels.class);
    private static final long RETRY_MS = 100;

    private final int controllerId;
    private final Controller.World world;
    private final String listener;
    private final int timeoutMs;
    private final Map<Integer, Channel> channels = new HashMap<>();

    /** A request on its way; {@code answered} gets the response, or null when the broker went first. */
    record Delivery(Requests.Outgoing request, BiConsumer<Integer, Message> answered) {}

    BrokerChannels(int controllerId, Controller.World world, String listener, int timeoutMs) {
        this.controllerId = controllerId;
        this.world = world;
        this.listener = listener;
        this.timeoutMs = timeoutMs;
    }

    /** Channels to exactly these brokers; one that restarted or moved gets a new one. */
    void follow(Collection<BrokerImage> brokers) {
        Map<Integer, BrokerImage> now = new HashMap<>();
        brokers.forEach(b -> now.put(b.id(), b));
        for (Channel c : List.copyOf(channels.values())) {
            BrokerImage b = now.get(c.broker.id());
            if (b == null || !b.equals(c.broker)) {
                channels.remove(c.broker.id());
                c.close();
            }
        }
        for (BrokerImage b : brokers) channels.computeIfAbsent(b.id(), _ -> new Channel(b));
    }

    void send(Delivery d) {
        Channel c = channels.get(d.request().broker());
        if (c == null) d.answered().accept(d.request().broker(), null);
        else c.add(d);
    }

    void close() {
        List<Channel> all = new ArrayList<>(channels.values());
        channels.clear();
        all.forEach(Channel::close);
    }

    private final class Channel implements Peers.Answer {
        private final BrokerImage broker;
        private final Peers.Peer peer;
        private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
        private int correlation;
        private boolean inFlight;
        private boolean closed;
        private boolean complained;

        Channel(BrokerImage broker) {
            this.broker = broker;
            Endpoint e = broker.endpoint(listener);
            peer = e == null ? null : world.peers().peer(e.host(), e.port(), "controller-" + controllerId + "-to-"
                    + broker.id());
            if (e == null) LOG.error("Broker {} has no listener {}: it cannot be told anything", broker.id(), listener);
        }

        void add(Delivery d) {
            waiting.add(d);
            next();
        }

        private void next() {
            if (inFlight || closed || peer == null || waiting.isEmpty()) return;
            inFlight = true;
            Requests.Outgoing r = waiting.peek().request();
            RequestHeader header = new RequestHeader().requestApiKey(r.key().id()).requestApiVersion(r.version())
                    .correlationId(++correlation).clientId("controller-" + controllerId);
            ByteBuf frame = Frames.requestBuffer(header, r.request(), ByteBufAllocator.DEFAULT);
            peer.send(frame, timeoutMs, world.lane(), this);
        }

        @Override
        public void response(ByteBuf frame) {
            if (closed) return;
            inFlight = false;
            complained = false;
            Delivery d = waiting.poll();
            Message answer = read(frame, d.request().key(), d.request().version());
            d.answered().accept(broker.id(), answer);
            next();
        }

        private Message read(ByteBuf frame, ApiKey key, short version) {
            try {
                Frames.readResponseHeader(frame, key, version);
                Message m = key.newResponse();
                m.read(frame, version);
                return m;
            } catch (WireException e) {
                LOG.error("Broker {} answered {} with something else: {}", broker.id(), key, e.getMessage());
                return null;
            }
        }

        @Override
        public void failed(String why) {
            if (closed) return;
            if (!complained) LOG.warn("Broker {} did not get {}: {}; trying until it is gone", broker.id(),
                    waiting.peek().request().key(), why);
            complained = true;
            world.timers().after(RETRY_MS, world.lane(), () -> {
                inFlight = false;
                next();
            });
        }

        void close() {
            closed = true;
            if (peer != null) peer.close();
            List<Delivery> unanswered = List.copyOf(waiting);
            waiting.clear();
            unanswered.forEach(d -> d.answered().accept(broker.id(), null));
        }
    }
}
