package io.odradek.engine.env;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * A broker's lanes: the owners are given (the network's loops, or threads), the blocking ones and the controller's
 * are made here.
 */
public final class ThreadLanes implements Lanes, AutoCloseable {
    /** A task holds some 100 bytes; this many waiting means that the lane has stalled. */
    private static final int CAPACITY = 1 << 16;

    private final List<? extends Lane> owners;
    private final List<ThreadLane> disks;
    private final ThreadLane controller;

    /**
     * @param owners  the owner lanes, at least one; not closed with this
     * @param refused counts the tasks that a full blocking lane turned away
     */
    public ThreadLanes(String prefix, List<? extends Lane> owners, int disks, LongAdder refused) {
        if (owners.isEmpty()) throw new IllegalArgumentException("no owner lanes");
        this.owners = List.copyOf(owners);
        this.disks = threads(prefix + "disk-", disks, refused);
        this.controller = new ThreadLane(prefix + "controller-1", CAPACITY, refused);
    }

    /** Owner lanes with threads of their own, for where there is no network. */
    public static List<ThreadLane> threads(String prefix, int count, LongAdder refused) {
        return IntStream.range(0, count).mapToObj(i -> new ThreadLane(prefix + i, CAPACITY, refused)).toList();
    }

    @Override
    public Lane owner(int hash) {
        return owners.get(spread(hash, owners.size()));
    }

    @Override
    public int owners() {
        return owners.size();
    }

    @Override
    public Lane disk(int hash) {
        return disks.get(spread(hash, disks.size()));
    }

    @Override
    public void together(List<Runnable> tasks, int most) {
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(most, tasks.size())))) {
            List<Future<?>> open = tasks.stream().<Future<?>>map(threads::submit).toList();
            for (Future<?> each : open) each.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public Lane controller() {
        return controller;
    }

    /**
     * Hashes of strings differ mostly in their low bits, those of small numbers only there; multiply to use all of
     * them.
     */
    private static int spread(int hash, int size) {
        return (int) (((hash * 0x9E3779B97F4A7C15L) >>> 32) * size >>> 32);
    }

    @Override
    public void close() {
        controller.close();
        disks.forEach(ThreadLane::close);
    }
}
