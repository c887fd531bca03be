package io.odradek.engine.log;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Disk;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metric.Meters;

/** What the logs of a broker stand on. */
public record Surroundings(Disk disk, Clock clock, Timers timers, Lanes lanes, Meters meters) {
    /** With meters that nobody reads. */
    public Surroundings(Disk disk, Clock clock, Timers timers, Lanes lanes) {
        this(disk, clock, timers, lanes, new Meters(-1));
    }
}
