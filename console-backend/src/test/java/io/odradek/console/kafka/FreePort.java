package io.odradek.console.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports for programs that have to be told one. */
public final class FreePort {
    /** From 32,768 on the system gives ports away to outgoing connections, at any moment. */
    private static final int LOWEST = 20_000;
    private static final int COUNT = 32_768 - LOWEST;
    /** The next to be tried: who asks twice gets two. Begins anywhere, for others on this machine ask too. */
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** One that nothing listens on now, and that no connection will have when the program comes to it. */
    public static int any() {
        while (true) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            try (ServerSocket s = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return s.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
    }
}
