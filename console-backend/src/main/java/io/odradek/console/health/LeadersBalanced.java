package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;

/** One broker leading far more than its share is the first to be slow. */
final class LeadersBalanced implements Check {

    @Override
    public String id() {
        return "leaders.balanced";
    }

    @Override
    public Sentence title() {
        return Sentence.of("Leaders are spread");
    }

    @Override
    public List<String> dependsOn() {
        return List.of("brokers.online");
    }

    @Override
    public Finding look(Snapshot snapshot) {
        List<BrokerState> online = snapshot.brokers().stream().filter(BrokerState::online).toList();
        int all = online.stream().mapToInt(BrokerState::leaders).sum();
        int most = online.stream().mapToInt(BrokerState::leaders).max().orElse(0);
        double share = online.isEmpty() ? 0 : (double) all / online.size();
        // Half again its share, and not for a handful of partitions.
        boolean skewed = online.size() > 1 && most > 1.5 * share && most - share > 10;
        Sentence summary = Sentence.of("The busiest broker leads {0} partitions; an even share would be {1}", most,
                Math.round(share));
        return skewed ? warn(summary, Sentence.of(
                "Elect preferred leaders: kafka-leader-election.sh --election-type preferred"))
                : ok(summary);
    }
}
