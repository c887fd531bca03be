package io.odradek.console.snapshot;

/** Keeps one {@link Snapshot} per cluster. */
public final class Snapshots implements AutoCloseable {

    /** The newest; {@link Snapshot#empty} before the first sweep. Never blocks. */
    public Snapshot of(String cluster) {
        throw new UnsupportedOperationException();
    }

    /** Sweeps now and returns the result; blocks until done. For use after a change. */
    public Snapshot refresh(String cluster) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
    }
}
