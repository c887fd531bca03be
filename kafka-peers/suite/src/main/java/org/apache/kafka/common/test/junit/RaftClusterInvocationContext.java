package org.apache.kafka.common.test.junit;

import io.odradek.suite.OutsideCluster;
import java.util.List;
import org.apache.kafka.common.test.api.ClusterConfig;
import org.apache.kafka.common.test.api.Type;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One run of a test with one configuration of a cluster; made by Kafka's extension, by this name and constructor. */
public final class RaftClusterInvocationContext implements TestTemplateInvocationContext {
    private final String name;
    private final ClusterConfig config;
    private final boolean combined;

    public RaftClusterInvocationContext(String name, ClusterConfig config, boolean combined) {
        this.name = name;
        this.config = config;
        this.combined = combined;
    }

    @Override
    public String getDisplayName(int number) {
        return name + " [" + number + "]";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        OutsideCluster cluster = new OutsideCluster(config);
        // A controller in the broker's process or beside it: from outside both are the same.
        boolean twin = combined && config.clusterTypes().contains(Type.KRAFT);
        ExecutionCondition once = _ -> twin ? ConditionEvaluationResult.disabled("the same from outside")
                : ConditionEvaluationResult.enabled("");
        BeforeEachCallback before = _ -> {
            if (config.isAutoStart()) cluster.start();
        };
        AfterTestExecutionCallback after = _ -> cluster.stop();
        return List.of(once, before, after, new ClusterInstanceParameterResolver(cluster));
    }
}
