package io.odradek.console;

import io.odradek.engine.BrokerProcess;
import io.odradek.engine.Member;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The pages of meters that brokers with a process of their own answer with on loopback, asked all at once. */
final class ProcessPages {

    /** Half of what Prometheus waits for all of them by default; one that stands still shows nothing. */
    private static final int PATIENCE_MS = 5_000;

    private ProcessPages() {
    }

    /** By broker, without those that do not run or do not answer. */
    static Map<Integer, String> of(List<Member> members) {
        Map<Integer, String> pages = new TreeMap<>();
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Member member : members) {
                if (member instanceof BrokerProcess broker) {
                    asking.execute(() -> {
                        String page = broker.page("metrics", PATIENCE_MS);
                        if (page != null) {
                            synchronized (pages) {
                                pages.put(broker.id(), page);
                            }
                        }
                    });
                }
            }
        }
        return pages;
    }
}
