package io.odradek.engine.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import io.odradek.engine.metric.Counter;
import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One ordered channel to another broker. Its state belongs to one event loop. */
final class PeerConnection implements Peers.Peer {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);
    /** A sender that waits for no answers has a defect; a fetcher has one request in flight, a controller a few. */
    private static final int IN_FLIGHT = 10_000;

    private final NettyPeers peers;
    private final Address address;
    private final EventLoop loop;
    private final Counter requests;
    private final Counter failures;
    private final Queue<Sent> inFlight = new ArrayDeque<>();
    /** Frames that wait for the connection. */
    private final Queue<ByteBuf> unsent = new ArrayDeque<>();
    /** Written or to be written to this one; null before the first and after a lost one. */
    private Channel channel;
    private boolean closed;

    record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** A request that waits for its answer. */
    private record Sent(Lane lane, Peers.Answer answer, Future<?> timeout) {}

    PeerConnection(NettyPeers peers, Address address, EventLoop loop, Counter requests, Counter failures) {
        this.peers = peers;
        this.address = address;
        this.loop = loop;
        this.requests = requests;
        this.failures = failures;
    }

    @Override
    public void send(ByteBuf frame, long timeoutMs, Lane lane, Peers.Answer answer) {
        requests.increment();
        if (loop.inEventLoop()) {
            sendNow(frame, timeoutMs, lane, answer);
            return;
        }
        try {
            loop.execute(() -> sendNow(frame, timeoutMs, lane, answer));
        } catch (RejectedExecutionException ended) {
            frame.release();
            fail(lane, answer, "this broker is stopping");
        }
    }

    private void sendNow(ByteBuf frame, long timeoutMs, Lane lane, Peers.Answer answer) {
        if (closed || inFlight.size() >= IN_FLIGHT) {
            frame.release();
            fail(lane, answer, closed ? "closed" : "too many requests in flight to " + address);
            return;
        }
        if (channel == null) connect();
        Channel to = channel;
        Future<?> timeout = loop.schedule(() -> lost(to, "no answer from " + address + " within " + timeoutMs + " ms"),
            timeoutMs, TimeUnit.MILLISECONDS);
        inFlight.add(new Sent(lane, answer, timeout));
        ByteBuf length = to.alloc().ioBuffer(Integer.BYTES).writeInt(frame.readableBytes());
        if (to.isActive() && unsent.isEmpty()) {
            to.write(length, to.voidPromise());
            to.writeAndFlush(frame, to.voidPromise());
        } else {
            // Not connected yet: Netty would refuse the write, so it waits for the connection, in order.
            unsent.add(length);
            unsent.add(frame);
        }
    }

    private void connect() {
        ChannelFuture connecting = peers.transport().client(loop)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(peers.connectMs(), Integer.MAX_VALUE))
            .handler(new Pipeline())
            .connect(address.host(), address.port());
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) connected(connecting.channel());
            else unconnected(connecting.channel(), done.cause());
        });
    }

    private void unconnected(Channel which, Throwable cause) {
        boolean refused = cause instanceof ConnectException && !(cause instanceof ConnectTimeoutException)
            && String.valueOf(cause.getMessage()).contains("refused");
        lost(which, "cannot connect to " + address + ": " + cause.getMessage(), refused);
    }

    private void connected(Channel made) {
        if (made != channel) {
            made.close();
            return;
        }
        for (ByteBuf next = unsent.poll(); next != null; next = unsent.poll()) made.write(next, made.voidPromise());
        made.flush();
    }

    /**
     * Everything in flight on this channel fails: answers come in order, so none can be told from the missing one's.
     */
    private void lost(Channel which, String why) {
        lost(which, why, false);
    }

    private void lost(Channel which, String why, boolean refused) {
        if (which != channel) return;
        channel = null;
        which.close();
        for (ByteBuf next = unsent.poll(); next != null; next = unsent.poll()) next.release();
        for (Sent next = inFlight.poll(); next != null; next = inFlight.poll()) {
            next.timeout().cancel(false);
            if (refused) refuse(next.lane(), next.answer(), why);
            else fail(next.lane(), next.answer(), why);
        }
    }

    private void refuse(Lane lane, Peers.Answer answer, String why) {
        failures.increment();
        if (!lane.offer(() -> answer.refused(why))) LOG.debug("{} took no refusal: {}", lane.name(), why);
    }

    private void fail(Lane lane, Peers.Answer answer, String why) {
        failures.increment();
        if (!lane.offer(() -> answer.failed(why))) LOG.debug("{} took no failure: {}", lane.name(), why);
    }

    private void answered(Channel which, ByteBuf frame) {
        Sent first = which == channel ? inFlight.poll() : null;
        if (first == null) {
            frame.release();
            return;
        }
        first.timeout().cancel(false);
        boolean taken = first.lane().offer(() -> {
            try {
                first.answer().response(frame);
            } finally {
                frame.release();
            }
        });
        if (!taken) frame.release();
    }

    @Override
    public void close() {
        peers.closed(this);
        try {
            loop.execute(() -> {
                closed = true;
                if (channel != null) lost(channel, "closed");
            });
        } catch (RejectedExecutionException ended) {
            LOG.debug("connection to {} ended with its loop", address);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel made) {
            FrameDecoder decoder = new FrameDecoder(peers.answerBytes(), "the largest answer");
            made.config().setRecvByteBufAllocator(new FrameReads(decoder::unfinished));
            made.pipeline().addLast(decoder, new Answers());
        }
    }

    private final class Answers extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            answered(ctx.channel(), (ByteBuf) message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            lost(ctx.channel(), address + " closed the connection");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            lost(ctx.channel(), "connection to " + address + " failed: " + cause.getMessage());
            ctx.close();
        }
    }
}
