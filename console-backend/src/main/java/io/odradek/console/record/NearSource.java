package io.odradek.console.record;

import io.odradek.console.kafka.NearLog;
import io.odradek.console.kafka.ReadRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads next to the log, with the predicate beside it: several partitions at once, and where there are fewer than
 * processors several parts of a window, each on a thread that nobody interrupts (an interrupted read closes its file).
 */
final class NearSource implements Source {

    /** A second's worth of small records that are looked at one by one, of expressions half a second's. */
    private static final int LARGEST_WINDOW = 1_000_000;
    /** Below this a thread costs more than it brings. */
    private static final long SMALL = 5_000;
    /** A part of a window: enough for some milliseconds. */
    private static final long PART = 25_000;
    /** Parts keep as many matches each; an export's may be large. */
    private static final int MOST_KEPT = 1_000;
    private static final int THREADS = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));

    private final NearLog logs;
    private final boolean committed;
    private final Match match;
    private final Tally tally;

    NearSource(NearLog logs, boolean committed, Match match, Tally tally) {
        this.logs = logs;
        this.committed = committed;
        this.match = match;
        this.tally = tally;
    }

    @Override
    public int largestWindow() {
        return LARGEST_WINDOW;
    }

    @Override
    public void fill(List<Strip> strips) throws NearLog.Elsewhere {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Map<Strip, List<Strip>> parts = new LinkedHashMap<>();
        strips.forEach(strip -> parts.put(strip, parts(strip, strips.size())));
        Queue<Strip> waiting = new ConcurrentLinkedQueue<>();
        parts.values().forEach(waiting::addAll);
        int wanted = strips.stream().mapToLong(strip -> strip.to() - strip.from()).sum() <= SMALL ? 1
                : Math.min(THREADS, waiting.size());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            threads.add(Thread.ofPlatform().daemon().name("scan-" + i).start(() -> work(waiting, failure)));
        }
        await(threads);
        switch (failure.get()) {
            case null -> parts.forEach(NearSource::join);
            case NearLog.Elsewhere elsewhere -> throw elsewhere;
            case RuntimeException unexpected -> throw unexpected;
            case Throwable unexpected -> throw new IllegalStateException(unexpected);
        }
    }

    /** More parts than threads, since some are done sooner than others. The strip itself where it is not worth it. */
    private static List<Strip> parts(Strip strip, int strips) {
        long most = Math.min(2 * THREADS / strips, (strip.to() - strip.from()) / PART);
        return strips < THREADS && most > 1 && strip.keep() <= MOST_KEPT ? strip.split((int) most) : List.of(strip);
    }

    private static void join(Strip strip, List<Strip> parts) {
        if (parts.getFirst() != strip) {
            strip.absorb(parts);
        }
    }

    /** Whoever waits may be interrupted: then the scan is cancelled, and its threads end by themselves. */
    private void await(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    tally.cancel();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Queue<Strip> waiting, AtomicReference<Throwable> failure) {
        try {
            for (Strip strip = waiting.poll(); strip != null && failure.get() == null; strip = waiting.poll()) {
                read(strip);
            }
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
        }
    }

    private void read(Strip strip) throws NearLog.Elsewhere {
        logs.scan(new NearLog.Range(strip.place(), strip.from(), strip.to(), committed, match.needle()),
                new NearLog.Visitor() {
                    @Override
                    public boolean record(ReadRecord record) {
                        if (match.matches(record)) {
                            strip.take(record);
                        }
                        return strip.filling();
                    }

                    @Override
                    public boolean read(long next, int records, int bytes) {
                        tally.add(records, bytes);
                        strip.reached(next);
                        return strip.filling() && tally.over() == null;
                    }
                });
        if (tally.over() == null) {
            // Behind the last record kept there is nothing that could be read now.
            strip.reached(strip.to());
        }
    }

    @Override
    public void close() {
        // Files are closed by each scan.
    }
}
