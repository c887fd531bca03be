package io.odradek.engine.controller;

import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Deletion of topics: named under /admin/delete_topics, told to all brokers as leaderless, stopped with deletion on
 * every broker that
 * holds a replica, and forgotten when all have confirmed. A broker that is down is asked when it is back; another
 * controller
 * asks all again, which does no harm.
 */
final class TopicDeletion {
    private TopicDeletion() {}

    /** These topics are to go: they stand under /admin/delete_topics. */
    static void start(Turn turn, Collection<Topic> topics) {
        for (Topic t : topics) {
            if (t.deleting()) continue;
            t.startDeletion();
            t.partitions().forEach(turn.batch()::tell);
            ask(turn, t);
        }
    }

    /** Asks the brokers that have not confirmed yet. */
    static void resume(Turn turn) {
        for (Topic t : turn.ctx().topics()) if (t.deleting()) ask(turn, t);
    }

    private static void ask(Turn turn, Topic t) {
        for (Partition p : t.partitions()) {
            for (int b : p.assignment().replicas()) {
                boolean confirmed = t.deleted().contains(new Topic.Replica(p.id(), b));
                if (!confirmed && turn.ctx().alive(b)) turn.batch().stop(b, p, RequestBatch.EPOCH_DURING_DELETE, true);
            }
        }
    }

    /** The broker deleted these replicas. */
    static Step confirmed(Turn turn, int broker, Collection<TopicPartition> partitions) {
        List<Topic> touched = new ArrayList<>();
        for (TopicPartition id : partitions) {
            Topic t = turn.ctx().topic(id.topic());
            if (t == null || !t.deleting() || t.partition(id.partition()) == null) continue;
            t.deleted().add(new Topic.Replica(id, broker));
            if (!touched.contains(t)) touched.add(t);
        }
        return finish(turn, touched.stream().filter(TopicDeletion::complete).toList());
    }

    private static boolean complete(Topic t) {
        return t.partitions().stream().allMatch(p -> p.assignment().replicas().stream()
                .allMatch(b -> t.deleted().contains(new Topic.Replica(p.id(), b))));
    }

    /** Removes the topic's znodes, the deletion's own last, so that a new controller goes on where this one stopped. */
    static Step finish(Turn turn, Collection<Topic> done) {
        if (done.isEmpty()) return Step.NONE;
        List<ZkRequest> deletes = new ArrayList<>();
        for (Topic t : done) {
            for (Partition p : t.partitions()) {
                deletes.add(delete(Znodes.state(t.name(), p.number())));
                deletes.add(delete(Znodes.partition(t.name(), p.number())));
            }
            deletes.add(delete(Znodes.partitions(t.name())));
            deletes.add(delete(Znodes.topic(t.name())));
            deletes.add(delete(Znodes.config(ConfigEntity.topic(t.name()))));
            deletes.add(delete(Znodes.deleteTopic(t.name())));
        }
        return Step.of(deletes, _ -> {
            done.forEach(turn.ctx()::remove);
            return Step.NONE;
        });
    }

    private static ZkRequest delete(String path) {
        return new ZkRequest.Delete(path, ZkRequest.ANY);
    }
}
