package io.odradek.bench;

import java.io.IOException;

/** Topics by Kafka's own command. */
final class Topics {
    private static final String COMMAND = "org.apache.kafka.tools.TopicCommand";

    private Topics() {}

    static void create(Client client, Running broker, String topic, int partitions) throws IOException,
            InterruptedException {
        client.tool(COMMAND, "--bootstrap-server", broker.bootstrap(), "--create", "--topic", topic,
                "--partitions", Integer.toString(partitions), "--replication-factor", "1");
    }

    static void delete(Client client, Running broker, String topic) throws IOException, InterruptedException {
        client.tool(COMMAND, "--bootstrap-server", broker.bootstrap(), "--delete", "--topic", topic);
    }
}
