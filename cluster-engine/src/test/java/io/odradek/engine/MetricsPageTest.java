package io.odradek.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.engine.config.BrokerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of a broker that does not run says just that. One that runs is in EmbeddedClusterIT and the rules' IT. */
@Timeout(30)
class MetricsPageTest {
    private final Broker broker = new Broker(BrokerConfig.of(Map.of("broker.id", "7", "zookeeper.connect",
        "127.0.0.1:1")));

    @Test
    void theMetersAndTheHealthOfABrokerAreShown() throws StartFailure, IOException, InterruptedException {
        try (MetricsPage page = new MetricsPage(broker, "127.0.0.1:0", "")) {
            HttpResponse<String> metrics = get(page, "/metrics");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body()).contains("odradek_broker_running{broker=\"7\"} 0.0\n")
                .contains("jvm_threads_current ");
            assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
            assertThat(get(page, "/health").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void anAddressThatIsNoneIsSaidInOneLine() {
        for (String address : new String[] {"nonsense", "host:port", ":70000"}) {
            assertThatThrownBy(() -> new MetricsPage(broker, address, "")).isInstanceOf(StartFailure.class)
                .hasMessageContaining(address);
        }
    }

    private static HttpResponse<String> get(MetricsPage page, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        }
    }
}
