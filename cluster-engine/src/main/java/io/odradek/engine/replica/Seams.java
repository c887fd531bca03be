package io.odradek.engine.replica;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.env.Peers;
import io.odradek.engine.env.Rng;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metric.Meters;

/** The parts of the world that replicas need. */
public record Seams(Clock clock, Timers timers, Lanes lanes, Peers peers, Rng rng, Meters meters) {
    /** With meters that nobody reads. */
    public Seams(Clock clock, Timers timers, Lanes lanes, Peers peers, Rng rng) {
        this(clock, timers, lanes, peers, rng, new Meters(-1));
    }
}
