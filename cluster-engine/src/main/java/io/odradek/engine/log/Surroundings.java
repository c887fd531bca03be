package io.odradek.engine.log;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Disk;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.env.Timers;

/** What the logs of a broker stand on. */
public record Surroundings(Disk disk, Clock clock, Timers timers, Lanes lanes) {}
