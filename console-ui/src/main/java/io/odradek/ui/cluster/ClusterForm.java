package io.odradek.ui.cluster;

import io.odradek.console.cluster.Attachment;
import io.odradek.ui.text.Phrase;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is typed of a cluster.
 *
 * @param properties as in a file for Kafka's own tools, such as client.properties
 */
record ClusterForm(String id, String servers, String properties) {
    static final ClusterForm EMPTY = new ClusterForm("", "", "");

    static ClusterForm of(String id, Attachment attachment) {
        return new ClusterForm(id, attachment.bootstrapServers(), print(attachment.client()));
    }

    /** What is wrong before anybody needs to be asked. */
    Optional<Phrase> mistake() {
        if (id.isBlank() || servers.isBlank()) {
            return Optional.of(Phrase.of("clusters.incomplete"));
        }
        try {
            client();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Phrase.of("clusters.properties.wrong", e.getMessage()));
        }
    }

    /** Without the blanks that a pasted list has. */
    Attachment attachment() {
        return new Attachment(servers.replaceAll("\\s", ""), client());
    }

    private Map<String, String> client() {
        Properties read = new Properties();
        try {
            read.load(new StringReader(properties));
        } catch (IOException neverOfText) {
            throw new UncheckedIOException(neverOfText);
        }
        Map<String, String> client = new TreeMap<>();
        read.stringPropertyNames().forEach(key -> client.put(key, read.getProperty(key).strip()));
        return client;
    }

    private static String print(Map<String, String> client) {
        return new TreeMap<>(client).entrySet().stream().map(entry -> escaped(entry.getKey()).replace(":", "\\:")
                .replace("=", "\\=").replace(" ", "\\ ") + " = " + escaped(entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
