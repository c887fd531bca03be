package io.odradek.engine.api;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Keeps the controller's requests in their order although some must look something up before they begin: each starts
 * when the one
 * before has started. One for each broker; safe on any thread.
 */
final class ControllerOrder {
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /**
     * @param prepare begins at once
     * @param start   runs when it is ready and every request before has started; a failed preparation does not hold it
     * up
     */
    synchronized void then(Supplier<CompletableFuture<?>> prepare, Runnable start) {
        CompletableFuture<?> ready = prepare.get().handle((_, _) -> null);
        last = last.thenCombine(ready, (_, _) -> null).handle((_, _) -> {
            start.run();
            return null;
        }).handle((_, _) -> null);
    }
}
