package io.odradek.engine.metadata;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Holds the current picture of one broker. Reading is a volatile read on any thread. Changes are made one at a time
 * by whoever
 * calls {@link #update}; subscribers are told on that same thread, in the order of the changes, after the new
 * picture is visible.
 */
public final class Metadata {
    private final List<Consumer<ImageDelta>> subscribers = new CopyOnWriteArrayList<>();
    private volatile ClusterImage current = ClusterImage.EMPTY;
    private volatile Features features = Features.UNKNOWN;

    public ClusterImage current() {
        return current;
    }

    /** What every broker of the cluster supports, as far as this one knows. */
    public Features features() {
        return features;
    }

    public void features(Features known) {
        features = known;
    }

    /**
     * The subscriber hears of every later change. It must not block and must not call {@link #update}: it posts to
     * its own lane.
     * Not promised: that {@link #current()} still is the delta's picture when the subscriber looks.
     */
    public Subscription subscribe(Consumer<ImageDelta> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    /** Makes one change out of what the editor does to the delta, publishes it and returns it. */
    public synchronized ImageDelta update(Consumer<ImageDelta> editor) {
        ImageDelta delta = new ImageDelta(current);
        editor.accept(delta);
        current = delta.apply();
        for (Consumer<ImageDelta> s : subscribers) s.accept(delta);
        return delta;
    }

    /** Ends a subscription. */
    public interface Subscription {
        void cancel();
    }
}
