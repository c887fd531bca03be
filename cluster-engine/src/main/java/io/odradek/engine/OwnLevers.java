package io.odradek.engine;

import io.odradek.engine.env.Faults;
import java.util.concurrent.CountDownLatch;

/** The levers of a broker of this process. */
final class OwnLevers implements Levers {
    private final Faults faults;
    private final Broker broker;
    private CountDownLatch frozen;

    OwnLevers(Faults faults, Broker broker) {
        this.faults = faults;
        this.broker = broker;
    }

    @Override
    public void cut(int port, boolean lost) {
        faults.cut(port, lost);
    }

    @Override
    public void slowDisk(long ms) {
        faults.diskDelayMs(ms);
    }

    @Override
    public void skewClock(long ms) {
        faults.skewMs(ms);
    }

    @Override
    public synchronized void freeze(boolean still) {
        if (still && frozen == null) {
            frozen = new CountDownLatch(1);
            broker.freeze(frozen);
        } else if (!still && frozen != null) {
            frozen.countDown();
            frozen = null;
        }
    }
}
