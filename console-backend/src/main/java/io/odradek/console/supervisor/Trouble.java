package io.odradek.console.supervisor;

import java.util.Set;

/**
 * How a broker of the embedded cluster is broken on demand; it holds until another is asked for, or the broker is
 * stopped or killed.
 *
 * @param paused           it stands still, as under SIGSTOP
 * @param cutFrom          brokers with which nothing is exchanged any more
 * @param withoutZookeeper nothing is exchanged with ZooKeeper
 * @param diskMs           what every read, write and flush of a file takes longer
 * @param skewMs           how much its clock is ahead of the others'; behind where it is negative
 */
public record Trouble(boolean paused, Set<Integer> cutFrom, boolean withoutZookeeper, long diskMs, long skewMs) {

    public static final Trouble NONE = new Trouble(false, Set.of(), false, 0, 0);

    public Trouble {
        cutFrom = cutFrom == null ? Set.of() : Set.copyOf(cutFrom);
    }

    public boolean none() {
        return equals(NONE);
    }

    /** Whether ZooKeeper will take it for gone. */
    boolean away() {
        return paused || withoutZookeeper;
    }
}
