package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import io.odradek.console.problem.Problem;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * One thing at a time done for a component off the page's thread, on a virtual thread. Starting anew or detaching
 * interrupts what runs, and
 * its outcome is then shown nowhere.
 */
public final class Work {
    private final Component owner;
    private Thread running;
    private long ticket;

    public Work(Component owner) {
        this.owner = owner;
        owner.addDetachListener(event -> cancel());
    }

    /**
     * Runs the work; then, back on the page's thread, one of the two outcomes. Must be called while the owner is
     * attached.
     */
    public <T> void start(Callable<T> work, Consumer<T> done, Consumer<Problem> failed) {
        cancel();
        long mine = ++ticket;
        UI ui = owner.getUI().orElseGet(UI::getCurrent);
        running = Thread.ofVirtual().name("page-work").start(() -> {
            Runnable outcome = attempt(work, done, failed);
            back(ui, () -> {
                if (ticket == mine) {
                    running = null;
                    outcome.run();
                }
            });
        });
    }

    /** Runs it on the page's thread; a page that has been left in the meantime needs no answer. */
    public static void back(UI ui, Runnable task) {
        ui.accessLater(task::run, () -> { }).run();
    }

    private static <T> Runnable attempt(Callable<T> work, Consumer<T> done, Consumer<Problem> failed) {
        try {
            T result = work.call();
            return () -> done.accept(result);
        } catch (Exception e) {
            Problem problem = Problem.from(e);
            return () -> failed.accept(problem);
        }
    }

    public boolean busy() {
        return running != null;
    }

    /** Asks what runs to end early with what it has; its outcome is still shown. */
    public void interrupt() {
        if (running != null) {
            running.interrupt();
        }
    }

    /** Forgets what runs. */
    public void cancel() {
        ticket++;
        interrupt();
        running = null;
    }
}
