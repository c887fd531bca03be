package io.odradek.wire.generator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Which schema is taken from which jar. The same message from two jars would be an error. */
final class Sources {
    /**
     * What the coordination through ZooKeeper needs and Kafka 4 removed; the header because version 0 of
     * ControlledShutdown goes with its version 0.
     */
    private static final Predicate<String> ZOOKEEPER_ERA = name ->
        name.matches("(LeaderAndIsr|StopReplica|UpdateMetadata|ControlledShutdown)(Request|Response)|RequestHeader");

    private record Source(String folder, String jarPrefix, String directory, Predicate<String> wanted) {}

    private static final List<Source> ALL = List.of(
        new Source("clients", "kafka-clients-", "common/message/", ZOOKEEPER_ERA.negate()),
        new Source("zookeeper", "kafka-clients-", "common/message/", ZOOKEEPER_ERA),
        new Source("records", "kafka-group-coordinator-", "common/message/", name -> true),
        new Source("records", "kafka-transaction-coordinator-", "common/message/", name -> true),
        new Source("records", "kafka-share-coordinator-", "common/message/", name -> true),
        new Source("records", "kafka-storage-", "message/", name -> name.equals("ProducerSnapshot")));

    private Sources() {}

    /**
     * All schemas with valid versions, by name. {@code root} holds the folders clients, zookeeper and records with
     * their jars.
     */
    static Map<String, Schema> load(Path root) throws IOException {
        Map<String, Schema> schemas = new TreeMap<>();
        for (Source source : ALL) {
            Path jar = jar(root.resolve(source.folder), source.jarPrefix);
            int before = schemas.size();
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                    add(schemas, source, zip, entry);
                }
            }
            if (schemas.size() == before) {
                throw new SchemaException("no schemas in " + jar);
            }
        }
        return schemas;
    }

    private static void add(Map<String, Schema> schemas, Source source, ZipFile zip, ZipEntry entry)
            throws IOException {
        String path = entry.getName();
        if (!path.startsWith(source.directory) || !path.endsWith(".json")) {
            return;
        }
        String name = path.substring(source.directory.length(), path.length() - ".json".length());
        if (!source.wanted.test(name)) {
            return;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Schema schema = SchemaParser.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), path);
            if (!schema.versions().isEmpty() && schemas.put(schema.name(), schema) != null) {
                throw new SchemaException(schema.name() + " comes from two jars");
            }
        }
    }

    private static Path jar(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            String name = prefix + "\\d.*\\.jar";
            List<Path> jars = files.filter(p -> p.getFileName().toString().matches(name)).toList();
            if (jars.size() != 1) {
                throw new SchemaException(folder + " has " + jars.size() + " jars " + prefix + "*, not one");
            }
            return jars.getFirst();
        }
    }
}
