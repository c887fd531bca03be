package io.odradek.engine.controller;

import io.odradek.engine.env.Timers;

/**
 * The brokers whose picture has to be new before an event is answered: our own, and of new partitions everybody's, so
 * that who made a topic may ask any broker for it at once. (Kafka waits for the controller's own picture alone, and the
 * next question may go to a broker that does not know the topic.) What was done is done, so nobody waits for ever: for
 * our own broker, which answers at once or is in trouble, the request timeout; for others {@value #OTHERS_MS} ms, since
 * one may hang until its session ends. Controller lane only.
 */
final class Told {
    private static final long OTHERS_MS = 2_000;

    private boolean own;
    private int others;
    private Runnable then;
    private Timers.Timer patience;
    private Timers.Timer limit;

    void sent(boolean ours) {
        if (ours) own = true;
        else others++;
    }

    void heard(boolean ours) {
        if (ours) own = false;
        else others--;
        next();
    }

    /** Runs it when all have heard, or as much of the time has passed as they are waited for. */
    void within(Controller controller, Runnable answer) {
        then = answer;
        Controller.World world = controller.world();
        if (others > 0) {
            patience = world.timers().after(OTHERS_MS, world.lane(), () -> {
                others = 0;
                next();
            });
        }
        if (own) limit = world.timers().after(controller.settings().requestTimeoutMs(), world.lane(), this::end);
        next();
    }

    private void next() {
        if (!own && others <= 0) end();
    }

    private void end() {
        if (then == null) return;
        Runnable answer = then;
        then = null;
        if (patience != null) patience.cancel();
        if (limit != null) limit.cancel();
        answer.run();
    }
}
