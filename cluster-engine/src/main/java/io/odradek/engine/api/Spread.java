package io.odradek.engine.api;

import io.odradek.engine.env.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Work on several lanes, one hand-over for each, and what is to be done when all of it is. Used once. */
final class Spread {
    private final Runnable done;
    private final Map<Lane, List<Runnable>> work = new LinkedHashMap<>();

    /** @param done runs on the lane that is ready last */
    Spread(Runnable done) {
        this.done = done;
    }

    /** Before {@link #start}. The task must not throw: it writes its outcome, errors included, into the answer. */
    void on(Lane lane, Runnable task) {
        work.computeIfAbsent(lane, _ -> new ArrayList<>()).add(task);
    }

    /** A lane that is full makes this throw; the request as a whole then fails. */
    void start() {
        if (work.isEmpty()) {
            done.run();
            return;
        }
        AtomicInteger open = new AtomicInteger(work.size());
        work.forEach((lane, tasks) -> lane.run(() -> {
            for (Runnable task : tasks) task.run();
            if (open.decrementAndGet() == 0) done.run();
        }));
    }
}
