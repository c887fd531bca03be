package io.odradek.suite;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests: {@code Suite OUT TEST...}, where a test is a class, or a class and a method after {@code #}, both without
 * the common {@code org.apache.kafka.}. OUT gets a line for each run, see {@link Report}. The property {@code
 * suite.launcher} names the launcher.
 */
public final class Suite {
    private static final String COMMON = "org.apache.kafka.";
    private static final String PATIENCE = "120 s";

    private Suite() {}

    public static void main(String[] arguments) throws Exception {
        List<DiscoverySelector> tests = new ArrayList<>();
        for (String test : List.of(arguments).subList(1, arguments.length)) {
            int hash = test.indexOf('#');
            tests.add(hash < 0 ? DiscoverySelectors.selectClass(COMMON + test)
                    : method(COMMON + test.substring(0, hash), test.substring(hash + 1)));
        }
        String timeout = "junit.jupiter.execution.timeout.";
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(tests)
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter("junit.jupiter.testmethod.order.default", ByCluster.class.getName())
                .configurationParameter(timeout + "testtemplate.method.default", PATIENCE)
                .configurationParameter(timeout + "test.method.default", PATIENCE).build();
        try (PrintStream out = new PrintStream(arguments[0], StandardCharsets.UTF_8)) {
            LauncherFactory.create().execute(request, new Report(out));
        }
        // Clients that a test left open must not keep the process.
        System.exit(0);
    }

    /** By its name alone: JUnit wants the types of its parameters too. */
    private static DiscoverySelector method(String type, String name) throws ClassNotFoundException {
        for (var method : Class.forName(type).getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                return DiscoverySelectors.selectMethod(method.getDeclaringClass(), method);
            }
        }
        throw new IllegalArgumentException("there is no test " + type + "#" + name);
    }
}
