package io.odradek.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything is.
 *
 * @param root         the project
 * @param java         the java command, the same for both brokers and for the clients
 * @param classPath    our engine's
 * @param kafkaLibs    Apache Kafka's jars
 * @param kafkaVersion which
 */
record Setting(Path root, String java, String classPath, Path kafkaLibs, String kafkaVersion) {
    /** What Kafka's own start script passes; both brokers get it. */
    static final List<String> COLLECTOR =
            List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", "-XX:InitiatingHeapOccupancyPercent=35",
                    "-XX:+ExplicitGCInvokesConcurrent");

    static Setting read() {
        Path root = Path.of(required("odradek.root"));
        String version = required("kafka.version");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Setting(root, java, required("odradek.brokerPath"),
                root.resolve("kafka-peers/target").resolve(version).resolve("libs"), version);
    }

    /** What both brokers' processes get besides their heap. */
    List<String> brokerOptions() {
        List<String> all = new ArrayList<>(COLLECTOR);
        all.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dlog4j2.configurationFile=" + root.resolve("bin/lib/tools-log4j2.properties")));
        return all;
    }

    /** The start-up cache of the one-broker process, where it has been trained. */
    Path cache() {
        return root.resolve("target/one-broker.aot");
    }

    /** Apache Kafka of the ZooKeeper era. */
    String zookeeperKafka() {
        return "kafka-" + System.getProperty("kafka.zk.version", "3.9.1");
    }

    Path zookeeperKafkaLibs() {
        return root.resolve("kafka-peers/target").resolve(System.getProperty("kafka.zk.version", "3.9.1"))
                .resolve("libs");
    }

    /** This module's own jar, which stands first on the class path. */
    String benchJar() {
        return classPath.substring(0, classPath.indexOf(File.pathSeparatorChar));
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) throw new IllegalStateException("the system property " + property
                + " is not set: use bin/odradek bench");
        return value;
    }
}
