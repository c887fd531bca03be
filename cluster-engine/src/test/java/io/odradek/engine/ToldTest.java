package io.odradek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.Load.Request;
import io.odradek.engine.net.ClientLook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one process tells another arrives as it was. */
class ToldTest {
    @Test
    void aLoadArrivesAsItWas() {
        Request produce = new Request(new long[] {3, 0, 1}, new long[] {50, 100, Long.MAX_VALUE}, 900, 1, 2, 3, 4);
        Load load = new Load(0.875, 12, Map.of("Produce", produce));
        assertThat(Load.parse(load.text())).usingRecursiveComparison().isEqualTo(load);
        Load fresh = new Load(1, 0, Map.of());
        assertThat(Load.parse(fresh.text())).isEqualTo(fresh);
    }

    @Test
    void clientsArriveAsTheyWereWhateverTheyCallThemselves() {
        List<ClientLook> clients = List.of(
            new ClientLook("PLAINTEXT", "127.0.0.1", 4711, "a b\n\tc%20+\u00e9", "unknown", "", 5),
            new ClientLook("PLAINTEXT", "::1", 1, "", "apache-kafka-java", "4.3.1", 0));
        assertThat(ClientText.parse(ClientText.of(clients))).isEqualTo(clients);
        assertThat(ClientText.parse(ClientText.of(List.of()))).isEmpty();
    }
}
