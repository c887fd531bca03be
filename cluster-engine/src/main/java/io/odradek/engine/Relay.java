package io.odradek.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a broker and its ZooKeeper, so that what goes through can be held back on demand: as with a network
 * that is cut, connections stay and nothing arrives. Some bytes a second go through; each connection has two virtual
 * threads.
 */
final class Relay implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 << 10;

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean held;

    /** @param target {@code host:port} of the ZooKeeper */
    Relay(String target) {
        int colon = target.lastIndexOf(':');
        this.target = new InetSocketAddress(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for a relay to ZooKeeper", e);
        }
        Thread.ofVirtual().name("zookeeper-relay").start(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** From now on nothing gets through; or all that waited does, and what comes. */
    void hold(boolean hold) {
        synchronized (gate) {
            held = hold;
            gate.notifyAll();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket in = server.accept();
                open.add(in);
                Thread.ofVirtual().name("zookeeper-relay-connection").start(() -> connect(in));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket in) {
        try {
            waitWhileHeld();
            Socket out = new Socket();
            open.add(out);
            out.connect(target);
            in.setTcpNoDelay(true);
            out.setTcpNoDelay(true);
            Thread.ofVirtual().name("zookeeper-relay-answers").start(() -> pass(out, in));
            pass(in, out);
        } catch (IOException unreachable) {
            close(in);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                waitWhileHeld();
                out.write(buffer, 0, count);
            }
        } catch (IOException broken) {
            // Either side has left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private void waitWhileHeld() throws InterruptedException {
        synchronized (gate) {
            while (held) gate.wait();
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hold(false);
        Set.copyOf(open).forEach(this::close);
    }
}
