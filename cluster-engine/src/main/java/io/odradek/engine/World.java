package io.odradek.engine;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.NetKeys;
import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Disk;
import io.odradek.engine.env.Faults;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.env.OpenFiles;
import io.odradek.engine.env.Peers;
import io.odradek.engine.env.Rng;
import io.odradek.engine.env.SystemClock;
import io.odradek.engine.env.SystemDisk;
import io.odradek.engine.env.SystemRng;
import io.odradek.engine.env.ThreadLanes;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import io.odradek.engine.net.LoopTimers;
import io.odradek.engine.net.NettyPeers;
import io.odradek.engine.net.Transport;

/** The real world of one broker: its threads, sockets, disk, clock. Nothing runs before it is used. */
final class World implements AutoCloseable {
    /** Kafka's default of num.network.threads; more threads than processors only take turns. */
    private static final int NET_THREADS = Math.min(3, Runtime.getRuntime().availableProcessors());
    /** Answers of other brokers: a fetch of replica.fetch.response.max.bytes (10 MiB) may exceed it by one batch. */
    private static final int PEER_ANSWER_BYTES = 256 << 20;

    private final Clock clock;
    private final Disk disk;
    private final Rng rng = new SystemRng();
    private final Transport transport;
    private final ThreadLanes lanes;
    private final LoopTimers timers;
    private final NettyPeers network;
    private final Peers peers;

    /**
     * @param files  those of the whole process
     * @param faults what can be made to go wrong in it; null where nothing can
     */
    World(BrokerConfig config, Meters meters, OpenFiles files, Faults faults) {
        clock = faults == null ? new SystemClock() : faults.over(new SystemClock());
        disk = faults == null ? new SystemDisk(files) : faults.over(new SystemDisk(files));
        String prefix = "b" + config.brokerId() + "-";
        boolean chosen = config.raw(NetKeys.NUM_NETWORK_THREADS.name()) != null;
        transport = new Transport(prefix, chosen ? config.get(NetKeys.NUM_NETWORK_THREADS) : NET_THREADS, meters);
        lanes = new ThreadLanes(prefix, transport.lanes(), config.get(NetKeys.NUM_IO_THREADS),
            meters.counter(Meter.LANE_REFUSED, prefix + "disk"));
        timers = new LoopTimers(prefix);
        network = new NettyPeers(transport, PEER_ANSWER_BYTES, config.get(NetKeys.SOCKET_CONNECTION_SETUP_TIMEOUT_MS),
            meters);
        peers = faults == null ? network : faults.over(network, timers);
    }

    Clock clock() {
        return clock;
    }

    Disk disk() {
        return disk;
    }

    Rng rng() {
        return rng;
    }

    Transport transport() {
        return transport;
    }

    Lanes lanes() {
        return lanes;
    }

    Timers timers() {
        return timers;
    }

    Peers peers() {
        return peers;
    }

    /** Ends all threads; what waits on them is not done any more. */
    @Override
    public void close() {
        network.close();
        timers.close();
        lanes.close();
        transport.close();
    }
}
