package io.odradek.console;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.broker.BrokerService;
import io.odradek.console.cluster.ClusterService;
import io.odradek.console.group.GroupService;
import io.odradek.console.health.HealthService;
import io.odradek.console.inside.Insides;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.metric.MetricService;
import io.odradek.console.overview.OverviewService;
import io.odradek.console.reassign.ReassignService;
import io.odradek.console.record.KeptDecoders;
import io.odradek.console.record.RecordService;
import io.odradek.console.record.SavedSearches;
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
import io.odradek.engine.metric.Exporter;
import java.nio.file.Path;
import java.util.List;

/** All services, built once and closed in reverse. */
public final class House implements Console, AutoCloseable {

    /** Beside the audit log. */
    static final String USERS = "users.json";
    /** Whether znodes may be changed from the console. */
    private static final String ZOOKEEPER_WRITABLE = "odradek.zookeeper.writable";

    private final Settings settings;
    private final Access access;
    private final Exporter exporter = new Exporter();
    private final Clusters clusters;
    private final AuditLog audit;
    private final Users users;
    private final Sessions sessions;
    private final Snapshots snapshots;
    private final MetricService metrics;
    private final Supervisor supervisor;
    private final OverviewService overview;
    private final BrokerService brokers;
    private final TopicService topics;
    private final GroupService groups;
    private final ReassignService reassign;
    private final StreamsService streams;
    private final ClusterService attached;
    private final RecordService records;
    private final HealthService health;
    private final Insides insides = new Insides();
    private final ReplicationService replication;
    private final StorageService storage;
    private final TransactionService transactions;
    private final ZookeeperService zookeeper;

    /**
     * Builds the services and begins to look at the clusters.
     *
     * @param auditFile null to keep the audit log in memory alone
     */
    public House(Settings settings, Access access, List<ClusterSpec> specs, Path auditFile) {
        this.settings = settings;
        this.access = access;
        this.clusters = new Clusters(specs);
        this.audit = new AuditLog(auditFile);
        this.users = new Users(beside(auditFile, USERS), audit);
        this.sessions = new Sessions(users, audit, access.readOnly(), System::currentTimeMillis);
        this.snapshots = new Snapshots(clusters);
        this.metrics = new MetricService(clusters, snapshots, exporter.registry());
        this.supervisor = new Supervisor(clusters, snapshots, audit);
        this.overview = new OverviewService(clusters, snapshots);
        this.brokers = new BrokerService(clusters, snapshots, audit, insides);
        this.topics = new TopicService(clusters, snapshots, audit);
        this.groups = new GroupService(clusters, snapshots, audit);
        this.reassign = new ReassignService(clusters, snapshots, audit);
        this.streams = new StreamsService(clusters, snapshots, audit);
        this.attached = new ClusterService(clusters, snapshots, audit, beside(auditFile, "clusters.json"));
        this.records = new RecordService(clusters, audit, new EngineInternals(), new SavedSearches(
                beside(auditFile, "searches.json")), new KeptDecoders(beside(auditFile, "decoders.json")));
        this.health = new HealthService(snapshots);
        this.replication = new ReplicationService(clusters, snapshots, insides);
        this.storage = new StorageService(clusters, snapshots, insides);
        this.transactions = new TransactionService(clusters, snapshots, audit);
        this.zookeeper = new ZookeeperService(clusters, insides, audit, Boolean.getBoolean(ZOOKEEPER_WRITABLE));
        metrics.expose(groups::exposition);
        attached.load();
        metrics.start();
        supervisor.start();
        groups.start();
        replication.start();
        snapshots.start();
    }

    /** A file of that name where the audit log is; null where there is none. */
    private static Path beside(Path auditFile, String name) {
        return auditFile == null ? null : auditFile.resolveSibling(name);
    }

    /** The same, with nothing out of the ordinary in who gets in. */
    public House(Settings settings, List<ClusterSpec> specs, Path auditFile) {
        this(settings, Access.PLAIN, specs, auditFile);
    }

    /** From now on this cluster is one that this process runs. */
    public void embed(String cluster, Engine engine) {
        clusters.near(cluster, engine.near());
        supervisor.supervise(cluster, engine);
        if (engine.inside() != null) {
            insides.put(cluster, engine.inside());
        }
        if (engine.traffic() != null) {
            insides.put(cluster, engine.traffic());
        }
        if (engine.zookeeper() != null) {
            insides.put(cluster, engine.zookeeper());
        }
        metrics.expose(engine.meters(cluster));
        metrics.join(engine::pages);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Clusters clusters() {
        return clusters;
    }

    @Override
    public Snapshots snapshots() {
        return snapshots;
    }

    @Override
    public OverviewService overview() {
        return overview;
    }

    @Override
    public BrokerService brokers() {
        return brokers;
    }

    @Override
    public TopicService topics() {
        return topics;
    }

    @Override
    public GroupService groups() {
        return groups;
    }

    @Override
    public ReassignService reassign() {
        return reassign;
    }

    @Override
    public StreamsService streams() {
        return streams;
    }

    @Override
    public ClusterService attached() {
        return attached;
    }

    @Override
    public RecordService records() {
        return records;
    }

    @Override
    public HealthService health() {
        return health;
    }

    @Override
    public MetricService metrics() {
        return metrics;
    }

    @Override
    public Supervisor supervisor() {
        return supervisor;
    }

    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public Users users() {
        return users;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public ReplicationService replication() {
        return replication;
    }

    @Override
    public StorageService storage() {
        return storage;
    }

    @Override
    public TransactionService transactions() {
        return transactions;
    }

    @Override
    public ZookeeperService zookeeper() {
        return zookeeper;
    }

    @Override
    public void close() {
        zookeeper.close();
        replication.close();
        reassign.close();
        groups.close();
        supervisor.close();
        metrics.close();
        snapshots.close();
        clusters.close();
        audit.close();
        exporter.close();
    }
}
