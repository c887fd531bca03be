package io.odradek.engine.sim;

import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.zk.ZnodeJson;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Looks at a broker's partitions after each of its steps, and at every state that the controller writes.
 *
 * <p>What is promised: everything below a leader's high watermark is on every later leader, whatever processes die,
 * pause or are cut off. What Kafka's protocol does not promise is taken out, per partition, the moment it happens: a
 * broker that lost unflushed writes (power, disk) <em>while it was in the ISR</em> may be elected where no other
 * member of that ISR is there (docs/decisions/0010). Where another was there, it is a violation.
 */
final class Checker {
    private static final int CHUNK = 1 << 20;
    /** Parts of a path: /brokers/topics/T and /brokers/topics/T/partitions/P/state. */
    private static final int TOPIC = 4;
    private static final int STATE = 7;

    /** What one process has shown of one replica. */
    private static final class Seen {
        private PartitionLog log;
        private long verified;
        private long highWatermark;
        private int ledEpoch = -1;
    }

    private record Loss(int write, Predicate<TopicPartition> which) {}

    private record Reign(TopicPartition partition, int epoch) {}

    private final World world;
    private final Map<Integer, Map<TopicPartition, Seen>> seen = new HashMap<>();
    private final Map<TopicPartition, Committed> committed = new TreeMap<>();
    private final Map<Reign, Integer> leaders = new HashMap<>();
    private final Map<TopicPartition, ZnodeJson.State> states = new TreeMap<>();
    /** Who lost data while in the ISR, and has not left it since; and the write at which it did. */
    private final Map<TopicPartition, TreeMap<Integer, Integer>> tainted = new TreeMap<>();
    /** What each broker lost last. */
    private final Map<Integer, Loss> losses = new HashMap<>();
    private final TreeSet<Integer> registered = new TreeSet<>();
    /** When brokers registered, by the number of the write. */
    private final Map<Integer, Integer> registeredAt = new HashMap<>();
    private int writes;
    /** Registered by a process that is dead; its session has not expired yet. */
    private final TreeSet<Integer> ghosts = new TreeSet<>();
    private final TreeMap<String, ZnodeJson.Topic> topics = new TreeMap<>();
    private int holder = -1;
    private int waived;
    private int early;

    Checker(World world) {
        this.world = world;
    }

    Committed committed(TopicPartition name) {
        return committed.computeIfAbsent(name, Committed::new);
    }

    Map<TopicPartition, Committed> all() {
        return committed;
    }

    Map<TopicPartition, ZnodeJson.State> states() {
        return states;
    }

    /** Partitions of which nothing is promised any more. */
    int waived() {
        return waived;
    }

    /** How often a dead process lost its office or what it led before its session expired. */
    int early() {
        return early;
    }

    /** As it is assigned now; null where there is no such topic. */
    ZnodeJson.Topic topic(String name) {
        return topics.get(name);
    }

    /** The epoch in which the broker leads by ZooKeeper's word and its own; -1 where it does not. */
    int reign(TopicPartition name, int broker) {
        ZnodeJson.State state = states.get(name);
        Seen s = seen.getOrDefault(broker, Map.of()).get(name);
        boolean leads = state != null && s != null && state.leader() == broker && s.ledEpoch == state.leaderEpoch();
        return leads ? state.leaderEpoch() : -1;
    }

    // ---- ZooKeeper

    /** Every write: path and new content, null for a znode that goes. */
    void znode(String path, byte[] data) {
        writes++;
        if (path.startsWith("/brokers/ids/")) {
            int id = Integer.parseInt(path.substring("/brokers/ids/".length()));
            if (data == null) registered.remove(id);
            else registered.add(id);
            ghosts.remove(id);
            registeredAt.put(id, writes);
        } else if (path.equals("/controller")) {
            // The session takes the registration along, and that goes first.
            if (data == null && ghosts.contains(holder)) early++;
            if (data != null) holder = ZnodeJson.decodeController(data).brokerId();
            world.trace().add("controller is %s", data == null ? "nobody" : holder);
        } else if (path.startsWith("/brokers/topics/")) {
            String[] parts = path.split("/");
            if (parts.length == TOPIC) topic(parts[TOPIC - 1], data);
            else if (parts.length == STATE) state(path, new TopicPartition(parts[3], Integer.parseInt(parts[5])), data);
        }
    }

    /** Entered the ISR by a request of its leader that was made before it lost what it had. */
    private void entered(TopicPartition name, int broker) {
        Loss last = losses.get(broker);
        if (last == null || last.write < registeredAt.getOrDefault(broker, 0) || !last.which.test(name)) return;
        tainted.computeIfAbsent(name, _ -> new TreeMap<>()).putIfAbsent(broker, last.write);
    }

    private void topic(String name, byte[] data) {
        ZnodeJson.Topic now = data == null ? null : ZnodeJson.decodeTopic(name, data);
        ZnodeJson.Topic before = now == null ? topics.remove(name) : topics.put(name, now);
        if (now != null && before != null && now.id().equals(before.id())) {
            if (!now.equals(before)) world.trace().add("%s: replicas %s", name, now.replicas());
            return;
        }
        world.trace().add("topic %s has the id %s", name, now == null ? null : now.id());
        // What another life of the name committed means nothing.
        committed.keySet().removeIf(p -> p.topic().equals(name));
        tainted.keySet().removeIf(p -> p.topic().equals(name));
        leaders.keySet().removeIf(r -> r.partition.topic().equals(name));
    }

    private void state(String path, TopicPartition name, byte[] data) {
        if (data == null) states.remove(name);
        else state(name, ZnodeJson.decodeState(path, data));
    }

    private void state(TopicPartition name, ZnodeJson.State now) {
        ZnodeJson.State before = states.put(name, now);
        world.trace().add("%s: leader %d epoch %d isr %s by controller epoch %d", name, now.leader(),
                now.leaderEpoch(), now.isr(), now.controllerEpoch());
        if (before == null) return;
        if (before.leader() != now.leader() && ghosts.contains(before.leader())) early++;
        if (now.leaderEpoch() < before.leaderEpoch() || now.controllerEpoch() < before.controllerEpoch()) {
            throw new Violation("epochs never go back", name + ": " + before + " -> " + now);
        }
        now.isr().stream().filter(b -> !before.isr().contains(b)).forEach(b -> entered(name, b));
        TreeMap<Integer, Integer> lost = tainted.get(name);
        if (lost == null || !committed(name).promised()) return;
        // A ghost may be elected, and never lead: it is found dead, or to have restarted, before it comes to that.
        boolean fresh = now.leaderEpoch() > before.leaderEpoch() && !ghosts.contains(now.leader());
        if (fresh && lost.containsKey(now.leader())) {
            elected(name, now.leader(), before, lost);
        }
        lost.keySet().removeIf(b -> !now.isr().contains(b));
    }

    /**
     * A broker is elected although it lost data as a member of the ISR. Where another was there that is wrong, but no
     * harm yet: a controller that has not heard of a restart cannot make the new process lead, which it does not know,
     * and elects another when it hears of it. If it comes to leading, {@link #leads} complains.
     */
    private void elected(TopicPartition name, int leader, ZnodeJson.State before, TreeMap<Integer, Integer> lost) {
        // Another that has been there all the time since: one that came back only after it is in no better position.
        boolean another = before.isr().stream().anyMatch(b -> !lost.containsKey(b) && registered.contains(b)
                && !ghosts.contains(b) && registeredAt.get(b) < lost.get(leader));
        String what = name + ": broker " + leader + " lost unflushed data in the ISR " + before.isr();
        if (another) return;
        if (committed(name).promised()) waived++;
        committed(name).waive(what);
        world.trace().add("nothing is promised of %s", what);
    }

    // ---- brokers

    void died(Host host) {
        seen.remove(host.id());
        if (registered.contains(host.id())) ghosts.add(host.id());
    }

    /** @param which of its replicas lost something */
    void lostData(Host host, Predicate<TopicPartition> which) {
        losses.put(host.id(), new Loss(writes, which));
        states.forEach((name, state) -> {
            if (state.isr().contains(host.id()) && which.test(name)) {
                // One that lost something before counts from then on.
                tainted.computeIfAbsent(name, _ -> new TreeMap<>()).putIfAbsent(host.id(), writes);
            }
        });
    }

    /** After a task of this broker. A disk that fails hides nothing from here. */
    void stepped(Host host) {
        if (host.rooms() == null || host.rooms().replicas() == null) return;
        Path broken = host.disk().broken;
        host.disk().broken = null;
        try {
            look(host);
        } finally {
            host.disk().broken = broken;
        }
    }

    private void look(Host host) {
        Map<TopicPartition, Seen> mine = seen.computeIfAbsent(host.id(), _ -> new HashMap<>());
        for (Partition p : host.rooms().replicas().all()) {
            PartitionLog log = p.log();
            ZnodeJson.Topic topic = topics.get(p.name().topic());
            // One of a deleted topic may still be there, and even be led.
            if (log == null || topic == null || !topic.id().equals(log.topicId())) continue;
            Seen s = mine.computeIfAbsent(p.name(), _ -> new Seen());
            if (s.log != log) {
                s.log = log;
                s.verified = 0;
                s.highWatermark = log.highWatermark();
            }
            look(host, p, log, s);
        }
    }

    private void look(Host host, Partition p, PartitionLog log, Seen s) {
        boolean leads = p.isLeader();
        long hw = log.highWatermark();
        if (leads && s.ledEpoch != p.leaderEpoch()) {
            s.ledEpoch = p.leaderEpoch();
            leads(host, p, log, s);
        }
        if (hw == s.highWatermark && s.verified >= hw) return;
        Committed c = committed(p.name());
        if (hw < s.highWatermark && c.promised()) {
            throw new Violation("the high watermark of a replica does not go back",
                    p.name() + " at " + host + ": " + s.highWatermark + " -> " + hw);
        }
        s.highWatermark = hw;
        if (c.promised() && hw > s.verified) verify(host, p, log, s, hw, leads);
    }

    private void leads(Host host, Partition p, PartitionLog log, Seen s) {
        Integer known = leaders.putIfAbsent(new Reign(p.name(), p.leaderEpoch()), host.id());
        if (known != null && known != host.id()) {
            throw new Violation("one leader per epoch accepts writes",
                    p.name() + " epoch " + p.leaderEpoch() + ": brokers " + known + " and " + host.id());
        }
        world.trace().add("%s leads %s in epoch %d from %d on, high watermark %d", host.toString(), p.name(),
                p.leaderEpoch(), log.logEndOffset(), log.highWatermark());
        Committed c = committed(p.name());
        TreeMap<Integer, Integer> lost = tainted.get(p.name());
        if (!c.leads(p.leaderEpoch()) || !c.promised()) return;
        if (lost != null && lost.containsKey(host.id())) {
            throw new Violation("a broker that lost data leaves the ISR before it leads", p.name() + " at " + host);
        }
        if (log.logEndOffset() < c.end()) {
            throw new Violation("a new leader has everything that was committed", p.name() + " at " + host
                    + ": ends at " + log.logEndOffset() + ", committed up to " + c.end() + ": " + c.at(c.end() - 1));
        }
        verify(host, p, log, s, c.end(), false);
    }

    private void verify(Host host, Partition p, PartitionLog log, Seen s, long upTo, boolean leads) {
        Committed c = committed(p.name());
        while (s.verified < upTo) {
            var batches = Batches.of(log.read(s.verified, CHUNK, true, upTo).records());
            if (batches.isEmpty()) {
                throw new Violation("what is committed can be read", p.name() + " at " + host + " from " + s.verified
                        + " to " + upTo);
            }
            for (Batches.Batch b : batches) {
                if (b.base() >= upTo) break;
                if (b.values().stream().anyMatch(v -> Ephemeral.isOfAnotherLife(v, log.topicId()))) {
                    throw new Violation("a topic has nothing of the one before it", p.name() + " at " + host + ": "
                            + b);
                }
                if (b.base() < c.end()) c.compare(host.toString(), b);
                else if (leads) c.add(b);
                else throw new Violation("no follower's high watermark is beyond its leader's", p.name() + " at " + host
                        + ": " + b);
                s.verified = b.last() + 1;
            }
        }
    }
}
