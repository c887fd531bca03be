package io.odradek.engine;

import static io.odradek.engine.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Brokers with a process each: they are broken by what breaks processes, and none outlives its parent. */
@Timeout(180)
class IsolatedClusterIT {
    private static final BlockingQueue<Death> DEATHS = new LinkedBlockingQueue<>();
    private static EmbeddedCluster cluster;
    private static Admin admin;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        cluster = EmbeddedCluster.startIsolated(new EmbeddedCluster.Options(2, data, "127.0.0.1", 0,
            Map.of("zookeeper.session.timeout.ms", "4000", "replica.lag.time.max.ms", "1500")),
            Isolation.likeThis("here", IsolatedParent.QUICK));
        cluster.onDeath(DEATHS::add);
        // In a hurry for questions alone: a topic that is asked for twice is there already.
        try (Admin patient = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            patient.createTopics(List.of(new NewTopic("t", 2, (short) 2))).all().get(60, TimeUnit.SECONDS);
        }
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers(), "request.timeout.ms", "1000"));
        until("all are in sync", () -> isrs().stream().allMatch(isr -> isr.size() == 2));
    }

    @AfterAll
    static void stop() {
        List<ProcessHandle> processes = cluster.members().stream()
            .flatMap(member -> ProcessHandle.of(process(member.id()).pid()).stream()).toList();
        admin.close();
        cluster.close();
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aFrozenProcessIsStoppedByTheSystemAndLeavesTheClusterUntilItGoesOn() throws Exception {
        Breakage breakage = cluster.breakage();
        breakage.pause(1, true);
        until("its threads stand still", () -> state(1).equals("T"));
        until("it is gone", () -> isrs().stream().allMatch(List.of(2)::equals));
        breakage.mend(1);
        until("its threads go on", () -> !state(1).equals("T"));
        until("it is back", () -> isrs().stream().allMatch(isr -> isr.size() == 2));
        assertThat(breakage.state(1)).isEqualTo(Breakage.State.NONE);
    }

    /** What is broken is told to the process, and to the one that comes after it. */
    @Test
    void aSlowDiskAndACutAreFeltInTheOtherProcess() throws Exception {
        Breakage breakage = cluster.breakage();
        breakage.slowDisk(1, 20);
        breakage.slowDisk(2, 20);
        long pid = process(2).pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Death death = DEATHS.poll(60, TimeUnit.SECONDS);
        assertThat(death).isEqualTo(new Death(2, pid, 128 + 9, process(2).log()));
        assertThat(death.signal()).isEqualTo(9);
        assertThatThrownBy(() -> breakage.pause(2, true)).hasMessage("broker 2 does not run");
        cluster.startBroker(2);
        until("both are in sync", () -> isrs().stream().allMatch(isr -> isr.size() == 2));
        long began = System.nanoTime();
        produce(0, "all");
        assertThat(System.nanoTime() - began).as("a leader's write, then a follower's").isGreaterThan(40_000_000);
        breakage.mend(1);
        breakage.mend(2);
        // By now the first is the controller and leads both.
        breakage.cut(1, Set.of(2));
        produce(0, "1");
        produce(1, "1");
        until("it is alone", () -> isrs().stream().allMatch(List.of(1)::equals));
        breakage.mend(1);
        until("they are together", () -> isrs().stream().allMatch(isr -> isr.size() == 2));
    }

    /** Not even one that stands still. */
    @Test
    void noProcessOutlivesItsParent(@TempDir Path data) throws Exception {
        List<String> command = new ArrayList<>(Isolation.likeThis("", IsolatedParent.QUICK).command());
        command.addAll(List.of(IsolatedParent.class.getName(), data.toString()));
        Process parent = new ProcessBuilder(command).redirectError(data.resolve("errors").toFile()).start();
        List<ProcessHandle> brokers;
        try (BufferedReader said = parent.inputReader()) {
            String line = said.readLine();
            while (!line.startsWith(IsolatedParent.SAYS)) line = said.readLine();
            brokers = Arrays.stream(line.substring(IsolatedParent.SAYS.length()).split(" "))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream()).toList();
            assertThat(brokers).hasSize(2).allMatch(ProcessHandle::isAlive);
            parent.destroyForcibly().waitFor();
        }
        for (ProcessHandle broker : brokers) broker.onExit().get(60, TimeUnit.SECONDS);
    }

    private static BrokerProcess process(int id) {
        return (BrokerProcess) cluster.members().get(id - 1);
    }

    /** The letter of ps for what the process does; {@code T} where it is stopped. */
    private static String state(int id) throws Exception {
        Process ps = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process(id).pid())).start();
        return new String(ps.getInputStream().readAllBytes()).trim().substring(0, 1);
    }

    /** In-sync replicas of each partition, sorted. */
    private static List<List<Integer>> isrs() {
        try {
            // A question to one that stands still is put anew, to whoever is asked then.
            TopicDescription topic = admin.describeTopics(List.of("t")).allTopicNames().get(2, TimeUnit.SECONDS)
                .get("t");
            return topic.partitions().stream().map(p -> p.isr().stream().map(node -> node.id()).sorted().toList())
                .toList();
        } catch (Exception e) {
            return List.of(List.of());
        }
    }

    private static void produce(int partition, String acks) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", acks,
            "enable.idempotence", "false");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(),
            new StringSerializer())) {
            producer.send(new ProducerRecord<>("t", partition, null, "v")).get(60, TimeUnit.SECONDS);
        }
    }
}
