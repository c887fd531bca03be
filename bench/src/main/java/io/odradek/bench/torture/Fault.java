package io.odradek.bench.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What can befall a cluster. Each is begun, holds for a while, and is undone. */
enum Fault {
    KILL(3), KILL_TWO(1), KILL_ALL(1), STOP(1), FREEZE(3), FREEZE_ZOOKEEPER(1), KILL_ZOOKEEPER(2),
    ISOLATE(3), CUT_FROM_ZOOKEEPER(2), CUT_FROM_EACH_OTHER(2), CUT_ONE_WAY(1);

    /** How often, against the others. */
    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    /** Of those that this cluster can suffer. */
    static Fault any(Random random, Cluster cluster) {
        List<Fault> all = new ArrayList<>();
        for (Fault f : values()) {
            boolean possible = !f.needsNetwork() || cluster.network() != null;
            if (possible) all.addAll(Collections.nCopies(f.weight, f));
        }
        return all.get(random.nextInt(all.size()));
    }

    boolean needsNetwork() {
        return ordinal() >= ISOLATE.ordinal();
    }

    /** Does it; what undoes it is returned. {@code victims} are all brokers, the first few suffer. */
    Undo begin(Cluster c, List<Integer> victims) throws IOException, InterruptedException {
        int one = victims.getFirst();
        int other = victims.get(victims.size() > 1 ? 1 : 0);
        return switch (this) {
            case KILL -> kill(c, victims.subList(0, 1));
            case KILL_TWO -> kill(c, victims.subList(0, Math.min(2, victims.size())));
            case KILL_ALL -> kill(c, victims);
            case STOP -> {
                c.broker(one).stop();
                c.killed(one);
                yield () -> c.startBroker(one);
            }
            case FREEZE -> {
                c.broker(one).freeze();
                yield () -> c.broker(one).thaw();
            }
            case FREEZE_ZOOKEEPER -> {
                c.zookeeper().freeze();
                yield () -> c.zookeeper().thaw();
            }
            case KILL_ZOOKEEPER -> {
                c.zookeeper().kill();
                yield () -> c.zookeeper().start();
            }
            case ISOLATE -> {
                c.network().isolate(one);
                yield () -> c.network().join(one);
            }
            case CUT_FROM_ZOOKEEPER -> {
                c.network().cut(one, c.network().zookeeper());
                yield () -> c.network().mend(one, c.network().zookeeper());
            }
            case CUT_ONE_WAY -> {
                c.network().cut(one, c.network().host(other));
                yield () -> c.network().mend(one, c.network().host(other));
            }
            case CUT_FROM_EACH_OTHER -> {
                c.network().cut(one, c.network().host(other));
                c.network().cut(other, c.network().host(one));
                yield () -> {
                    c.network().mend(one, c.network().host(other));
                    c.network().mend(other, c.network().host(one));
                };
            }
        };
    }

    private static Undo kill(Cluster c, List<Integer> ids) throws IOException, InterruptedException {
        // All at the same time, as far as that goes.
        for (int id : ids) c.broker(id).process().destroyForcibly();
        for (int id : ids) {
            c.broker(id).kill();
            c.killed(id);
        }
        return () -> {
            for (int id : ids) c.startBroker(id);
        };
    }

    interface Undo {
        void run() throws IOException, InterruptedException;
    }
}
