package io.odradek.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The process behind {@link FirstRecord}, with {@link RebalanceMembers} the only class here that sees Kafka's client.
 */
public final class WaitingProducer {
    private WaitingProducer() {}

    /** Reads addresses, a line each; answers each with "acknowledged", or with what went wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader ports = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String bootstrap = ports.readLine(); bootstrap != null; bootstrap = ports.readLine()) {
            System.out.println(send(bootstrap));
        }
    }

    private static String send(String bootstrap) throws InterruptedException {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "linger.ms", 0, "retry.backoff.ms", 5,
                "retry.backoff.max.ms", 10, "reconnect.backoff.ms", 5, "reconnect.backoff.max.ms", 10,
                "max.block.ms", 60_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("start", "first")).get();
            return "acknowledged";
        } catch (ExecutionException e) {
            return e.getCause().toString();
        }
    }
}
