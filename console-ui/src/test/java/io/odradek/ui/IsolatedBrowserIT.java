package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.Isolation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The control room over brokers that are a process each. */
@Timeout(120)
class IsolatedBrowserIT {
    private static EmbeddedCluster cluster;
    private static Visit visit;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        cluster = EmbeddedCluster.startIsolated(new EmbeddedCluster.Options(2, data, "127.0.0.1", 0,
                Map.of("zookeeper.session.timeout.ms", "4000")),
                Isolation.likeThis("local", "-XX:TieredStopAtLevel=1"));
        visit = Visit.near(cluster, data);
        browser = visit.browser();
    }

    @AfterAll
    static void stop() {
        visit.close();
        cluster.close();
    }

    @Test
    void aProcessIsKilledAndAnotherTakesItsPlace() {
        ProcessHandle killed = process();
        browser.open("c/local/control");
        browser.untilText("[data-broker=\"2\"]", "process " + killed.pid());
        browser.screenshot("isolated-control");
        browser.click("[data-broker=\"2\"] .act-kill");
        browser.untilText("vaadin-dialog-overlay, vaadin-dialog", "kill -9 of process " + killed.pid());
        browser.screenshot("isolated-kill");
        browser.click(".dialog-act");
        browser.untilText("[data-broker=\"2\"]", "down");
        assertThat(killed.isAlive()).isFalse();
        browser.untilText("#episodes", "out of the cluster after");
        browser.screenshot("isolated-killed");
        browser.click("[data-broker=\"2\"] .act-start");
        browser.click(".dialog-act");
        browser.untilText("[data-broker=\"2\"]", "running");
        ProcessHandle started = process();
        browser.untilText("[data-broker=\"2\"]", "process " + started.pid());
        assertThat(started.pid()).isNotEqualTo(killed.pid());
        started.destroyForcibly();
        browser.untilText("#episodes", "Broker 2 ended by itself");
        browser.open("c/local/brokers/1/requests");
        browser.untilText("td", "Metadata");
        browser.screenshot("isolated-requests");
    }

    private static ProcessHandle process() {
        return ProcessHandle.of(visit.house().supervisor().brokers().get(1).pid()).orElseThrow();
    }
}
