package io.odradek.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkTest {
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        UI.setCurrent(null);
    }

    @Test
    void pageThatWasLeftIsPassedOverQuietly() throws Exception {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        List<Object> shown = new CopyOnWriteArrayList<>();
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        // Of a page that was left, its UI has no session any more.
        UI left = new UI();
        UI.setCurrent(left);
        Work work = new Work(new Div());
        work.start(() -> {
            // Looked at by threads that nobody joins.
            Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e));
            worker.complete(Thread.currentThread());
            return "an answer";
        }, shown::add, shown::add);
        worker.get().join();
        assertThat(uncaught).isEmpty();
        assertThat(shown).isEmpty();
    }
}
