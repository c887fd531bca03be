package io.odradek.engine.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import java.util.ArrayDeque;

/**
 * Connections from one process, with what the real ones promise: requests in order, several in flight, answers in their
 * order; when one answer does not come in time the connection is given up with all that is in flight on it, and the
 * next request makes another. Ports are hosts.
 */
final class SimPeers implements Peers {
    private static final String REFUSED = "connection refused";

    private final Net net;
    private final World world;
    private final Life life;
    private final int self;

    SimPeers(Net net, Life life, int self) {
        this.net = net;
        this.world = net.world();
        this.life = life;
        this.self = self;
    }

    @Override
    public Peer peer(String host, int port, String purpose) {
        return new SimPeer(port);
    }

    private static final class Sent {
        private final Lane lane;
        private final Answer answer;
        private boolean over;

        Sent(Lane lane, Answer answer) {
            this.lane = lane;
            this.answer = answer;
        }

        void fail(String why) {
            if (over) return;
            over = true;
            lane.offer(() -> {
                if (why.equals(REFUSED)) answer.refused(why);
                else answer.failed(why);
            });
        }
    }

    /** One made connection: to the life that was on the other side then. */
    private final class Wire {
        private final Net.Pipe there;
        private final Net.Pipe back;
        private final Machine.Incoming remote;
        private final ArrayDeque<Sent> inFlight = new ArrayDeque<>();
        private boolean lost;

        Wire(Machine to, int port) {
            there = net.new Pipe(self, port);
            back = net.new Pipe(port, self);
            remote = to == null ? null : to.accept(this::answered, () -> reset("connection reset"));
        }

        void send(byte[] frame) {
            there.send(() -> {
                if (lost) return;
                // Nobody listens, or another process does by now.
                if (remote == null) reset(REFUSED);
                else if (remote.gone() || net.resets()) reset("connection reset");
                else remote.receive(frame);
            });
        }

        /** The other side closes, or is not there: heard of when the word arrives. */
        private void reset(String why) {
            back.send(() -> give(why));
        }

        private void answered(byte[] frame) {
            back.send(() -> {
                if (net.resets()) {
                    give("connection reset");
                    return;
                }
                Sent first = inFlight.poll();
                if (first == null || first.over || life.dead()) return;
                first.over = true;
                for (int i = 0; i < frame.length; i += 13) world.trace().mix(frame[i]);
                first.lane.offer(() -> first.answer.response(Unpooled.wrappedBuffer(frame)));
            });
        }

        void give(String why) {
            if (lost) return;
            lost = true;
            // What is under way to the other side may still arrive there; nothing comes back.
            back.close();
            if (world.random().nextBoolean()) there.close();
            if (remote != null && !remote.gone()) there.send(remote::closed);
            for (Sent each : inFlight) each.fail(why);
            inFlight.clear();
        }
    }

    private final class SimPeer implements Peer {
        private final int port;
        private Wire wire;
        private boolean closed;

        SimPeer(int port) {
            this.port = port;
        }

        @Override
        public void send(ByteBuf frame, long timeoutMs, Lane lane, Answer answer) {
            byte[] bytes = new byte[frame.readableBytes()];
            frame.readBytes(bytes);
            frame.release();
            Sent sent = new Sent(lane, answer);
            if (closed) {
                sent.fail("closed");
                return;
            }
            if (wire == null || wire.lost) wire = new Wire(net.machine(port), port);
            Wire over = wire;
            over.inFlight.add(sent);
            over.send(bytes);
            world.at(timeoutMs * 1000, () -> {
                if (!sent.over && !life.dead()) over.give("no answer within " + timeoutMs + " ms");
            });
        }

        @Override
        public void close() {
            closed = true;
            if (wire != null) wire.give("closed");
        }
    }
}
