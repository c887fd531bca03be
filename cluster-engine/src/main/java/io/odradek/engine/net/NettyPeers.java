package io.odradek.engine.net;

import io.odradek.engine.env.Peers;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Connections to other brokers, over the broker's own event loops. */
public final class NettyPeers implements Peers, AutoCloseable {
    private final Transport transport;
    private final Meters meters;
    private final int answerBytes;
    private final long connectMs;
    private final Set<PeerConnection> open = ConcurrentHashMap.newKeySet();

    /**
     * @param answerBytes largest answer taken; a larger one closes the connection
     * @param connectMs   how long a connection may take to be made
     */
    public NettyPeers(Transport transport, int answerBytes, long connectMs, Meters meters) {
        this.transport = transport;
        this.answerBytes = answerBytes;
        this.connectMs = connectMs;
        this.meters = meters;
    }

    @Override
    public Peer peer(String host, int port, String purpose) {
        PeerConnection made = new PeerConnection(this, new PeerConnection.Address(host, port), transport.next(),
            meters.counter(Meter.PEER_REQUESTS, purpose), meters.counter(Meter.PEER_FAILURES, purpose));
        open.add(made);
        return made;
    }

    Transport transport() {
        return transport;
    }

    int answerBytes() {
        return answerBytes;
    }

    long connectMs() {
        return connectMs;
    }

    void closed(PeerConnection peer) {
        open.remove(peer);
    }


    /** Closes every channel; what is in flight fails. */
    @Override
    public void close() {
        open.forEach(PeerConnection::close);
    }
}
