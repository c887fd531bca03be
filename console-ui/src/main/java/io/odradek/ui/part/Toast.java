package io.odradek.ui.part;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import io.odradek.console.problem.Problem;
import io.odradek.ui.text.Said;

/** Says in passing that something was done; what failed stays where it was asked for, and here for longer. */
public final class Toast {
    private static final int DONE_MS = 3_000;
    private static final int FAILED_MS = 8_000;

    private Toast() {
    }

    public static void done(String text) {
        Notification.show(text, DONE_MS, Notification.Position.BOTTOM_START)
                .addThemeVariants(NotificationVariant.LUMO_SUCCESS);
    }

    public static void failed(Problem problem) {
        Notification.show(Said.of(problem.said()), FAILED_MS, Notification.Position.BOTTOM_START)
                .addThemeVariants(NotificationVariant.LUMO_ERROR);
    }
}
