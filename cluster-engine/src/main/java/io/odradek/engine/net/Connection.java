package io.odradek.engine.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Frame;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.ApiVersionsResponse;
import io.odradek.engine.wire.message.RequestHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: several requests in flight, their answers in their order. While too much is in flight, or
 * the client
 * does not take its answers, the socket is not read, so that TCP slows the client down. Lives on one event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Listener listener;
    private final LoopLane lane;
    private final Channel channel;
    private final Client client;
    private final Runnable flush = this::flushPosted;
    private final Queue<Pending> inFlight = new ArrayDeque<>();
    private int inFlightBytes;
    /** Frames that were read before reading stopped; at most what one turn of the loop reads. */
    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private long lastActiveNs = System.nanoTime();
    /** Inside a read or a resumption, which will look at held frames and unflushed answers when it ends. */
    private boolean busy;
    private boolean unflushed;
    private boolean flushPosted;
    private boolean closing;

    Connection(Listener listener, LoopLane lane, Channel channel, Client client) {
        this.listener = listener;
        this.lane = lane;
        this.channel = channel;
        this.client = client;
    }

    LoopLane lane() {
        return lane;
    }

    Client client() {
        return client;
    }

    ByteBufAllocator allocator() {
        return channel.alloc();
    }

    ApiMeters meters(ApiKey key) {
        return listener.apis().of(key);
    }

    /** False when the loop has ended. */
    boolean post(Runnable task) {
        try {
            channel.eventLoop().execute(task);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (listener.limits().idleMs() > 0) watchIdle(listener.limits().idleMs() * 1_000_000);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf frame = (ByteBuf) message;
        listener.counters().in().add(Integer.BYTES + frame.readableBytes());
        busy = true;
        if (closing) {
            frame.release();
        } else if (full() || !held.isEmpty()) {
            held.add(frame);
            pause();
        } else {
            dispatch(frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        busy = false;
        lastActiveNs = System.nanoTime();
        if (!closing && full()) pause();
        resume();
        if (unflushed) flushNow();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) resume();
    }

    private boolean full() {
        return inFlight.size() >= Limits.IN_FLIGHT || inFlightBytes >= Limits.IN_FLIGHT_BYTES || !channel.isWritable();
    }

    private void pause() {
        if (!channel.config().isAutoRead()) return;
        channel.config().setAutoRead(false);
        listener.counters().pauses().increment();
    }

    /** Goes on with what was held back, and then with reading, as far as there is room. */
    private void resume() {
        if (busy || closing || channel.config().isAutoRead()) return;
        busy = true;
        while (!held.isEmpty() && !closing && !full()) dispatch(held.poll());
        busy = false;
        flushSoon();
        if (!closing && held.isEmpty() && !full()) channel.config().setAutoRead(true);
    }

    private void dispatch(ByteBuf frame) {
        long arrivedNs = System.nanoTime();
        Pending pending;
        Message body;
        try {
            RequestHeader header = Frames.readRequestHeader(frame);
            HandlerTable.Entry<?> entry = entry(header);
            client.clientId(header.clientId());
            boolean served = entry.serves(header.requestApiVersion());
            if (!served && entry.key() != ApiKey.API_VERSIONS) throw new WireException(unsupported(header));
            body = served ? entry.key().newRequest() : null;
            if (served) body.read(frame, header.requestApiVersion());
            pending = new Pending(this, entry, header, served ? header.requestApiVersion() : 0, frame, arrivedNs);
        } catch (WireException malformed) {
            frame.release();
            broken(malformed.getMessage());
            return;
        }
        inFlight.add(pending);
        inFlightBytes += pending.requestBytes();
        if (body != null) pending.handle(body);
        else pending.answer(downgrade(pending));
    }

    private HandlerTable.Entry<?> entry(RequestHeader header) {
        HandlerTable.Entry<?> entry = listener.table().of(ApiKey.of(header.requestApiKey()));
        if (entry == null) throw new WireException(unsupported(header));
        return entry;
    }

    private static String unsupported(RequestHeader header) {
        return ApiKey.of(header.requestApiKey()) + " version " + header.requestApiVersion() + ", which is not served";
    }

    /** A client newer than us learns from this answer, readable by all, which ApiVersions to ask with (KIP-511). */
    private Message downgrade(Pending pending) {
        HandlerTable.Entry<?> entry = listener.table().of(pending.key());
        return new ApiVersionsResponse().errorCode(ErrorCode.UNSUPPORTED_VERSION.code())
            .apiKeys(List.of(new ApiVersionsResponse.ApiVersion().apiKey(entry.key().id())
                .minVersion(entry.advertised()).maxVersion(entry.newest())));
    }

    /** An answer is known; all that it was the last to wait for leave. */
    void completed(Pending answered) {
        if (inFlight.peek() != answered) return;
        for (Pending next = answered; next != null && next.done(); next = inFlight.peek()) {
            inFlight.poll();
            inFlightBytes -= next.requestBytes();
            leave(next);
        }
        resume();
    }

    private void leave(Pending next) {
        Frame answer = next.answer();
        lastActiveNs = System.nanoTime();
        next.count(meters(next.key()), lastActiveNs);
        if (closing) {
            if (answer != null) answer.release();
        } else if (next.disconnect() != null) {
            if (answer != null) answer.release();
            broken(next.disconnect());
        } else if (answer != null) {
            write(answer);
        }
    }

    private void write(Frame answer) {
        listener.counters().out().add(answer.size());
        List<Object> parts = answer.parts();
        for (int i = 0; i < parts.size(); i++) {
            try {
                channel.write(listener.sendable(parts.get(i), channel.alloc()), channel.voidPromise());
            } catch (UncheckedIOException gone) {
                parts.subList(i, parts.size()).forEach(ReferenceCountUtil::release);
                broken("what was to be sent cannot be read: " + gone.getCause());
                return;
            }
        }
        unflushed = true;
        flushSoon();
    }

    /** More answers may follow in this turn of the loop: they leave together. */
    private void flushSoon() {
        if (busy || flushPosted || !unflushed) return;
        flushPosted = true;
        post(flush);
    }

    private void flushPosted() {
        flushPosted = false;
        if (unflushed) flushNow();
    }

    private void flushNow() {
        unflushed = false;
        channel.flush();
    }

    private void watchIdle(long waitNs) {
        channel.eventLoop().schedule(this::checkIdle, waitNs, TimeUnit.NANOSECONDS);
    }

    private void checkIdle() {
        if (closing) return;
        long leftNs = listener.limits().idleMs() * 1_000_000 - (System.nanoTime() - lastActiveNs);
        if (leftNs > 0 || !inFlight.isEmpty()) {
            // A request that waits for others keeps its connection.
            watchIdle(Math.max(leftNs, TimeUnit.SECONDS.toNanos(1)));
            return;
        }
        LOG.debug("closing connection {}: idle for {} ms", client, listener.limits().idleMs());
        listener.counters().expired().increment();
        close();
    }

    /** The one log line about a client that does not speak the protocol. */
    private void broken(String why) {
        if (closing) return;
        LOG.warn("closing connection {} on listener {}: {}", client, client.listener(), why);
        listener.counters().broken().increment();
        close();
    }

    private void close() {
        closing = true;
        // What was answered before still leaves.
        if (unflushed) flushNow();
        channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        // Requests in flight keep their buffers until they are answered, for handlers still read them.
        closing = true;
        held.forEach(ByteBuf::release);
        held.clear();
        listener.closed(client);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case FrameDecoder.BadFrame bad -> broken(bad.getMessage());
            case ClosedChannelException _ -> close();
            case IOException lost -> {
                // Resets are how many clients say goodbye; a file that shrank under a fetch is ours to look into.
                LOG.debug("connection {} was lost", client, lost);
                close();
            }
            default -> {
                LOG.error("connection {} failed", client, cause);
                close();
            }
        }
    }

    @Override
    public String toString() {
        return client.toString();
    }
}
