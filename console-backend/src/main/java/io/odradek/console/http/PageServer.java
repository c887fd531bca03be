package io.odradek.console.http;

import io.odradek.console.Console;
import java.net.SocketAddress;

/**
 * What serves the pages behind the front; found by ServiceLoader. Everything that is not the API's is passed on to it.
 */
public interface PageServer extends AutoCloseable {

    /**
     * Starts and returns where it listens: loopback ({@link java.net.InetSocketAddress}) or a Unix domain socket
     * ({@link java.net.UnixDomainSocketAddress}). Called once, on a thread that may block.
     */
    SocketAddress start(Console console) throws Exception;

    /** Stops within seconds. */
    @Override
    void close();
}
