package io.odradek.console.topic;

import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Cleanup policies as far as they are known: asked for the rows somebody looks at, in the background, and remembered
 * for a while. Bounded; the
 * longest unused are forgotten first. Any thread.
 */
final class CleanupPolicies {

    /** 10,000 topics' names and policies: about 1 MB. */
    private static final int KEPT = 10_000;
    private static final long FRESH_MS = 60_000;
    /** Kept from asking again at once when a cluster does not answer. */
    private static final long RETRY_MS = 10_000;

    private final Clusters clusters;
    private final Executor background;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > KEPT;
        }
    };

    CleanupPolicies(Clusters clusters, Executor background) {
        this.clusters = clusters;
        this.background = background;
    }

    private record Known(String policy, long untilMs) {
    }

    /**
     * Policies of these topics by name; empty text where it is not known yet. Never blocks: the unknown are asked for,
     * for the next look.
     */
    Map<String, String> of(String cluster, List<TopicState> topics) {
        Map<String, String> policies = new HashMap<>();
        List<String> wanted = new ArrayList<>();
        long now = System.currentTimeMillis();
        synchronized (known) {
            for (TopicState topic : topics) {
                Known entry = known.get(cluster + "/" + topic.name());
                policies.put(topic.name(), entry == null ? "" : entry.policy());
                if (entry == null || entry.untilMs() < now) {
                    wanted.add(topic.name());
                    known.put(cluster + "/" + topic.name(),
                            new Known(entry == null ? "" : entry.policy(), now + RETRY_MS));
                }
            }
        }
        if (!wanted.isEmpty()) {
            background.execute(() -> ask(cluster, wanted));
        }
        return policies;
    }

    void forget(String cluster, String topic) {
        synchronized (known) {
            known.remove(cluster + "/" + topic);
        }
    }

    private void ask(String cluster, List<String> topics) {
        try {
            Map<String, String> values = clusters.door(cluster).configs().ofTopics(topics, "cleanup.policy");
            long until = System.currentTimeMillis() + FRESH_MS;
            synchronized (known) {
                values.forEach((topic, policy) -> known.put(cluster + "/" + topic, new Known(policy, until)));
            }
        } catch (Problem unreachable) {
            // The column stays empty; the cluster's state is told elsewhere on the page.
            return;
        }
    }
}
