package io.odradek.engine.config;

import static io.odradek.engine.config.Key.ofInt;

import java.util.List;
import java.util.stream.Stream;

/**
 * The broker keys of a number of milliseconds that every group of a kind may set for itself (KIP-848, KIP-932,
 * KIP-1071): what it is where the group sets none, and the bounds of what it may set.
 */
record GroupInterval(Key<Integer> standard, Key<Integer> least, Key<Integer> most) {
    private static final String ASSIGNMENT = "assignment.interval.ms";

    /**
     * How long a member may be silent.
     *
     * @param kind "consumer", "streams" or "share"
     */
    static GroupInterval session(String kind) {
        String name = "session.timeout.ms";
        return new GroupInterval(ofInt("group." + kind + "." + name, 45_000,
                "Session timeout in milliseconds of a " + kind + " group's member.").atLeast(1),
                bound(kind, "min", name, 45_000, 1), bound(kind, "max", name, 60_000, 1));
    }

    static GroupInterval heartbeat(String kind) {
        String name = "heartbeat.interval.ms";
        return new GroupInterval(ofInt("group." + kind + "." + name, 5000,
                "Milliseconds between the heartbeats of a " + kind + " group's member.").atLeast(1),
                bound(kind, "min", name, 5000, 1), bound(kind, "max", name, 15_000, 1));
    }

    static GroupInterval assignment(String kind) {
        return new GroupInterval(ofInt("group." + kind + "." + ASSIGNMENT, 1000,
                "Milliseconds between two assignments of a " + kind + " group at least, where somebody sets it; "
                        + "else there is no pause.").atLeast(0).dynamic(),
                bound(kind, "min", ASSIGNMENT, 0, 0), bound(kind, "max", ASSIGNMENT, 15_000, 0));
    }

    private static Key<Integer> bound(String kind, String which, String name, int standard, int floor) {
        String what = name.substring(0, name.length() - ".ms".length()).replace('.', ' ');
        return ofInt("group." + kind + "." + which + "." + name, standard, (which.equals("min") ? "Shortest "
                : "Longest ") + what + " in milliseconds a " + kind + " group may have.").atLeast(floor);
    }

    static List<Key<?>> keys(GroupInterval... all) {
        return Stream.of(all).<Key<?>>flatMap(i -> Stream.of(i.standard, i.least, i.most)).toList();
    }
}
