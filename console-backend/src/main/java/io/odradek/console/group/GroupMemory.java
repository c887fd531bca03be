package io.odradek.console.group;

import io.odradek.console.kafka.Place;

/** What is remembered of one cluster's groups from sweep to sweep. */
record GroupMemory(Tracks<Place> ends, Tracks<String> lags, Ages ages) {

    GroupMemory() {
        this(new Tracks<>(), new Tracks<>(), new Ages());
    }

    /** The lag of a group that has committed this offset of a partition that ends there. */
    Lag lag(Place place, long committed, long end, long nowMs) {
        if (end < 0 || committed < 0) {
            return Lag.UNKNOWN;
        }
        if (committed >= end) {
            return Lag.NONE;
        }
        long seen = ages.at(place, committed, end);
        if (seen == Ages.NOTHING) {
            return Lag.NONE;
        }
        long since = seen >= 0 ? seen : ends.passed(place, committed);
        return new Lag(end - committed, since < 0 ? -1 : Math.max(0, nowMs - since));
    }
}
