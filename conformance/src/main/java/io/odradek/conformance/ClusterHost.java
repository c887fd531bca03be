package io.odradek.conformance;

import io.odradek.engine.Broker;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.zk.EmbeddedZookeeper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cluster of one directory in this process. It writes the port it takes orders at to the file {@code host.port};
 * an order is a connection with the line {@code run ID}, which starts that broker. The line {@code stop} on the same
 * connection stops it orderly and then closes the connection; a connection that just breaks kills it. The line
 * {@code end} ends everything.
 */
public final class ClusterHost {
    /** Short, so that a killed broker's session (two ticks at least) does not outlive a test's patience. */
    private static final int TICK_MS = 1_000;

    private final Map<Integer, Broker> brokers = new TreeMap<>();
    private final ServerSocket orders;

    private ClusterHost(ServerSocket orders) {
        this.orders = orders;
    }

    public static void main(String[] arguments) throws Exception {
        ClusterFiles files = ClusterFiles.read(Path.of(arguments[0]));
        EmbeddedZookeeper zookeeper = EmbeddedZookeeper.start(files.zookeeper(), "127.0.0.1", 0, TICK_MS);
        ClusterHost host = new ClusterHost(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        for (int id : files.ids()) {
            host.brokers.put(id, new Broker(BrokerConfig.of(files.broker(id, zookeeper.connect()))));
        }
        Path port = files.directory().resolve("host.port");
        Path half = Files.writeString(files.directory().resolve("host.port.new"), host.orders.getLocalPort() + "\n");
        Files.move(half, port, StandardCopyOption.ATOMIC_MOVE);
        host.serve();
    }

    private void serve() throws IOException {
        while (true) {
            Socket order = orders.accept();
            Thread.ofPlatform().daemon().start(() -> obey(order));
        }
    }

    private void obey(Socket order) {
        try (order) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(order.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            if ("end".equals(line)) Runtime.getRuntime().halt(0);
            if (line == null || !line.startsWith("run ")) return;
            run(brokers.get(Integer.parseInt(line.substring(4))), in);
        } catch (Exception e) {
            e.printStackTrace();
        }
    }

    private static void run(Broker broker, BufferedReader in) throws Exception {
        try {
            broker.start();
            if ("stop".equals(in.readLine())) broker.stop();
        } finally {
            broker.kill();
        }
    }
}
