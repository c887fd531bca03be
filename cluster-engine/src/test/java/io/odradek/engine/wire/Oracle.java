package io.odradek.engine.wire;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Apache Kafka's own schemas and codecs, from the jars that the build generated ours from. The schemas are read here
 * once more and in another way than the generator does, so that a mistake there shows.
 */
final class Oracle {
    private static final Path JARS = Path.of("target", "schemas");
    private static final String ZOOKEEPER_ERA =
        "(LeaderAndIsr|StopReplica|UpdateMetadata|ControlledShutdown)(Request|Response)|RequestHeader";
    private static final JsonMapper JSON =
        JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    /** A schema and the loader of the Kafka classes that belong to it. */
    record Entry(String name, JsonNode schema, int oldest, int newest, Class<?> kafkas, Class<?> ours) {
        Message fresh() {
            try {
                return (Message) ours.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Oracle() {}

    /** Every schema that has versions, by name. */
    static Map<String, Entry> entries() {
        Map<String, Entry> all = new TreeMap<>();
        List<Path> clients = jars("clients");
        ClassLoader newest = Oracle.class.getClassLoader();
        ClassLoader zookeeper = zookeeperEra();
        ClassLoader records = loader(jars("records"), jars("records-clients"));
        clients.forEach(jar -> read(jar, "common/message/", newest, "(?!" + ZOOKEEPER_ERA + ").*", all));
        jars("zookeeper").forEach(jar -> read(jar, "common/message/", zookeeper, ZOOKEEPER_ERA, all));
        jars("records").forEach(jar -> read(jar, "common/message/", records, ".*", all));
        jars("records").forEach(jar -> read(jar, "message/", records, "ProducerSnapshot", all));
        return all;
    }

    /** Classes of the last Kafka with ZooKeeper, apart from those on our class path. */
    static ClassLoader zookeeperEra() {
        List<Path> logging = jars("clients").stream().filter(p -> p.toString().contains("slf4j")).toList();
        return loader(jars("zookeeper"), logging);
    }

    static List<Path> jars(String folder) {
        try (Stream<Path> files = Files.list(JARS.resolve(folder))) {
            return files.filter(p -> p.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassLoader loader(List<Path> first, List<Path> then) {
        List<URL> urls = new ArrayList<>();
        Stream.concat(first.stream(), then.stream()).forEach(p -> {
            try {
                urls.add(p.toUri().toURL());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static void read(Path jar, String directory, ClassLoader loader, String wanted, Map<String, Entry> into) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry e : zip.stream().map(ZipEntry.class::cast).toList()) {
                String path = e.getName();
                if (!path.startsWith(directory) || !path.endsWith(".json")
                        || !path.substring(directory.length()).replace(".json", "").matches(wanted)) {
                    continue;
                }
                try (InputStream in = zip.getInputStream(e)) {
                    entry(JSON.readTree(in), zip, loader, into);
                }
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(jar.toString(), e);
        }
    }

    private static void entry(JsonNode schema, ZipFile zip, ClassLoader loader, Map<String, Entry> into)
            throws ClassNotFoundException {
        String valid = schema.get("validVersions").asText();
        if (valid.equals("none")) {
            return;
        }
        String name = schema.get("name").asText();
        List<String> files = zip.stream().map(ZipEntry::getName).toList();
        String kafkas = files.stream().filter(n -> n.endsWith("/" + name + "Data.class")).findFirst()
            .or(() -> files.stream().filter(n -> n.endsWith("/" + name + ".class")).findFirst())
            .orElseThrow(() -> new AssertionError("Kafka has no class for " + name));
        String[] range = valid.split("-");
        Class<?> kafkasClass = loader.loadClass(kafkas.replace('/', '.').replace(".class", ""));
        Class<?> oursClass = Class.forName("io.odradek.engine.wire.message." + name);
        Entry entry = new Entry(name, schema, Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]),
            kafkasClass, oursClass);
        if (into.put(name, entry) != null) {
            throw new AssertionError(name + " comes from two jars");
        }
    }
}
