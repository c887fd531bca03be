package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
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
    public String title() {
        return "There is room on the disks";
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
            return ok("The brokers do not tell how full their disks are");
        }
        String summary = "The fullest disk, of broker " + fullest.id() + ", is " + Math.round(used * 100) + "% full";
        String remedy = "Shorten retention, add a disk, or move replicas away";
        return used >= 0.95 ? failed(summary, remedy) : used >= 0.85 ? warn(summary, remedy) : ok(summary);
    }
}
