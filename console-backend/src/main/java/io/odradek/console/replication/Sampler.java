package io.odradek.console.replication;

import io.odradek.console.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Looks at topics again and again as long as somebody wants it: once for all who want the same. Any thread. */
final class Sampler implements AutoCloseable {

    /** At most a fifth of the time is spent asking: a large cluster is asked less often. */
    private static final int SHARE_OF_TIME = 4;

    /** Looks at what is wanted. */
    interface Look {
        TopicReplication at(Wanted wanted);
    }

    /** Partitions of a topic, and how long to pause between two looks. */
    record Wanted(String cluster, String topic, int first, int limit, int pauseMs) {
    }

    private final Look look;
    private final Map<Wanted, Round> rounds = new HashMap<>();

    Sampler(Look look) {
        this.look = look;
    }

    /** Calls back with each look until the returned handle is run, or it cannot go on, which it says at last. */
    synchronized Runnable listen(Wanted wanted, ReplicationListener listener) {
        Round round = rounds.get(wanted);
        boolean fresh = round == null;
        if (fresh) {
            round = new Round(wanted);
            rounds.put(wanted, round);
        }
        round.listeners.add(listener);
        if (fresh) {
            round.thread = Thread.ofVirtual().name("replication-" + wanted.topic()).start(round::run);
        }
        Round joined = round;
        return () -> leave(joined, listener);
    }

    private synchronized void leave(Round round, ReplicationListener listener) {
        round.listeners.remove(listener);
        if (round.listeners.isEmpty() && rounds.remove(round.wanted, round)) {
            round.thread.interrupt();
        }
    }

    private synchronized void end(Round round) {
        rounds.remove(round.wanted, round);
    }

    @Override
    public synchronized void close() {
        rounds.values().forEach(round -> round.thread.interrupt());
        rounds.clear();
    }

    private final class Round {
        private final Wanted wanted;
        private final List<ReplicationListener> listeners = new CopyOnWriteArrayList<>();
        private Thread thread;

        Round(Wanted wanted) {
            this.wanted = wanted;
        }

        private void run() {
            while (!Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                try {
                    TopicReplication now = look.at(wanted);
                    listeners.forEach(listener -> listener.looked(now));
                } catch (Problem problem) {
                    if (!Thread.currentThread().isInterrupted()) {
                        end(this);
                        listeners.forEach(listener -> listener.ended(problem));
                    }
                    return;
                }
                long tookNs = System.nanoTime() - began;
                LockSupport.parkNanos(Math.max(wanted.pauseMs() * 1_000_000L, SHARE_OF_TIME * tookNs));
            }
        }
    }
}
