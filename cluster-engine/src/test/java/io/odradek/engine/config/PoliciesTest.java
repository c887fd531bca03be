package io.odradek.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.AlterConfigPolicy;
import org.apache.kafka.server.policy.CreateTopicPolicy;
import org.junit.jupiter.api.Test;

/** Rules that somebody wrote against Kafka's own interfaces. */
public class PoliciesTest {
    /**
     * Topics have the prefix of the key {@code rule.prefix}, where they are not internal (a rule is asked about those
     * too); one that has nothing behind it finds a mistake in the rule.
     */
    public static final class Prefixed implements CreateTopicPolicy {
        private String prefix;

        @Override
        public void configure(Map<String, ?> configs) {
            prefix = (String) configs.get("rule.prefix");
        }

        @Override
        public void validate(RequestMetadata topic) {
            if (!topic.topic().startsWith(prefix) && !topic.topic().startsWith("__")) {
                throw new PolicyViolationException("a name begins with " + prefix + ": " + topic);
            }
            if (topic.topic().equals(prefix)) throw new IllegalStateException("what now?");
        }

        @Override
        public void close() {
            prefix = null;
        }
    }

    /** Nobody sets retention. */
    public static final class KeepRetention implements AlterConfigPolicy {
        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void validate(RequestMetadata change) {
            boolean topic = change.resource().type() == ConfigResource.Type.TOPIC;
            if (topic && change.configs().containsKey("retention.ms")) {
                throw new PolicyViolationException("retention of " + change.resource().name() + " stays");
            }
        }

        @Override
        public void close() {}
    }

    /** The keys that have these rules applied. */
    public static final Map<String, String> BOTH = Map.of("create.topic.policy.class.name", Prefixed.class.getName(),
            "alter.config.policy.class.name", KeepRetention.class.getName(), "rule.prefix", "team.");

    @Test
    void aTopicIsAskedAboutAsKafkaWouldAsk() {
        try (Policies policies = Policies.of(BrokerConfig.of(BOTH))) {
            policies.topic("team.a", 1, (short) 1, null, Map.of());
            assertThatThrownBy(() -> policies.topic("other", 3, (short) 2, null, Map.of("retention.ms", "5")))
                    .isInstanceOf(Policies.Violation.class)
                    .hasMessageContainingAll("a name begins with team.", "numPartitions=3", "replicationFactor=2",
                            "retention.ms=5")
                    .matches(e -> ((Policies.Violation) e).meant());
            assertThatThrownBy(() -> policies.topic("other", null, null, Map.of(0, List.of(1, 2)), Map.of()))
                    .hasMessageContainingAll("numPartitions=null", "{0=[1, 2]}");
            assertThatThrownBy(() -> policies.topic("team.", 1, (short) 1, null, Map.of()))
                    .isInstanceOf(Policies.Violation.class).matches(e -> !((Policies.Violation) e).meant());
        }
    }

    @Test
    void aChangeIsAskedAboutWithWhatItNames() {
        try (Policies policies = Policies.of(BrokerConfig.of(BOTH))) {
            Map<String, String> taken = new HashMap<>();
            taken.put("retention.ms", null);
            policies.configs((byte) 4, "1", taken);
            policies.configs((byte) 2, "t", Map.of("segment.bytes", "100"));
            assertThatThrownBy(() -> policies.configs((byte) 2, "t", taken)).hasMessage("retention of t stays");
        }
    }

    @Test
    void aRuleThatCannotBeHadIsAnError() {
        String key = "create.topic.policy.class.name";
        assertThatThrownBy(() -> Policies.of(BrokerConfig.of(Map.of(key, "no.such.Rule"))))
                .isInstanceOf(ConfigError.class).hasMessageContainingAll(key, "no.such.Rule", "CLASSPATH");
        assertThatThrownBy(() -> Policies.of(BrokerConfig.of(Map.of(key, KeepRetention.class.getName()))))
                .isInstanceOf(ConfigError.class).hasMessageContaining("it is no org.apache.kafka.server.policy.Create");
        assertThat(Policies.of(BrokerConfig.of(Map.of()))).isNotNull();
    }
}
