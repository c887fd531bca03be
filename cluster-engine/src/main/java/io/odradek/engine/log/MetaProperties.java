package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.wire.Uuid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/**
 * {@code meta.properties} of a data directory: whose it is. Written in version 0 as Kafka with ZooKeeper does; version
 * 1
 * ({@code node.id}) of newer Kafka is understood.
 *
 * @param brokerId    -1 when the file does not tell
 * @param clusterId   null when the file does not tell
 * @param directoryId the directory's own id; null when the file does not tell
 */
record MetaProperties(int brokerId, String clusterId, Uuid directoryId) {
    static final String FILE = "meta.properties";

    /** Null when there is none. */
    static MetaProperties read(Disk disk, Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!disk.exists(file)) return null;
        Properties p = new Properties();
        try {
            p.load(new ByteArrayInputStream(disk.read(file)));
            String version = p.getProperty("version", "");
            if (!version.equals("0") && !version.equals("1")) throw new LogFailure("Unrecognized version " + version
                    + " in " + file);
            String id = p.getProperty("broker.id", p.getProperty("node.id", "-1"));
            String directoryId = p.getProperty("directory.id");
            return new MetaProperties(Integer.parseInt(id), p.getProperty("cluster.id"),
                    directoryId == null ? null : Uuid.parse(directoryId));
        } catch (IllegalArgumentException e) {
            throw new LogFailure("Malformed " + file + ": " + e.getMessage());
        }
    }

    void write(Disk disk, Path directory) throws IOException {
        String text = "#\nbroker.id=" + brokerId + "\ncluster.id=" + clusterId + "\ndirectory.id=" + directoryId
                + "\nversion=0\n";
        disk.replace(directory.resolve(FILE), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Throws when the directory is another broker's or another cluster's. */
    void check(int ownBroker, String ownCluster, Path directory) {
        if (clusterId != null && ownCluster != null && !clusterId.equals(ownCluster)) {
            throw new LogFailure("The Cluster ID " + ownCluster + " doesn't match stored clusterId " + clusterId
                    + " in "
                    + directory.resolve(FILE)
                            + ". The broker is trying to join the wrong cluster. Configured zookeeper.connect"
                    + " may be wrong: correct it, or give this broker other or empty log.dirs.");
        }
        if (brokerId >= 0 && brokerId != ownBroker) {
            throw new LogFailure("Configured broker.id " + ownBroker + " doesn't match stored broker.id " + brokerId
                    + " in "
                    + directory.resolve(FILE)
                            + ". If you moved your data, make sure your configured broker.id matches. If you intend"
                    + " to create a new broker, you should remove all data in your data directories (log.dirs).");
        }
    }
}
