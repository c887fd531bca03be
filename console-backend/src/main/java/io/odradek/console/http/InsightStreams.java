package io.odradek.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.odradek.console.Console;
import io.odradek.console.problem.Problem;
import io.odradek.console.replication.ReplicationListener;
import io.odradek.console.replication.ReplicationService;
import io.odradek.console.replication.TopicReplication;
import io.odradek.console.zookeeper.ZnodeChange;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Streams of replicas, transactions and znodes. */
final class InsightStreams {

    private static final long TRANSACTIONS_NS = 2_000_000_000L;
    private static final int PAST = 100;

    private final Console console;

    InsightStreams(Console console) {
        this.console = console;
    }

    /** A topic's replicas, twice a second on embedded clusters; {topic, first?, limit?}. */
    AutoCloseable replication(String cluster, JsonNode params, Streams.Sink sink) {
        Runnable leave = console.replication().watch(cluster, params.path("topic").asText(""),
                Math.max(0, params.path("first").asInt(0)), Math.clamp(params.path("limit").asInt(20), 1,
                        ReplicationService.MOST), new ReplicationListener() {
                            @Override
                            public void looked(TopicReplication now) {
                                sink.items(List.of(Json.text(now)), 0);
                            }

                            @Override
                            public void ended(Problem why) {
                                sink.ended(why);
                            }
                        });
        return leave::run;
    }

    /** Changes of in-sync replicas, the past ones first; {topic?}. */
    AutoCloseable isr(String cluster, JsonNode params, Streams.Sink sink) {
        String topic = params.path("topic").asText("");
        Runnable leave = console.replication().listen(cluster, topic,
                change -> sink.items(List.of(Json.text(change)), 0));
        sink.items(console.replication().changes(cluster, topic, PAST).reversed().stream().map(Json::text).toList(),
                0);
        return leave::run;
    }

    /** What goes on and what is held back, every two seconds. */
    AutoCloseable transactions(String cluster, Streams.Sink sink) {
        console.clusters().spec(cluster);
        Thread looks = Thread.ofVirtual().name("transactions-" + cluster).start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    sink.items(List.of(Json.text(console.transactions().look(cluster).totals())), 0);
                    LockSupport.parkNanos(TRANSACTIONS_NS);
                }
            } catch (Problem problem) {
                if (!Thread.currentThread().isInterrupted()) {
                    sink.ended(problem);
                }
            }
        });
        return looks::interrupt;
    }

    /** Changes of znodes; {path?} for those at and below it alone. */
    AutoCloseable znodes(String cluster, JsonNode params, Streams.Sink sink) {
        String path = params.path("path").asText("/");
        Runnable leave = console.zookeeper().listen(cluster, change -> {
            if (below(path, change)) {
                sink.items(List.of(Json.text(change)), 0);
            }
        });
        sink.items(console.zookeeper().changes(cluster, PAST).reversed().stream()
                .filter(change -> below(path, change)).map(Json::text).toList(), 0);
        return leave::run;
    }

    private static boolean below(String path, ZnodeChange change) {
        return path.equals("/") || change.path().isEmpty() || change.path().equals(path)
                || change.path().startsWith(path + "/");
    }
}
