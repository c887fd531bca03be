package io.odradek.console.supervisor;

import io.odradek.console.change.Actor;
import java.util.List;

/** The embedded cluster, if there is one. */
public final class Supervisor implements AutoCloseable {

    /** Whether there is an embedded cluster; without one every other call but {@link #events} throws Problem UNSUPPORTED. */
    public boolean present() {
        throw new UnsupportedOperationException();
    }

    public List<EmbeddedBroker> brokers() {
        throw new UnsupportedOperationException();
    }

    /** Stops in order: leaderships handed over first. */
    public void stop(Actor actor, int id) {
        throw new UnsupportedOperationException();
    }

    public void start(Actor actor, int id) {
        throw new UnsupportedOperationException();
    }

    /** Stops without any order, like a power cut. */
    public void kill(Actor actor, int id) {
        throw new UnsupportedOperationException();
    }

    /** The timeline, oldest first, of events after this sequence; at most the last 1,000 are kept. */
    public List<Event> events(long afterSequence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
    }
}
