package io.odradek.bench.torture;

import io.odradek.bench.node.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** One run: processes, load, readers, one fault after the other, and the reckoning. */
public final class Torture {
    private static final String TOPIC = "torture";
    private static final int PARTITIONS = 12;
    /** Beyond the ZooKeeper session of 4 s, so that half of the long ones cost a broker its place. */
    private static final int LONG_MS = 9_000;
    private static final int SHORT_MS = 1_500;
    private static final int CALM_MS = 1_500;

    private final Options options;
    private final Site site;
    private final PrintStream out;
    private final Random random;
    private final Journal journal = new Journal(PARTITIONS);
    private final Map<Fault, Integer> suffered = new EnumMap<>(Fault.class);
    private long longestStandstillMs;

    Torture(Options options, Site site, PrintStream out) {
        this.options = options;
        this.site = site;
        this.out = out;
        this.random = new Random(options.seed());
    }

    public static void main(String[] words) throws Exception {
        Options options;
        try {
            options = Options.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println("odradek: " + e.getMessage());
            System.exit(1);
            return;
        }
        if (options == null) {
            System.out.print(Options.USAGE);
            return;
        }
        Path root = Path.of(System.getProperty("odradek.root"));
        Path directory = options.keep() == null ? Files.createTempDirectory("odradek-torture")
            : Files.createDirectories(options.keep());
        List<String> complaints = new Torture(options, new Site(root, directory), System.out).run();
        if (complaints.isEmpty() && options.keep() == null) delete(directory);
        else System.out.println("the files are in " + directory);
        System.exit(complaints.isEmpty() ? 0 : 1);
    }

    /** What went wrong; empty when all is as it must be. */
    List<String> run() throws Exception {
        out.println("torture: seed " + options.seed() + ", " + options.rounds() + " rounds"
            + (options.alone() ? ", one broker" : "") + (options.flush() ? ", flush.messages=1" : ""));
        long begin = System.nanoTime();
        try (Cluster cluster = new Cluster(site, options.alone() ? 1 : 3, !options.alone())) {
            if (cluster.network() == null && !options.alone()) out.println("no network cuts: they need root");
            cluster.start();
            create(cluster);
            suffer(cluster);
        }
        journal.complaints().forEach(c -> out.println("WRONG: " + c));
        out.println("torture: " + options.rounds() + " rounds " + suffered + " in "
            + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + " s, " + journal.acknowledged()
            + " records acknowledged, longest standstill of a partition after a fault was undone "
            + longestStandstillMs + " ms, " + journal.complaints().size() + " complaints, seed " + options.seed());
        return journal.complaints();
    }

    private void create(Cluster cluster) throws Exception {
        NewTopic topic = new NewTopic(TOPIC, PARTITIONS, (short) cluster.size());
        if (options.flush()) topic.configs(Map.of("flush.messages", "1"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
            // All serve, and the controller may not have heard of the last yet.
            while (admin.describeCluster().nodes().get(60, TimeUnit.SECONDS).size() < cluster.size()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            admin.createTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
        }
    }

    private void suffer(Cluster cluster) throws Exception {
        Audit audit = new Audit(cluster, TOPIC, journal);
        String servers = cluster.bootstrap();
        Member.Progress group = new Member.Progress();
        try (Load load = new Load(servers, TOPIC, journal, options.rate());
                Follower follower = new Follower("the follower", servers, TOPIC, journal);
                Member one = new Member("member one", servers, TOPIC, journal, group);
                Member two = new Member("member two", servers, TOPIC, journal, group)) {
            awaitProgress(audit);
            for (int round = 1; round <= options.rounds() && journal.complaints().isEmpty(); round++) {
                round(round, cluster, audit);
            }
            load.finish();
            audit.await("that the follower reads all", () -> follower.caughtUp() || !follower.going());
            audit.await("that the group reads all", () -> one.caughtUp() && two.caughtUp());
        }
        audit.inSync();
        audit.records();
        cluster.stopBrokers();
        audit.bytes();
    }

    private void round(int number, Cluster cluster, Audit audit) throws IOException, InterruptedException {
        Fault fault = options.alone() ? Fault.KILL : Fault.any(random, cluster);
        List<Integer> victims = new ArrayList<>(cluster.ids());
        Collections.shuffle(victims, random);
        boolean brief = options.alone() || random.nextBoolean();
        int holdMs = random.nextInt(brief ? SHORT_MS : LONG_MS);
        int calmMs = random.nextInt(CALM_MS);
        suffered.merge(fault, 1, Integer::sum);
        Fault.Undo undo = fault.begin(cluster, victims);
        pause(options.alone() ? holdMs / 5 : holdMs);
        undo.run();
        long undone = System.nanoTime();
        awaitProgress(audit);
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - undone);
        longestStandstillMs = Math.max(longestStandstillMs, tookMs);
        out.println("round " + number + ": " + fault + " of " + victims + " for " + holdMs
            + " ms, all partitions go on " + tookMs + " ms after; " + journal.acknowledged() + " acknowledged");
        cluster.awaitBrokers();
        pause(calmMs);
    }

    /** Every partition has acknowledged something new. */
    private void awaitProgress(Audit audit) {
        long[] before = journal.marks();
        audit.await("that every partition goes on", () -> {
            long[] now = journal.marks();
            return IntStream.range(0, now.length).allMatch(p -> now[p] > before[p]);
        });
    }

    private static void pause(long ms) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
        }
    }
}
