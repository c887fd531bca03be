package io.odradek.ui;

import io.odradek.console.Console;
import io.odradek.console.audit.AuditLog;
import io.odradek.console.broker.BrokerService;
import io.odradek.console.health.HealthService;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.metric.MetricService;
import io.odradek.console.overview.OverviewService;
import io.odradek.console.record.RecordService;
import io.odradek.console.settings.Settings;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.supervisor.Supervisor;
import io.odradek.console.topic.TopicService;

/** The backend's own services around snapshots which a test may bring itself. */
record AttachedConsole(Settings settings, Clusters clusters, Snapshots snapshots, OverviewService overview,
        BrokerService brokers,
                       TopicService topics, RecordService records, HealthService health, MetricService metrics,
                               Supervisor supervisor,
                       AuditLog audit) implements Console {

    static AttachedConsole of(Settings settings, Clusters clusters, Snapshots snapshots) {
        AuditLog audit = new AuditLog();
        return new AttachedConsole(settings, clusters, snapshots, new OverviewService(clusters, snapshots),
                new BrokerService(clusters, snapshots, audit), new TopicService(clusters, snapshots, audit),
                new RecordService(clusters, audit), new HealthService(snapshots),
                        new MetricService(clusters, snapshots),
                new Supervisor(snapshots, audit), audit);
    }
}
