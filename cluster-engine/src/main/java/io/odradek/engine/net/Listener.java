package io.odradek.engine.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultMessageSizeEstimator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.NetKeys;
import io.odradek.engine.env.FileSlice;
import io.odradek.engine.metric.Counter;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address that clients connect to. Bound first, so that its port is known and nobody else's; connections wait in
 * the
 * system's backlog until {@link #open}.
 */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** Software that is told apart in meters; the rest is "other". */
    private static final int MOST_SOFTWARE = 50;

    private final ListenerAddress address;
    private final BrokerConfig config;
    private final Transport transport;
    private final Limits limits;
    private final Counters counters;
    private final ApiMeters.Table apis;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();
    private volatile HandlerTable table;
    private volatile Channel server;

    /** The handles of one listener. */
    record Counters(Counter in, Counter out, Counter opened, Counter refused, Counter broken, Counter expired,
            Counter pauses) {
        static Counters of(Meters meters, String listener) {
            return new Counters(meters.counter(Meter.NET_BYTES_IN, listener),
                meters.counter(Meter.NET_BYTES_OUT, listener), meters.counter(Meter.NET_CONNECTIONS_OPENED, listener),
                meters.counter(Meter.NET_CONNECTIONS_REFUSED, listener),
                meters.counter(Meter.NET_CONNECTIONS_BROKEN, listener),
                meters.counter(Meter.NET_CONNECTIONS_EXPIRED, listener), meters.counter(Meter.NET_PAUSES, listener));
        }
    }

    public Listener(ListenerAddress address, BrokerConfig config, Transport transport, Meters meters) {
        this.address = address;
        this.config = config;
        this.transport = transport;
        this.limits = Limits.of(config);
        this.counters = Counters.of(meters, address.name());
        this.apis = new ApiMeters.Table(meters);
        meters.gauge(Meter.NET_CONNECTIONS, open::get, address.name());
        meters.observe(this::clients);
    }

    /** Takes the port. Throws {@link BindException} where somebody else has it. */
    public void bind() throws IOException {
        ServerBootstrap bootstrap = transport.server()
            .option(ChannelOption.SO_BACKLOG, config.get(NetKeys.SOCKET_LISTEN_BACKLOG_SIZE))
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(Limits.UNSENT_LOW, Limits.UNSENT_HIGH))
            .childOption(ChannelOption.MESSAGE_SIZE_ESTIMATOR,
                SliceRegion.estimator(DefaultMessageSizeEstimator.DEFAULT))
            .handler(new Accepting())
            .childHandler(new Accepted());
        // Bounded also where nobody asked for it: with a buffer that the system grows, one sendfile pushes a whole
        // answer through the receiver's half of the stack on our thread, at more than twice the time in the kernel.
        buffer(bootstrap, ChannelOption.SO_SNDBUF, config.get(NetKeys.SOCKET_SEND_BUFFER_BYTES));
        // Not bounded unless asked for: Kafka's 100 KiB hold producers at a distance back, and save nothing here.
        if (config.raw(NetKeys.SOCKET_RECEIVE_BUFFER_BYTES.name()) != null) {
            buffer(bootstrap, ChannelOption.SO_RCVBUF, config.get(NetKeys.SOCKET_RECEIVE_BUFFER_BYTES));
        }
        ChannelFuture bound = (address.host().isEmpty() ? bootstrap.bind(address.port())
            : bootstrap.bind(address.host(), address.port())).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            if (bound.cause() instanceof IOException e) throw e;
            throw new IOException("cannot listen on " + address, bound.cause());
        }
        server = bound.channel();
    }

    /** -1: the system sizes the buffer as the connection needs. */
    private static void buffer(ServerBootstrap bootstrap, ChannelOption<Integer> option, int bytes) {
        if (bytes > 0) bootstrap.childOption(option, bytes);
    }

    /** Serves, those who connected meanwhile first. */
    public void open(HandlerTable handlers) {
        table = handlers;
        server.config().setAutoRead(true);
    }

    public ListenerAddress address() {
        return address;
    }

    /** The port that was taken. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Who is connected now, in no order. Any thread. */
    public List<ClientLook> clients() {
        List<ClientLook> all = new ArrayList<>();
        for (Channel channel : channels) {
            Connection connection = channel.pipeline().get(Connection.class);
            if (connection != null) all.add(connection.client().look());
        }
        return all;
    }

    /** Names come from outside, so only so many are told apart, and of each only what a name should have. */
    private void clients(Meters.Look into) {
        Map<List<String>, Integer> count = new HashMap<>();
        for (ClientLook client : clients()) {
            List<String> software = List.of(plain(client.softwareName()), plain(client.softwareVersion()));
            boolean room = count.containsKey(software) || count.size() < MOST_SOFTWARE;
            count.merge(room ? software : List.of("other", "other"), 1, Integer::sum);
        }
        count.forEach((software, connections) -> into.add(Meter.NET_CLIENTS, connections, address.name(),
            software.get(0), software.get(1)));
    }

    private static String plain(String name) {
        String short32 = name.length() > 32 ? name.substring(0, 32) : name;
        return short32.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    HandlerTable table() {
        return table;
    }

    Limits limits() {
        return limits;
    }

    Counters counters() {
        return counters;
    }

    ApiMeters.Table apis() {
        return apis;
    }

    /** A part of an answer as the transport sends it. */
    Object sendable(Object part, ByteBufAllocator allocator) {
        if (!(part instanceof FileSlice slice)) return part;
        try {
            FileChannel held = slice.file().hold();
            if (held != null) return new SliceRegion(slice, held);
            slice.file().release();
            return copy(slice, allocator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuf copy(FileSlice slice, ByteBufAllocator allocator) throws IOException {
        ByteBuf bytes = allocator.ioBuffer(slice.size(), slice.size());
        try {
            int count = slice.file().read(slice.position(), bytes.nioBuffer(0, slice.size()));
            if (count < slice.size()) throw new IOException(slice + " ends after " + count + " bytes");
            return bytes.writerIndex(slice.size());
        } catch (IOException e) {
            bytes.release();
            throw e;
        }
    }

    void closed(Client client) {
        perAddress.computeIfPresent(client.clientHost(), (host, count) -> count == 1 ? null : count - 1);
    }

    /** Takes no more connections, and closes those that are open. */
    @Override
    public void close() {
        if (server != null) server.close().awaitUninterruptibly();
        channels.close().awaitUninterruptibly();
    }

    /** Counts connections where they are accepted, so that not one too many is. */
    private final class Accepting extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            counters.opened().increment();
            if (open.incrementAndGet() >= limits.connections()) ctx.channel().config().setAutoRead(false);
            ((Channel) message).closeFuture().addListener(closed -> {
                if (open.decrementAndGet() == limits.connections() - 1) ctx.channel().config().setAutoRead(true);
            });
            ctx.fireChannelRead(message);
        }
    }

    /** Makes the pipeline of a new connection, or closes it where a limit says so. */
    private final class Accepted extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            InetSocketAddress remote = channel.remoteAddress();
            if (remote == null) {
                // Gone between accept and now.
                channel.close();
                return;
            }
            Client client = new Client(address.name(), channel.localAddress(), remote, numbers.incrementAndGet());
            int fromThere = perAddress.merge(client.clientHost(), 1, Integer::sum);
            if (fromThere > limits.forAddress(client.clientHost())) {
                LOG.warn("refusing connection {} on listener {}: max.connections.per.ip is {}", client, address.name(),
                    limits.forAddress(client.clientHost()));
                counters.refused().increment();
                closed(client);
                channel.close();
                return;
            }
            channels.add(channel);
            FrameDecoder decoder = new FrameDecoder(limits.frameBytes(), "socket.request.max.bytes");
            channel.config().setRecvByteBufAllocator(new FrameReads(decoder::unfinished));
            Connection connection = new Connection(Listener.this, transport.lane(channel.eventLoop()), channel, client);
            channel.pipeline().addLast(decoder, connection);
        }
    }
}
