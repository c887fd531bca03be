package io.odradek.bench.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A console with 512 MB of heap on a large simulated cluster: how long its lists take on the server and in a browser,
 * and what its heap holds.
 */
final class Lists {

    private static final int PARTITIONS = 10;
    private static final int ROUNDS = 200;
    private static final int PAINTS = 10;
    private static final int FIRST_PAINT_MS = 1_500;
    private static final String API = "/api/v1/clusters/kafka";
    private static final Map<String, List<String>> LISTS = Map.of(
            "topics", List.of("/topics?limit=100", "/topics?limit=100&sort=size&descending=true",
                    "/topics?limit=100&sort=messages&offset=9000", "/topics?limit=100&text=-0123"),
            "groups", List.of("/groups?limit=100", "/groups?limit=100&sort=lag&descending=true",
                    "/groups?limit=100&offset=9000", "/groups?limit=100&text=-0123"),
            "brokers", List.of("/brokers"), "one topic", List.of("/topics/topic-00007"),
            "groups of a topic", List.of("/groups?topic=topic-00007"), "overview", List.of("/overview"));

    /** What is true of each page once it shows what it lists. */
    private static final Map<String, String> PAGES = Map.of(
            "topics", "document.body.textContent.includes('topic-0')",
            "groups", "document.body.textContent.includes('group-0')",
            "brokers", "document.querySelectorAll('tr[data-key]').length >= 3");

    private final Figures figures;
    private final int topics;
    private final int groups;

    /** @param topics of ten partitions each */
    Lists(Figures figures, int topics, int groups) {
        this.figures = figures;
        this.topics = topics;
        this.groups = groups;
    }

    void run(Path data) throws Exception {
        String what = topics + " topics, " + topics * PARTITIONS + " partitions, " + groups + " groups: ";
        try (SimulatedCluster cluster = new SimulatedCluster(topics, PARTITIONS, groups);
                ConsoleProcess console = new ConsoleProcess("512m", data, "--bootstrap", cluster.bootstrapServers())) {
            await(console, "/topics?limit=1", topics);
            await(console, "/groups?limit=1", groups);
            for (var list : new TreeMap<>(LISTS).entrySet()) {
                figures.add(what + "list of " + list.getKey() + ", server", "p99 ms", served(console, list.getValue()),
                        300);
            }
            paint(console, what);
            figures.add(what + "live heap of a console with -Xmx512m", "MB", console.liveHeapMb(), 512);
        }
    }

    private static void await(ConsoleProcess console, String list, int wanted) throws Exception {
        long deadline = System.nanoTime() + 180_000_000_000L;
        while (new ObjectMapper().readTree(console.get(API + list)).path("total").asInt() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the console does not see " + wanted + " of " + list);
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    /** While the console goes on sweeping. */
    private static double served(ConsoleProcess console, List<String> lists) throws Exception {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < ROUNDS + ROUNDS / 10; i++) {
            for (String list : lists) {
                long began = System.nanoTime();
                console.get(API + list);
                if (i >= ROUNDS / 10) {
                    took.add((System.nanoTime() - began) / 1e6);
                }
            }
        }
        return Figures.percentile(took, 0.99);
    }

    /** The browser's own first contentful paint of the list pages. The first one meets a console that just began. */
    private void paint(ConsoleProcess console, String what) throws Exception {
        List<Double> paints = new ArrayList<>();
        try (WebDriver browser = new WebDriver()) {
            for (int i = 0; i < PAINTS; i++) {
                for (var page : PAGES.entrySet()) {
                    browser.open(console.address() + "/c/kafka/" + page.getKey());
                    browser.until("performance.getEntriesByName('first-contentful-paint').length > 0");
                    paints.add(browser.run("return performance.getEntriesByName('first-contentful-paint')[0]"
                            + ".startTime").asDouble());
                    browser.until(page.getValue());
                    figures.add("page of " + page.getKey() + " until its rows are there", "ms",
                            browser.run("return performance.now()").asDouble());
                }
            }
        }
        figures.add(what + "first contentful paint", "first ms", paints.removeFirst(), FIRST_PAINT_MS);
        figures.add(what + "first contentful paint", "p50 ms", Figures.percentile(paints, 0.5));
        figures.add(what + "first contentful paint", "p99 ms", Figures.percentile(paints, 0.99), FIRST_PAINT_MS);
    }
}
