package io.odradek.engine.controller;

import io.odradek.engine.env.Rng;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings the context up to what stands in ZooKeeper: all of it when a controller takes over, and what a watch saw
 * changed by others.
 * Reads set the watches again.
 */
final class ZkView {
    private static final Logger LOG = LoggerFactory.getLogger(ZkView.class);

    private final Turn turn;
    private final Rng rng;
    /** When each state was written last, by ZooKeeper's clock of transactions. */
    private final Map<Partition, Long> writtenAt = new LinkedHashMap<>();

    ZkView(Turn turn, Rng rng) {
        this.turn = turn;
        this.rng = rng;
    }

    /** All, for a new controller; then every broker is told everything and what is broken is mended. */
    Step load() {
        return brokers(now -> {
            turn.ctx().brokers(now);
            turn.batch().brokersChanged(now.keySet());
            return Step.of(List.of(new ZkRequest.Children(Znodes.TOPICS, true)),
                    found -> topics(found.getFirst().children(),
                    () -> clear(Znodes.ISR_CHANGE_NOTIFICATION, () -> clear(Znodes.LOG_DIR_EVENT_NOTIFICATION,
                            () -> features(() -> Step.then(deletions(), this::takeOver))))));
        });
    }

    private Step takeOver() {
        return Step.of(List.of(ZkRequest.create(Znodes.BROKER_EPOCHS, null), ZkRequest.get(Znodes.BROKER_EPOCHS)),
                found -> {
                    byte[] data = found.getLast().ok() ? found.getLast().data() : null;
                    ZnodeJson.BrokerEpochs acted = ZnodeJson.decodeBrokerEpochs(data);
                    // From here on states may be written by one who notes, and has acted upon nothing new yet.
                    return Step.then(BrokerChange.note(turn, acted.brokers()),
                            () -> BrokerChange.takeOver(turn, writtenAt, acted));
                });
    }

    /** As Kafka's controller does: where the znode is missing, features are to be had, and none is chosen. */
    private static Step features(Next next) {
        return Step.of(List.of(ZkRequest.create(Znodes.FEATURE, ZnodeJson.encode(ZnodeJson.FeatureLevels.NONE))),
                _ -> next.step());
    }

    private interface Next {
        Step step();
    }

    private interface WithBrokers {
        Step step(SortedMap<Integer, BrokerImage> now);
    }

    /** Removes notifications that the full reading has made void, keeping the watch. */
    private Step clear(String path, Next next) {
        return Step.of(List.of(new ZkRequest.Children(path, true)), found -> {
            List<ZkRequest> deletes = new ArrayList<>();
            for (String n : children(found.getFirst())) deletes.add(new ZkRequest.Delete(path + "/" + n,
                    ZkRequest.ANY));
            return Step.of(deletes, _ -> next.step());
        });
    }

    private static List<String> children(ZkReply r) {
        return r.ok() ? r.children() : List.of();
    }

    private Step brokers(WithBrokers next) {
        return Step.of(List.of(new ZkRequest.Children(Znodes.BROKER_IDS, true)), found -> {
            List<Integer> ids = children(found.getFirst()).stream().map(Integer::valueOf).toList();
            List<ZkRequest> gets = new ArrayList<>();
            for (int id : ids) gets.add(new ZkRequest.Get(Znodes.broker(id), true));
            return Step.of(gets, replies -> {
                SortedMap<Integer, BrokerImage> now = new TreeMap<>();
                for (int i = 0; i < ids.size(); i++) {
                    if (!replies.get(i).ok()) continue;
                    try {
                        ZnodeJson.Broker b = ZnodeJson.decodeBroker(ids.get(i), replies.get(i).data());
                        now.put(b.id(), new BrokerImage(b.id(), replies.get(i).stat().czxid(), b.rack(),
                                b.endpoints()));
                    } catch (ZnodeJson.BadZnode e) {
                        LOG.error("Broker {} is left out: {}", ids.get(i), e.getMessage());
                    }
                }
                return next.step(now);
            });
        });
    }

    Step brokersChanged() {
        return brokers(now -> BrokerChange.apply(turn, now));
    }

    /** The list of topics changed. */
    Step topicsChanged() {
        return Step.of(List.of(new ZkRequest.Children(Znodes.TOPICS, true)), found -> {
            Set<String> now = new HashSet<>(children(found.getFirst()));
            for (Topic t : List.copyOf(turn.ctx().topics())) {
                if (!now.contains(t.name())) turn.ctx().remove(t);
            }
            List<String> fresh = now.stream().filter(n -> turn.ctx().topic(n) == null).sorted().toList();
            return topics(fresh, () -> turn.makeStates(withoutState(fresh), () -> Step.NONE));
        });
    }

    private List<Partition> withoutState(Collection<String> topics) {
        List<Partition> all = new ArrayList<>();
        for (String n : topics) {
            Topic t = turn.ctx().topic(n);
            if (t != null && !t.deleting()) t.partitions().stream().filter(p -> p.leadership() == null)
                    .forEach(all::add);
        }
        return all;
    }

    /** Reads these topics and their partitions' states into the context. */
    private Step topics(List<String> names, Next next) {
        List<ZkRequest> gets = new ArrayList<>();
        for (String n : names) gets.add(new ZkRequest.Get(Znodes.topic(n), true));
        return Step.of(gets, replies -> {
            List<Topic> read = new ArrayList<>();
            List<ZkRequest> ids = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                Topic t = topic(names.get(i), replies.get(i), ids);
                if (t == null) continue;
                turn.ctx().add(t);
                read.add(t);
            }
            List<Partition> partitions = new ArrayList<>();
            read.forEach(t -> partitions.addAll(t.partitions()));
            return Step.of(ids, _ -> states(partitions, next));
        });
    }

    /** A topic without an id gets one, as Kafka's controller gives it. */
    private Topic topic(String name, ZkReply reply, List<ZkRequest> ids) {
        if (!reply.ok()) return null;
        try {
            ZnodeJson.Topic z = ZnodeJson.decodeTopic(name, reply.data());
            if (z.id() != null) return Topic.of(name, z);
            Topic t = Topic.of(name, new ZnodeJson.Topic(Uuid.random(rng), z.replicas(), z.adding(), z.removing()));
            ids.add(new ZkRequest.Put(Znodes.topic(name), t.encode(Map.of()), reply.version()));
            return t;
        } catch (ZnodeJson.BadZnode e) {
            LOG.error("Topic {} is left out: {}", name, e.getMessage());
            return null;
        }
    }

    private Step states(List<Partition> partitions, Next next) {
        List<ZkRequest> gets = new ArrayList<>();
        for (Partition p : partitions) gets.add(ZkRequest.get(Znodes.state(p.id().topic(), p.number())));
        return Step.of(gets, replies -> {
            for (int i = 0; i < partitions.size(); i++) read(partitions.get(i), replies.get(i));
            return next.step();
        });
    }

    private void read(Partition p, ZkReply reply) {
        if (!reply.ok()) return;
        try {
            p.leadership(Leadership.of(ZnodeJson.decodeState(reply.path(), reply.data()), reply.version()));
            writtenAt.put(p, reply.stat().mzxid());
        } catch (ZnodeJson.BadZnode e) {
            LOG.error("Partition {} is without a state: {}", p.id(), e.getMessage());
        }
    }

    /** Somebody else wrote these states: read, tell, mend. */
    Step refresh(Collection<TopicPartition> ids) {
        List<Partition> partitions = new ArrayList<>();
        for (TopicPartition id : new LinkedHashSet<>(ids)) {
            Partition p = turn.ctx().partition(id.topic(), id.partition());
            if (p != null) partitions.add(p);
        }
        return states(partitions, () -> {
            partitions.forEach(p -> turn.batch().changed(p, false));
            return BrokerChange.repair(turn, List.of());
        });
    }

    /** A topic's znode changed: partitions were added by another. Our own writes look the same and change nothing. */
    Step topicChanged(String name) {
        return Step.of(List.of(new ZkRequest.Get(Znodes.topic(name), true)), found -> {
            Topic t = turn.ctx().topic(name);
            if (t == null || t.deleting() || !found.getFirst().ok()) return Step.NONE;
            List<Partition> fresh = new ArrayList<>();
            Topic now = Topic.of(name, ZnodeJson.decodeTopic(name, found.getFirst().data()));
            for (Partition p : now.partitions()) {
                if (t.partition(p.number()) == null) fresh.add(t.add(p.number(), p.assignment()));
            }
            return fresh.isEmpty() ? Step.NONE : turn.makeStates(fresh, () -> Step.NONE);
        });
    }

    /** What stands under /admin/delete_topics. Names of topics that are not there are taken away. */
    Step deletions() {
        return Step.of(List.of(new ZkRequest.Children(Znodes.DELETE_TOPICS, true)), found -> {
            List<Topic> known = new ArrayList<>();
            List<ZkRequest> unknown = new ArrayList<>();
            for (String n : children(found.getFirst())) {
                Topic t = turn.ctx().topic(n);
                if (t == null) unknown.add(new ZkRequest.Delete(Znodes.deleteTopic(n), ZkRequest.ANY));
                else known.add(t);
            }
            TopicDeletion.start(turn, known);
            return unknown.isEmpty() ? Step.NONE : Step.of(unknown, _ -> Step.NONE);
        });
    }

    /** Leaders of brokers older than AlterPartition wrote their ISR themselves and leave a note. */
    Step isrNotes() {
        return notes(Znodes.ISR_CHANGE_NOTIFICATION, replies -> {
            Set<TopicPartition> changed = new LinkedHashSet<>();
            for (ZkReply r : replies) {
                if (r.ok()) changed.addAll(ZnodeJson.decodePartitions(r.path(), r.data()));
            }
            return refresh(changed);
        });
    }

    Step logDirNotes() {
        return notes(Znodes.LOG_DIR_EVENT_NOTIFICATION, replies -> {
            Set<Integer> brokers = new LinkedHashSet<>();
            for (ZkReply r : replies) if (r.ok()) brokers.add(ZnodeJson.decodeLogDirEvent(r.data()));
            return BrokerChange.askForDisks(turn, brokers);
        });
    }

    private interface Read {
        Step step(List<ZkReply> replies);
    }

    /** Reads all notes below a path, acts, and takes them away. */
    private Step notes(String path, Read act) {
        return Step.of(List.of(new ZkRequest.Children(path, true)), found -> {
            List<String> names = children(found.getFirst()).stream().map(n -> path + "/" + n).toList();
            if (names.isEmpty()) return Step.NONE;
            return Step.of(names.stream().map(ZkRequest::get).toList(),
                    replies -> Step.then(act.step(replies), () -> Step.of(
                    names.stream().<ZkRequest>map(n -> new ZkRequest.Delete(n, ZkRequest.ANY)).toList(),
                            _ -> Step.NONE)));
        });
    }

    /**
     * /admin/reassign_partitions and /admin/preferred_replica_election, as old tools write them. The elections are
     * taken away when they were held, the moves one by one as they are done.
     */
    Step adminNotes() {
        List<String> paths = List.of(Znodes.REASSIGN_PARTITIONS, Znodes.PREFERRED_REPLICA_ELECTION);
        List<ZkRequest> looks = new ArrayList<>();
        for (String p : paths) looks.add(new ZkRequest.Exists(p, true));
        for (String p : paths) looks.add(ZkRequest.get(p));
        return Step.of(looks, found -> {
            ZkReply moves = found.get(2);
            ZkReply preferred = found.get(3);
            Step move = moves.ok()
                    ? ReassignmentRequests.noted(turn, ZnodeJson.decodeReassignment(moves.data())) : Step.NONE;
            return Step.then(move, () -> preferred.ok() ? Step.then(prefer(preferred), () -> Step.of(List.of(
                    new ZkRequest.Delete(Znodes.PREFERRED_REPLICA_ELECTION, ZkRequest.ANY)), _ -> Step.NONE))
                    : Step.NONE);
        });
    }

    private Step prefer(ZkReply note) {
        List<Partition> partitions = new ArrayList<>();
        for (TopicPartition id : ZnodeJson.decodePartitions(note.path(), note.data())) {
            Partition p = turn.ctx().partition(id.topic(), id.partition());
            if (p != null) partitions.add(p);
        }
        return LeaderChoice.prefer(turn, partitions);
    }
}
