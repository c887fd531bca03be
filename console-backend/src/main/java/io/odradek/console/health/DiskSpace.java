package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;

/** How full the fullest volume is; a broker whose volume is full stops. */
final class DiskSpace implements Check {

    @Override
    public String id() {
        return "disk.space";
    }

    @Override
    public Sentence title() {
        return Sentence.of("There is room on the disks");
    }

    @Override
    public List<String> dependsOn() {
        return List.of("cluster.reachable");
    }

    @Override
    public Finding look(Snapshot snapshot) {
        BrokerState fullest = null;
        double used = -1;
        for (BrokerState broker : snapshot.brokers()) {
            double share = broker.totalBytes() <= 0 || broker.usableBytes() < 0 ? -1 : 1 - (double) broker
                    .usableBytes() / broker.totalBytes();
            if (share > used) {
                used = share;
                fullest = broker;
            }
        }
        if (fullest == null) {
            return ok(Sentence.of("The brokers do not tell how full their disks are"));
        }
        Sentence summary = Sentence.of("The fullest disk, of broker {0}, is {1}% full", fullest.id(),
                Math.round(used * 100));
        Sentence remedy = Sentence.of("Shorten retention, add a disk, or move replicas away");
        return used >= 0.95 ? failed(summary, remedy) : used >= 0.85 ? warn(summary, remedy) : ok(summary);
    }
}
