package io.odradek.suite;

import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Tests that ask for the same cluster follow each other, so that it is started once. */
public final class ByCluster implements MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors().sort(Comparator.comparing(ByCluster::cluster)
                .thenComparing(method -> method.getMethod().getName()));
    }

    private static String cluster(MethodDescriptor method) {
        return Stream.of(method.getMethod().getAnnotations())
                .filter(a -> a.annotationType().getSimpleName().startsWith("Cluster")).map(Annotation::toString)
                .collect(Collectors.joining());
    }
}
