package io.odradek.console.supervisor;

import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;

/** Watches what follows one deed, look by look. Pure but for what it remembers; one thread. */
final class Aftermath {

    private final String cluster;
    private final String what;
    private final int broker;
    private final long beganMs;
    private final boolean away;
    private final int controller;
    private long brokerMs = -1;
    private long controllerMs = -1;
    private int offlinePeak;
    private long offlineMs;
    private int underPeak;
    private long inSyncMs;
    private boolean seen;

    /** @param away whether the broker leaves by it, as after a kill, or comes */
    Aftermath(Snapshot before, String what, int broker, boolean away, long beganMs) {
        this.cluster = before.cluster();
        this.what = what;
        this.broker = broker;
        this.away = away;
        this.beganMs = beganMs;
        this.controller = before.controller();
    }

    /** Takes a look and says whether there is more to come. */
    boolean see(Snapshot now) {
        if (!now.reachable()) {
            return true;
        }
        long afterMs = Math.max(0, now.takenMs() - beganMs);
        boolean online = now.brokers().stream().filter(BrokerState::online).anyMatch(b -> b.id() == broker);
        if (brokerMs < 0 && online != away) {
            brokerMs = afterMs;
        }
        if (controllerMs < 0 && now.controller() >= 0 && now.controller() != controller) {
            controllerMs = afterMs;
        }
        int offline = now.totals().offline();
        int under = now.totals().underReplicated();
        offlinePeak = Math.max(offlinePeak, offline);
        underPeak = Math.max(underPeak, under);
        offlineMs = offline > 0 ? -1 : offlineMs < 0 ? afterMs : offlineMs;
        inSyncMs = under > 0 ? -1 : inSyncMs < 0 ? afterMs : inSyncMs;
        seen = brokerMs >= 0;
        // What a broker's leaving does to others shows a moment after it has left.
        return !seen || offline > 0 || under > 0 && !away || afterMs < brokerMs + 3_000;
    }

    Episode episode(boolean open) {
        return new Episode(beganMs, cluster, what, broker, brokerMs, controllerMs, offlinePeak, offlineMs, underPeak,
                inSyncMs, open);
    }
}
