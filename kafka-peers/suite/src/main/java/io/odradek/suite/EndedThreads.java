package io.odradek.suite;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Gives the threads of pools that a test has shut down the moment they need to end. An executor says that it is
 * terminated while its last thread still runs a few instructions, and Kafka's test library takes any thread that is
 * there right after the test for a leak; on a loaded machine that is every tenth test that has such a pool. A thread
 * that stays is still found.
 */
public final class EndedThreads implements InvocationInterceptor {
    private static final Pattern OF_A_POOL = Pattern.compile("pool-\\d+-thread-\\d+");
    private static final long GRACE_MS = 2_000;

    @Override
    public void interceptTestMethod(Invocation<Void> test, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        run(test);
    }

    @Override
    public void interceptTestTemplateMethod(Invocation<Void> test, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        run(test);
    }

    private static void run(Invocation<Void> test) throws Throwable {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        test.proceed();
        long deadlineNs = System.nanoTime() + GRACE_MS * 1_000_000;
        for (Thread t : Thread.getAllStackTraces().keySet()) {
            boolean ofTheTest = !before.contains(t) && OF_A_POOL.matcher(t.getName()).matches();
            long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
            if (ofTheTest && leftMs > 0) t.join(leftMs);
        }
    }
}
