package io.odradek.ui;

import io.odradek.console.Console;
import io.odradek.console.http.PageServer;
import io.odradek.ui.live.Pulse;
import io.odradek.ui.part.Site;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the pages from an embedded Jetty on a Unix domain socket, so that nobody gets around the front; on loopback
 * where the
 * system has no such sockets. Sessions live in memory: they do not survive a restart.
 */
public final class Pages implements PageServer {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    /** One thread for each request being served; push and WebSockets hold none while idle. */
    private static final int THREADS = 64;
    private static final int STOP_TIMEOUT_MS = 2_000;

    private Server server;
    private Pulse pulse;
    private Path directory;

    @Override
    public SocketAddress start(Console console) throws Exception {
        server = new Server(new QueuedThreadPool(THREADS, 4));
        try {
            directory = Files.createTempDirectory("odradek-pages");
            UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 1, 1, http());
            connector.setUnixDomainPath(directory.resolve("pages.sock"));
            serve(console, connector);
            return UnixDomainSocketAddress.of(connector.getUnixDomainPath());
        } catch (UnsupportedOperationException noSuchSockets) {
            return startOnLoopback(console, 0);
        }
    }

    /** Without a front before it: pages work, their live streams do not. For trying pages out. */
    InetSocketAddress startOnLoopback(Console console, int port) throws Exception {
        server = new Server(new QueuedThreadPool(THREADS, 4));
        ServerConnector connector = new ServerConnector(server, 1, 1, http());
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        serve(console, connector);
        return new InetSocketAddress("127.0.0.1", connector.getLocalPort());
    }

    private void serve(Console console, Connector connector) throws Exception {
        server.addConnector(connector);
        pulse = new Pulse(console.snapshots());
        server.setHandler(new GracefulHandler(Context.of(new Site(console, pulse))));
        server.setStopTimeout(STOP_TIMEOUT_MS);
        server.start();
    }

    private static HttpConnectionFactory http() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // The front replaces these headers, so they can be believed.
        configuration.addCustomizer(new ForwardedRequestCustomizer());
        return new HttpConnectionFactory(configuration);
    }

    @Override
    public void close() {
        if (pulse != null) {
            pulse.close();
        }
        if (server != null) {
            try {
                server.stop();
            } catch (Exception e) {
                LOG.warn("The page server did not stop in order", e);
            }
        }
        if (directory != null) {
            try {
                Files.deleteIfExists(directory.resolve("pages.sock"));
                Files.deleteIfExists(directory);
            } catch (IOException left) {
                LOG.debug("{} is left behind", directory, left);
            }
        }
    }
}
