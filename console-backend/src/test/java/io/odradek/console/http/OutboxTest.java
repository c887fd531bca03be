package io.odradek.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

    @Test
    void fullOutboxDropsTheOldestAndCountsThem() throws Exception {
        Outbox outbox = new Outbox("a\"b");
        outbox.add(IntStream.range(0, 5_000).mapToObj(Integer::toString).toList(), 7);
        JsonNode message = Json.MAPPER.readTree(outbox.take());
        assertThat(message.get("id").asText()).isEqualTo("a\"b");
        assertThat(message.get("items")).hasSize(2_000);
        assertThat(message.at("/items/1999").asInt()).isEqualTo(4_999);
        assertThat(message.get("dropped").asInt()).isEqualTo(3_007);
        assertThat(outbox.take()).isNull();
    }

    @Test
    void largeItemsAreBoundedByTheirSum() throws Exception {
        Outbox outbox = new Outbox("s");
        String large = "\"" + "x".repeat(400_000) + "\"";
        outbox.add(List.of(large, large, large, large), 0);
        JsonNode message = Json.MAPPER.readTree(outbox.take());
        assertThat(message.get("items")).hasSize(2);
        assertThat(message.get("dropped").asInt()).isEqualTo(2);
    }

    @Test
    void endComesAfterWhatWaits() {
        Outbox outbox = new Outbox("s");
        outbox.add(List.of("1"), 0);
        outbox.end("last");
        assertThat(outbox.take()).contains("\"items\":[1]");
        assertThat(outbox.take()).isEqualTo("last");
        assertThat(outbox.take()).isNull();
    }
}
