package io.odradek.console.zookeeper;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Plan;
import io.odradek.console.inside.Insides;
import io.odradek.console.inside.ZookeeperInside;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.zookeeper.data.Stat;

/** The znodes of a cluster. Read-only unless the console was told otherwise. */
public class ZookeeperService implements AutoCloseable {

    private static final String ADDRESS = "[^\\s,:/]+:\\d{1,5}(,[^\\s,:/]+:\\d{1,5})*(/\\S*)?";

    /** What Kafka itself keeps from all but its brokers: credentials of users, secrets of brokers, tokens. */
    private static final String SENSITIVE = "(/.*)?/(config/users|config/brokers|delegation_token)/.+";

    private final Clusters clusters;
    private final Insides insides;
    private final AuditLog audit;
    private final boolean writable;
    private final Map<String, String> given = new ConcurrentHashMap<>();
    private final ZookeeperLinks links = new ZookeeperLinks();
    private final Owners owners = new Owners();

    /** @param writable whether znodes may be changed from here */
    public ZookeeperService(Clusters clusters, Insides insides, AuditLog audit, boolean writable) {
        this.clusters = clusters;
        this.insides = insides;
        this.audit = audit;
        this.writable = writable;
    }

    /** Where it is, and who is connected. Asks nothing but an embedded one. */
    public Ensemble view(String cluster) {
        Optional<ZookeeperInside> inside = insides.zookeeper(cluster);
        String address = address(cluster);
        List<Ensemble.Client> clients = inside.map(within -> {
            Map<Long, String> names = owners.of(cluster, link(cluster));
            return within.clients().stream().map(client -> new Ensemble.Client(hex(client.session()),
                    names.getOrDefault(client.session(), ""), client.address(), client.sinceMs())).toList();
        }).orElse(null);
        return new Ensemble(address, inside.isPresent(), writable, clients);
    }

    /** Empty when none is known. */
    private String address(String cluster) {
        ClusterSpec spec = clusters.spec(cluster);
        return insides.zookeeper(cluster).map(ZookeeperInside::address)
                .orElseGet(() -> given.getOrDefault(cluster, spec.client().getOrDefault(ClusterSpec.ZOOKEEPER, "")));
    }

    /** Takes the address of a cluster's ZooKeeper; kept until this console stops. */
    public void attach(Actor actor, String cluster, String address) {
        clusters.spec(cluster);
        if (insides.zookeeper(cluster).isPresent()) {
            throw Problem.of(Kind.CONFLICT, "Its ZooKeeper is known", "It runs in this process");
        }
        if (address == null || !address.matches(ADDRESS)) {
            throw Problem.invalid("an address is HOST:PORT,... with a path after it where the cluster has one");
        }
        audit.record(actor, cluster, "zookeeper.attach", address, "", () -> {
            String before = given.put(cluster, address);
            try {
                link(cluster).children("/");
            } catch (Problem problem) {
                if (before == null) {
                    given.remove(cluster);
                } else {
                    given.put(cluster, before);
                }
                throw problem;
            }
        });
    }

    public Znode node(String cluster, String path) {
        ZookeeperLink link = link(cluster);
        ZookeeperLink.Read read = link.read(valid(path));
        Stat stat = read.stat();
        Map<Long, String> names = owners.of(cluster, link);
        List<Znode.Watcher> watchers = insides.zookeeper(cluster).map(inside -> inside.watchers(path).stream()
                .map(session -> new Znode.Watcher(hex(session), names.getOrDefault(session, ""))).toList())
                .orElse(null);
        Znode.Data data = path.matches(SENSITIVE) && read.data() != null
                ? new Znode.Data(read.data().length, "HIDDEN", "", true) : ZnodeData.of(read.data());
        return new Znode(path, data, new Znode.Stat(hex(stat.getCzxid()), hex(stat.getMzxid()),
                hex(stat.getPzxid()), stat.getCtime(), stat.getMtime(), stat.getVersion(), stat.getCversion(),
                stat.getAversion(), stat.getNumChildren()), owner(stat),
                names.getOrDefault(stat.getEphemeralOwner(), ""), link.acls(path), watchers,
                System.currentTimeMillis());
    }

    /** Znodes below this one, by name; those with the text in their name. */
    public Page<ZnodeRow> children(String cluster, String path, String text, int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > 1_000) {
            throw Problem.invalid("offset must be at least 0 and limit 1 to 1000");
        }
        ZookeeperLink link = link(cluster);
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> names = link.children(valid(path)).stream()
                .filter(name -> lower.isEmpty() || name.toLowerCase(Locale.ROOT).contains(lower)).toList();
        String parent = path.equals("/") ? "/" : path + "/";
        List<String> some = names.stream().skip(offset).limit(limit).map(name -> parent + name).toList();
        List<ZnodeRow> rows = new ArrayList<>(some.size());
        link.stats(some).forEach((child, stat) -> rows.add(new ZnodeRow(child, child.substring(parent.length()),
                stat.getNumChildren(), stat.getDataLength(), stat.getVersion(), stat.getMtime(), owner(stat))));
        return new Page<>(rows, names.size(), offset, System.currentTimeMillis());
    }

    /** What happened to znodes while somebody looked, newest first. */
    public List<ZnodeChange> changes(String cluster, int limit) {
        return links.feed(clusters.spec(cluster).id()).newest(Math.clamp(limit, 1, 500));
    }

    /** Calls back with each change from now on, on ZooKeeper's thread. The returned handle ends it. */
    public Runnable listen(String cluster, Consumer<ZnodeChange> listener) {
        link(cluster);
        return links.feed(cluster).listen(listener);
    }

    public Plan planPut(String cluster, String path, String text) {
        Znode now = node(cluster, path);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return plan(Sentence.of("Change {0}", path), List.of(Sentence.of(
                "It holds {0} bytes then instead of {1}, as version {2}", bytes, now.data().bytes(),
                now.stat().version() + 1)), "set " + path + " …", path);
    }

    /** The version is that of the data which was looked at. */
    public void put(Actor actor, String cluster, String path, String text, int version) {
        allowed();
        audit.record(actor, cluster, "zookeeper.put", path, "over version " + version,
                () -> link(cluster).put(valid(path), text.getBytes(StandardCharsets.UTF_8), version));
    }

    public Plan planDelete(String cluster, String path) {
        Znode now = node(cluster, path);
        Plan plan = plan(Sentence.of("Delete {0}", path), List.of(Sentence.of("It is gone then, with its {0} bytes",
                now.data().bytes())),
                "delete " + path, path);
        return now.stat().children() == 0 ? plan : new Plan(plan.title(), plan.steps(), plan.warnings(),
                List.of(Sentence.of("It has {0} children; delete those first", now.stat().children())), plan.command(),
                path);
    }

    public void delete(Actor actor, String cluster, String path, int version) {
        allowed();
        audit.record(actor, cluster, "zookeeper.delete", path, "version " + version,
                () -> link(cluster).delete(valid(path), version));
    }

    private Plan plan(Sentence title, List<Sentence> steps, String command, String confirm) {
        return new Plan(title, steps, List.of(Sentence.of("Brokers act upon their znodes at once; what they cannot "
                + "read may stop them")), writable ? List.of() : List.of(refusal().detail()),
                "zookeeper-shell.sh HOST:PORT "
                + command, confirm);
    }

    private void allowed() {
        if (!writable) {
            throw refusal();
        }
    }

    private static Problem refusal() {
        return Problem.of(Kind.DENIED, "Znodes may not be changed", "This console only reads ZooKeeper",
                "Start it with -Dodradek.zookeeper.writable=true");
    }

    private ZookeeperLink link(String cluster) {
        String address = address(cluster);
        if (address.isEmpty()) {
            throw Problem.of(Kind.UNSUPPORTED, Sentence.of("No ZooKeeper is known of {0}", cluster), Sentence.of(
                    "Clusters of Apache Kafka 4 have none; of others, clients are not told its address"),
                    Sentence.of("Give its address, if it has one"));
        }
        return links.of(cluster, address);
    }

    private static String valid(String path) {
        if (path == null || !path.startsWith("/") || path.length() > 1 && path.endsWith("/") || path.contains("//")) {
            throw Problem.invalid("a path begins with / and does not end with one");
        }
        return path;
    }

    private static String owner(Stat stat) {
        return stat.getEphemeralOwner() == 0 ? "" : hex(stat.getEphemeralOwner());
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    @Override
    public void close() {
        links.close();
    }
}
