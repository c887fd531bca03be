package io.odradek.bench.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of namespaces on this machine, one for each broker, so that cables can be pulled: a bridge in the caller's
 * namespace with two addresses (clients come from one, ZooKeeper listens on the other) and one cable to each broker.
 * Needs root. Names and addresses hold the process's id, so that several may be there at once.
 */
public final class Network implements AutoCloseable {
    private static final int CLIENTS = 253;
    private static final int ZOOKEEPER = 254;

    private final String tag;
    private final String prefix;
    private final int hosts;
    private final Thread cleaner = Thread.ofPlatform().unstarted(this::tearDown);

    private Network(long pid, int hosts) {
        this.tag = Long.toString(pid % 1_000_000, 36);
        this.prefix = "10." + (100 + pid / 250 % 100) + "." + pid % 250 + ".";
        this.hosts = hosts;
    }

    /** Null where this process may not make one. */
    public static Network open(int hosts) throws InterruptedException {
        Network network = new Network(ProcessHandle.current().pid(), hosts);
        try {
            network.build();
            Runtime.getRuntime().addShutdownHook(network.cleaner);
            return network;
        } catch (IOException e) {
            network.tearDown();
            return null;
        }
    }

    private void build() throws IOException, InterruptedException {
        ip("link add " + bridge() + " type bridge");
        ip("addr add " + prefix + CLIENTS + "/24 dev " + bridge());
        ip("addr add " + prefix + ZOOKEEPER + "/24 dev " + bridge());
        ip("link set " + bridge() + " up");
        for (int i = 1; i <= hosts; i++) {
            ip("netns add " + namespace(i));
            ip("link add " + cable(i) + " type veth peer name c" + tag + "e" + i);
            ip("link set c" + tag + "e" + i + " netns " + namespace(i));
            ip("link set " + cable(i) + " master " + bridge() + " up");
            inside(i, "link set lo up");
            inside(i, "addr add " + host(i) + "/24 dev c" + tag + "e" + i);
            inside(i, "link set c" + tag + "e" + i + " up");
        }
    }

    /** Address of a broker, from 1 on. */
    public String host(int i) {
        return prefix + i;
    }

    public String zookeeper() {
        return prefix + ZOOKEEPER;
    }

    /** What starts a command inside a broker's namespace. */
    public List<String> inside(int i) {
        return List.of("ip", "netns", "exec", namespace(i));
    }

    /** Nobody reaches it and it reaches nobody. */
    public void isolate(int i) throws IOException, InterruptedException {
        ip("link set " + cable(i) + " down");
    }

    public void join(int i) throws IOException, InterruptedException {
        ip("link set " + cable(i) + " up");
    }

    /** What it sends to the other is lost; what the other sends still arrives. */
    public void cut(int from, String to) throws IOException, InterruptedException {
        inside(from, "route add blackhole " + to + "/32");
    }

    public void mend(int from, String to) throws IOException, InterruptedException {
        inside(from, "route del blackhole " + to + "/32");
    }

    private String bridge() {
        return "odrb" + tag;
    }

    private String cable(int i) {
        return "v" + tag + "e" + i;
    }

    private String namespace(int i) {
        return "odr" + tag + "-" + i;
    }

    private void inside(int i, String words) throws IOException, InterruptedException {
        ip("-n " + namespace(i) + " " + words);
    }

    private static void ip(String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words.split(" ")));
        Shell.run(command.toArray(new String[0]));
    }

    private void tearDown() {
        for (int i = 1; i <= hosts; i++) {
            quietly("netns del " + namespace(i));
            quietly("link del " + cable(i));
        }
        quietly("link del " + bridge());
    }

    private static void quietly(String words) {
        try {
            ip(words);
        } catch (IOException _) {
            // It was not there.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        tearDown();
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException _) {
            // The process ends, and the hook runs once more for nothing.
        }
    }
}
