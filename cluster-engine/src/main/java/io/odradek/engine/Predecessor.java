package io.odradek.engine;

import io.odradek.engine.env.Disk;
import io.odradek.engine.zk.FormerSession;
import io.odradek.engine.zk.ZookeeperSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that ran this broker before, where it was killed: its ZooKeeper session would hold the broker's id, and
 * perhaps the controller's office, until it expires (Kafka's broker does not start for as long). Each process writes
 * its session into its first data directory; the next, which holds that directory's lock and so knows that the former
 * is dead, ends that session.
 */
final class Predecessor {
    private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);
    private static final String FILE = "zookeeper.session";
    private static final long WAIT_MS = 3_000;

    private final Disk disk;
    private final Path file;

    Predecessor(Disk disk, Path directory) {
        this.disk = disk;
        this.file = directory.resolve(FILE);
    }

    /** Ends the former session where there may be one; then ours is the one written down. The directory is locked. */
    void follow(ZookeeperSession session) {
        FormerSession.Key former = read();
        ZookeeperSession.Options options = session.options();
        if (former != null && former.connect().equals(options.connect())) FormerSession.end(former, options, WAIT_MS);
        write(session);
    }

    /** To be called at every new session. */
    void write(ZookeeperSession session) {
        FormerSession.Key key = session.key();
        if (key == null) return;
        try {
            StringWriter text = new StringWriter();
            key.properties().store(text, null);
            disk.replace(file, text.toString().getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            LOG.warn("{} could not be written; after a kill the next start waits for the session to expire", file, e);
        }
    }

    /** The session ended in order. */
    void forget() {
        try {
            if (disk.exists(file)) disk.delete(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted", file, e);
        }
    }

    private FormerSession.Key read() {
        try {
            if (!disk.exists(file)) return null;
            Properties all = new Properties();
            all.load(new ByteArrayInputStream(disk.read(file)));
            return FormerSession.Key.of(all);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} could not be read", file, e);
            return null;
        }
    }
}
