package io.odradek.console;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.broker.BrokerService;
import io.odradek.console.cluster.ClusterService;
import io.odradek.console.group.GroupService;
import io.odradek.console.health.HealthService;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.metric.MetricService;
import io.odradek.console.overview.OverviewService;
import io.odradek.console.reassign.ReassignService;
import io.odradek.console.record.RecordService;
import io.odradek.console.replication.ReplicationService;
import io.odradek.console.session.Sessions;
import io.odradek.console.session.Users;
import io.odradek.console.settings.Access;
import io.odradek.console.settings.Settings;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.storage.StorageService;
import io.odradek.console.streams.StreamsService;
import io.odradek.console.supervisor.Supervisor;
import io.odradek.console.topic.TopicService;
import io.odradek.console.transaction.TransactionService;
import io.odradek.console.zookeeper.ZookeeperService;

/**
 * Everything the pages and the API may call, in one process. Every service may be called from any thread that may block
 * (never from an
 * event loop), and throws {@link io.odradek.console.problem.Problem} and nothing else. Services take the cluster's id
 * first.
 */
public interface Console {

    Settings settings();

    /** Who gets in, and how far. */
    Access access();

    /** The clusters attached to; {@code clusters().list()} and {@code clusters().first()}. */
    Clusters clusters();

    /** The same clusters for people: listed, added, removed. */
    ClusterService attached();

    Snapshots snapshots();

    OverviewService overview();

    BrokerService brokers();

    TopicService topics();

    GroupService groups();

    ReassignService reassign();

    StreamsService streams();

    RecordService records();

    ReplicationService replication();

    StorageService storage();

    TransactionService transactions();

    ZookeeperService zookeeper();

    HealthService health();

    MetricService metrics();

    Supervisor supervisor();

    AuditLog audit();

    /** Who may sign in. */
    Users users();

    /** Who has. */
    Sessions sessions();
}
