package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;

/** Brokers that hold replicas, or were seen before, and are not in the cluster now. */
final class BrokersOnline implements Check {

    @Override
    public String id() {
        return "brokers.online";
    }

    @Override
    public Sentence title() {
        return Sentence.of("All brokers are there");
    }

    @Override
    public List<String> dependsOn() {
        return List.of("cluster.reachable");
    }

    @Override
    public Finding look(Snapshot snapshot) {
        List<Integer> gone = snapshot.brokers().stream().filter(broker -> !broker.online()).map(BrokerState::id)
                .toList();
        return gone.isEmpty() ? ok(Sentence.of("All {0} brokers are in the cluster", snapshot.brokers().size()))
                : warn(Sentence.of("Brokers not in the cluster: {0}", gone),
                        Sentence.of("Start them again, or move their replicas elsewhere"));
    }
}
