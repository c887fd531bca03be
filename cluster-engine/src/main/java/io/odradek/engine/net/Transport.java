package io.odradek.engine.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The event loops of one broker, by native epoll where the system has it, and the owner lanes that run on them. */
public final class Transport implements AutoCloseable {
    private static final long CLOSE_WAIT_MS = 5_000;

    private final ByteBufAllocator allocator;
    private final boolean epoll;
    private final MultiThreadIoEventLoopGroup loops;
    private final List<LoopLane> lanes = new ArrayList<>();

    /**
     * @param prefix        of the threads' names, which go on with {@code net-io-1}
     * @param nativeSockets false takes Java's own selectors everywhere
     * @param allocator     of all buffers of its connections
     */
    Transport(String prefix, int threads, boolean nativeSockets, ByteBufAllocator allocator, Meters meters) {
        this.allocator = allocator;
        epoll = nativeSockets && Epoll.isAvailable();
        IoHandlerFactory selectors = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        AtomicInteger number = new AtomicInteger();
        loops = new MultiThreadIoEventLoopGroup(threads, work -> {
            // Netty keeps its caches of buffers in the fast locals of such threads.
            Thread made = new FastThreadLocalThread(work, prefix + "net-io-" + number.incrementAndGet());
            made.setDaemon(true);
            return made;
        }, selectors);
        for (var executor : loops) {
            String name = prefix + "net-io-" + (lanes.size() + 1);
            LoopLane lane = new LoopLane(name, (EventLoop) executor, meters.counter(Meter.LANE_REFUSED, name));
            meters.gauge(Meter.LANE_WAITING, lane::waiting, name);
            lanes.add(lane);
        }
    }

    public Transport(String prefix, int threads, Meters meters) {
        this(prefix, threads, true, ByteBufAllocator.DEFAULT, meters);
    }

    /** The owner lanes, one per loop. */
    public List<LoopLane> lanes() {
        return List.copyOf(lanes);
    }

    /** True when sockets are served by native epoll. */
    public boolean epoll() {
        return epoll;
    }

    LoopLane lane(EventLoop loop) {
        for (LoopLane lane : lanes) if (lane.loop() == loop) return lane;
        throw new IllegalArgumentException("not a loop of this broker: " + loop);
    }

    ServerBootstrap server() {
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        return new ServerBootstrap().group(loops).channel(type).childOption(ChannelOption.ALLOCATOR, allocator);
    }

    Bootstrap client(EventLoop loop) {
        Class<? extends SocketChannel> type = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        return new Bootstrap().group(loop).channel(type).option(ChannelOption.ALLOCATOR, allocator);
    }

    EventLoop next() {
        return loops.next();
    }

    /** Closes all connections and ends the threads. Not to be called on one of them. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_WAIT_MS);
    }
}
