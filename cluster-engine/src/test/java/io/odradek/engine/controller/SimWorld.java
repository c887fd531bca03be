package io.odradek.engine.controller;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import io.odradek.engine.env.Rng;
import io.odradek.engine.env.Timers;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.RequestHeader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Everything in one thread under one seed: channels whose deliveries keep their order while the channels race each
 * other, time that
 * goes on when nothing else is to be done.
 */
final class SimWorld implements Clock, Rng {
    final Random random;
    final Map<Integer, SimBroker> brokers = new HashMap<>();
    private final Map<Object, ArrayDeque<Runnable>> channels = new LinkedHashMap<>();
    private final PriorityQueue<Due> timers = new PriorityQueue<>(Comparator.comparingLong(Due::at)
            .thenComparing(Due::order));
    private long nowMs;
    private long order;
    private SimLane current;
    /** Chance in 1000 that a request to a broker is lost, on the way there or back. */
    int lossPerMille;

    private record Due(long at, long order, Runnable task) {}

    SimWorld(long seed) {
        random = new Random(seed);
    }

    void post(Object channel, Runnable task) {
        channels.computeIfAbsent(channel, _ -> new ArrayDeque<>()).add(task);
    }

    /** One delivery; false when nothing is left but timers. */
    boolean step() {
        if (channels.isEmpty()) return false;
        List<Object> keys = new ArrayList<>(channels.keySet());
        Object key = keys.get(random.nextInt(keys.size()));
        ArrayDeque<Runnable> queue = channels.get(key);
        Runnable task = queue.poll();
        if (queue.isEmpty()) channels.remove(key);
        task.run();
        return true;
    }

    /** Until nothing is to be done for this long. */
    void settle(long ms) {
        long until = nowMs + ms;
        while (true) {
            while (step()) { }
            if (timers.isEmpty() || timers.peek().at() > until) break;
            Due d = timers.poll();
            nowMs = Math.max(nowMs, d.at());
            d.task().run();
        }
        nowMs = until;
    }

    /** Lets the next timer fire. */
    void tick() {
        if (timers.isEmpty()) return;
        Due d = timers.poll();
        nowMs = Math.max(nowMs, d.at());
        d.task().run();
    }

    @Override
    public long wallMs() {
        return nowMs;
    }

    @Override
    public long monotonicNs() {
        return nowMs * 1_000_000;
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public void nextBytes(byte[] into) {
        random.nextBytes(into);
    }

    Timers timers() {
        return (delayMs, lane, task) -> {
            boolean[] done = new boolean[1];
            timers.add(new Due(nowMs + delayMs, order++, () -> {
                if (!done[0]) lane.execute(task);
                done[0] = true;
            }));
            return () -> {
                boolean first = !done[0];
                done[0] = true;
                return first;
            };
        };
    }

    /** A broker's controller lane; after a crash it runs nothing more. */
    final class SimLane implements Lane {
        private boolean dead;

        void die() {
            dead = true;
        }

        void inside(Runnable task) {
            if (dead) return;
            SimLane before = current;
            current = this;
            try {
                task.run();
            } finally {
                current = before;
            }
        }

        @Override
        public String name() {
            return "controller";
        }

        @Override
        public boolean isCurrent() {
            return current == this;
        }

        @Override
        public boolean offer(Runnable task) {
            post(this, () -> inside(task));
            return true;
        }

        @Override
        public void execute(Runnable task) {
            offer(task);
        }
    }

    /** Connections from one broker's controller to the others, by port. */
    Peers peers(SimLane from) {
        return (host, port, purpose) -> new Peers.Peer() {
            private final Object there = new Object();
            private final Object back = new Object();

            @Override
            public void send(ByteBuf frame, long timeoutMs, Lane lane, Peers.Answer answer) {
                boolean lostThere = random.nextInt(1000) < lossPerMille;
                boolean lostBack = random.nextInt(1000) < lossPerMille;
                post(there, () -> {
                    SimBroker b = brokers.get(port);
                    ByteBuf response = lostThere || b == null || !b.alive() ? null : handle(b, frame);
                    frame.release();
                    post(back, () -> {
                        from.inside(() -> {
                            if (response == null || lostBack) answer.failed("lost");
                            else answer.response(response);
                        });
                        if (response != null) response.release();
                    });
                });
            }

            @Override
            public void close() {}
        };
    }

    private static ByteBuf handle(SimBroker b, ByteBuf frame) {
        RequestHeader h = Frames.readRequestHeader(frame);
        ApiKey key = ApiKey.of(h.requestApiKey());
        Message request = key.newRequest();
        request.read(frame, h.requestApiVersion());
        return Frames.responseBuffer(key, h.requestApiVersion(), h.correlationId(), b.handle(request),
                UnpooledByteBufAllocator.DEFAULT);
    }
}
