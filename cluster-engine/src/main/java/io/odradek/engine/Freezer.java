package io.odradek.engine;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Holds another process still by SIGSTOP until it is closed, or until this process ends, however it does: what holds is
 * a shell whose input ends with us. A process that stands still could not tell that its parent is gone.
 */
final class Freezer implements AutoCloseable {
    private static final String SCRIPT =
        "trap '' HUP INT TERM; kill -STOP \"$1\" && echo still; read -r _; kill -CONT \"$1\"";

    private final Process shell;

    private Freezer(Process shell) {
        this.shell = shell;
    }

    /** The process stands still when this returns. */
    static Freezer of(long pid) {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "freezer", Long.toString(pid))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Freezer freezer = new Freezer(shell);
            if (shell.inputReader().readLine() == null) {
                freezer.close();
                throw new IllegalStateException("process " + pid + " cannot be stopped");
            }
            return freezer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process goes on when this returns. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
