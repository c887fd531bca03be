package io.odradek.engine;

import java.net.BindException;
import java.util.Locale;

/** A broker or a cluster did not start. Its message is one line for the person who started it, and says the way out. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** True where the port, or the address, was refused because somebody else has it. */
    static boolean portInUse(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String message = e.getMessage();
            boolean bound = e instanceof BindException
                || message != null && message.toLowerCase(Locale.ROOT).contains("address already in use");
            if (bound) return true;
        }
        return false;
    }
}
