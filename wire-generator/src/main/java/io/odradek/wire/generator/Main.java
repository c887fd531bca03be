package io.odradek.wire.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the engine's message classes. Arguments: the folder with the jars, the folder to write to.
 *
 * <p>Does nothing when neither the jars nor the generator changed since the last run, and touches only files whose text
 * changed, so that an incremental build stays one.
 */
public final class Main {
    private static final String STAMP = "generated-from";

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: Main SCHEMA_JARS OUTPUT");
            System.exit(2);
        }
        Path jars = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        String stamp = stamp(jars);
        Path stampFile = output.resolve(STAMP);
        if (Files.exists(stampFile) && Files.readString(stampFile).equals(stamp)) {
            return;
        }
        Files.deleteIfExists(stampFile);
        write(output, generate(jars));
        Files.writeString(stampFile, stamp);
    }

    /** Every file to be written: path below the output folder, text. */
    private static Map<String, String> generate(Path jars) throws Exception {
        Map<String, Schema> schemas = Sources.load(jars);
        Map<String, String> files = new TreeMap<>();
        String runtime = MessageCode.RUNTIME.replace('.', '/');
        String messages = MessageCode.PACKAGE.replace('.', '/');
        for (Schema schema : schemas.values()) {
            files.put(messages + "/" + schema.name() + ".java", MessageCode.of(schema));
        }
        files.put(messages + "/package-info.java", """
            /** Generated from Apache Kafka's message schemas by wire-generator. Plain data: no threads, no I/O. */
            package %s;
            """.formatted(MessageCode.PACKAGE));
        files.put(runtime + "/ApiKey.java", ApiKeyCode.of(schemas));
        files.put(runtime + "/ErrorCode.java", ErrorCodeCode.of(jars.resolve("clients")));
        return files;
    }

    private static void write(Path output, Map<String, String> files) throws IOException {
        Files.createDirectories(output);
        try (Stream<Path> old = Files.walk(output)) {
            for (Path file : old.filter(Files::isRegularFile).toList()) {
                if (!files.containsKey(output.relativize(file).toString().replace('\\', '/'))) {
                    Files.delete(file);
                }
            }
        }
        for (Map.Entry<String, String> e : files.entrySet()) {
            Path file = output.resolve(e.getKey());
            Files.createDirectories(file.getParent());
            if (!Files.exists(file) || !Files.readString(file).equals(e.getValue())) {
                Files.writeString(file, e.getValue());
            }
        }
    }

    /** Tells one input from another: names and sizes of the jars, contents of the generator's own classes. */
    private static String stamp(Path jars) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(jars)) {
            for (Path jar : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update((jars.relativize(jar) + " " + Files.size(jar) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path own = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (Path file : classes(own)) {
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> classes(Path own) {
        try (Stream<Path> files = Files.walk(own)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
