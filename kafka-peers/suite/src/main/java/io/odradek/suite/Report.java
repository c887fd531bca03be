package io.odradek.suite;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * A line for each run of a test, as soon as it has ended, the fields separated by tabs: {@code PASS}, {@code FAIL} or
 * {@code ABORT} (it needs what cannot be had from outside), milliseconds, class#method, reason.
 */
final class Report implements TestExecutionListener {
    private static final int REASON_LENGTH = 300;

    private final PrintStream out;
    private final Map<String, Long> startedNs = new ConcurrentHashMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        Inside.take();
        startedNs.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest() && result.getStatus() == Status.SUCCESSFUL) return;
        String inside = Inside.take();
        String outcome = switch (result.getStatus()) {
            case SUCCESSFUL -> "PASS";
            case FAILED -> inside == null ? "FAIL" : "ABORT";
            case ABORTED -> "ABORT";
        };
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs.get(test.getUniqueId()));
        String reason = (inside == null ? "" : "needs the broker's own " + inside + ": ")
                + result.getThrowable().map(Throwable::toString).orElse("").replaceAll("\\s+", " ");
        out.println(String.join("\t", outcome, Long.toString(tookMs), name(test),
                reason.substring(0, Math.min(REASON_LENGTH, reason.length()))));
        out.flush();
    }

    private static String name(TestIdentifier test) {
        String whole = test.getSource().map(source -> switch (source) {
            case MethodSource m -> m.getClassName() + "#" + m.getMethodName();
            case ClassSource c -> c.getClassName();
            default -> source.toString();
        }).orElse(test.getDisplayName());
        return whole.replace("org.apache.kafka.", "");
    }
}
