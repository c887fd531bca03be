package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.zk.ZnodeJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is not as it should be in a cluster that works. */
final class Health {
    private final Scene scene;
    private final List<Host> hosts;
    private final Checker checker;

    Health(Scene scene, List<Host> hosts, Checker checker) {
        this.scene = scene;
        this.hosts = hosts;
        this.checker = checker;
    }

    /** Empty where all is well. */
    List<String> missing() {
        List<String> all = new ArrayList<>();
        for (Host h : hosts) {
            if (!h.alive() || h.rooms().brokerEpoch() < 0) all.add(h + " is not registered");
        }
        if (!all.isEmpty()) return all;
        checker.states().forEach((name, s) -> partition(name, s, all));
        scene.producers().stream().filter(p -> !p.done()).forEach(p -> all.add(p + " waits for acknowledgements"));
        for (Reader r : scene.readers()) {
            if (scene.history().promised(r.name()) && r.position() < checker.committed(r.name()).end()) {
                all.add(r + " has read " + r.name() + " up to " + r.position() + " only, of "
                        + checker.committed(r.name()).end());
            }
        }
        scene.groups().forEach(g -> all.addAll(g.missing()));
        scene.ephemerals().forEach(e -> deleted(e, all));
        return all;
    }

    private void partition(TopicPartition name, ZnodeJson.State s, List<String> all) {
        ZnodeJson.Topic topic = checker.topic(name.topic());
        if (topic == null) {
            all.add("the topic of " + name + " is gone");
            return;
        }
        List<Integer> replicas = topic.replicas().get(name.partition());
        boolean moving = topic.adding().containsKey(name.partition()) || topic.removing().containsKey(name.partition());
        if (moving) all.add(name + " is on the move: " + topic + roles(name));
        else if (s.leader() < 1) all.add(name + " has no leader: " + s);
        else if (!s.isr().containsAll(replicas)) all.add(name + " lacks in-sync replicas: " + s + roles(name));
        else hosts.stream().filter(h -> replicas.contains(h.id())).forEach(h -> replica(h, name, s, all));
    }

    private String roles(TopicPartition name) {
        StringBuilder all = new StringBuilder();
        for (Host h : hosts) {
            Partition p = h.rooms().replicas().find(name);
            all.append("; ").append(h).append(p == null ? " has no replica" : " " + p.role() + " ends at "
                    + (p.log() == null ? -1 : p.log().logEndOffset()) + (p.isLeader() ? " isr " + p.isr() : ""));
        }
        return all.toString();
    }

    private void replica(Host h, TopicPartition name, ZnodeJson.State s, List<String> all) {
        Partition p = h.rooms().replicas().find(name);
        if (p == null || p.log() == null) {
            all.add(h + " has no replica of " + name);
            return;
        }
        if (p.leaderEpoch() != s.leaderEpoch()) all.add(h + " has not heard of epoch " + s.leaderEpoch() + " of "
                + name);
        else if (p.log().highWatermark() < p.log().logEndOffset()) all.add(name + " at " + h + ": high watermark "
                + p.log().highWatermark() + " of " + p.log().logEndOffset());
        // Nobody ends a transaction that its coordinator has lost.
        else if (scene.history().promised(name) && scene.history().promised("__transaction_state")
                && p.log().lastStableOffset() < p.log().highWatermark()) {
            all.add(name + " at " + h + ": a transaction is open at " + p.log().lastStableOffset());
        }
        var known = h.rooms().metadata().current().partition(name.topic(), name.partition());
        if (known == null || known.leader() != s.leader()) all.add(h + " does not tell who leads " + name);
    }

    private void deleted(Ephemeral e, List<String> all) {
        if (!e.over()) all.add(e + " has not deleted its last topic");
        for (Host h : hosts) {
            h.rooms().replicas().all().stream().filter(p -> p.name().topic().equals(Ephemeral.NAME))
                    .forEach(p -> all.add(h + " still has " + p.name()));
            if (h.rooms().metadata().current().topic(Ephemeral.NAME) != null) all.add(h + " still tells of it");
            for (Path each : left(h)) all.add(h + " has left " + each);
        }
    }

    private static List<Path> left(Host h) {
        try {
            List<Path> all = new ArrayList<>();
            for (Path data : Host.DATA) all.addAll(h.disk().list(data));
            all.removeIf(p -> !p.getFileName().toString().startsWith(Ephemeral.NAME + "-"));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
