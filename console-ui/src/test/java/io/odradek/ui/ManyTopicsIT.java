package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.Console;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A large cluster, as a recorded snapshot: nothing answers behind it. */
class ManyTopicsIT {
    private static final int TOPICS = 10_000;
    private static final int PARTITIONS = 10;

    @Test
    void tenThousandTopicsScrollSortAndFilter() throws Exception {
        try (Clusters clusters = new Clusters(List.of(new ClusterSpec("large", "127.0.0.1:1", false, Map.of())))) {
            Settings settings = new Settings(0, Path.of("target"), "127.0.0.1", 0, 0, false, "127.0.0.1:1");
            Console console = Recorded.console(settings, clusters, Recorded.snapshot("large", TOPICS, PARTITIONS));
            try (Served served = new Served(console); Browser browser = new Browser(served.port())) {
                scroll(browser);
                sortAndFilter(browser);
                browser.open("c/large/brokers/1/partitions");
                browser.untilText(".count", "replicas");
                browser.screenshot("many-replicas");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static void scroll(Browser browser) {
        long began = System.nanoTime();
        browser.open("c/large/topics");
        browser.untilText("vaadin-grid-cell-content", "topic-00000");
        browser.untilText(".count", "10,000 topics");
        System.out.println("10,000 topics: first rows after " + elapsedMs(began) + " ms");
        for (int row : new int[] {7_000, 9_999, 0, 5_000}) {
            began = System.nanoTime();
            browser.run("document.querySelector('vaadin-grid').scrollToIndex(" + row + ")");
            browser.untilText("vaadin-grid-cell-content", "topic-0%04d".formatted(row));
            System.out.println("10,000 topics: row " + row + " after " + elapsedMs(began) + " ms");
        }
        browser.screenshot("many-topics");
    }

    private static void sortAndFilter(Browser browser) {
        browser.open("c/large/topics?sort=messages&desc=true");
        browser.untilText("vaadin-grid-cell-content", "topic-09999");
        browser.type("[data-search]", "0123");
        browser.untilText(".count", "11 topics");
        browser.until("location.search.includes('q=0123') && location.search.includes('sort=messages')");
    }

    private static long elapsedMs(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
