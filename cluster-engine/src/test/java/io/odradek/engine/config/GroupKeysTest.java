package io.odradek.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupKeysTest {
    private static final BrokerConfig BROKER =
            BrokerConfig.of(Map.of("group.consumer.session.timeout.ms", "50000"));

    private static List<String> sources(Map<String, String> overrides, String key) {
        Entry entry = GroupKeys.describe(BROKER, overrides).stream().filter(e -> e.name().equals(key)).findFirst()
                .orElseThrow();
        return entry.synonyms().stream().map(s -> s.source() + ":" + s.name() + "=" + s.value()).toList();
    }

    @Test
    void aGroupsOwnValueIsStrongerThanTheBrokers() {
        Map<String, String> own = Map.of("consumer.session.timeout.ms", "55000");
        assertThat(GroupKeys.value(BROKER, own, GroupKeys.CONSUMER_SESSION_TIMEOUT_MS)).isEqualTo(55_000);
        assertThat(GroupKeys.value(BROKER, Map.of(), GroupKeys.CONSUMER_SESSION_TIMEOUT_MS)).isEqualTo(50_000);
        assertThat(sources(own, "consumer.session.timeout.ms")).containsExactly(
                "DYNAMIC_GROUP_CONFIG:consumer.session.timeout.ms=55000",
                "STATIC_BROKER_CONFIG:group.consumer.session.timeout.ms=50000",
                "DEFAULT_CONFIG:group.consumer.session.timeout.ms=45000");
        assertThat(sources(Map.of(), "share.isolation.level"))
                .containsExactly("DEFAULT_CONFIG:share.isolation.level=read_uncommitted");
    }

    @Test
    void aValueOutsideOfTheBrokersBoundsIsMovedIntoThem() {
        Map<String, String> own = Map.of("consumer.session.timeout.ms", "70000");
        assertThat(GroupKeys.value(BROKER, own, GroupKeys.CONSUMER_SESSION_TIMEOUT_MS)).isEqualTo(60_000);
    }

    @Test
    void whatIsWrongIsToldInKafkasWords() {
        refused("streams.session.timeout.ms", "1", "streams.session.timeout.ms must be greater than or equal to"
                + " group.streams.min.session.timeout.ms");
        refused("streams.num.standby.replicas", "3", "streams.num.standby.replicas must be less than or equal to"
                + " group.streams.max.standby.replicas");
        refused("share.auto.offset.reset", "sometime", "Invalid value sometime for configuration");
        refused("unknown.config", "1", "Unknown group config name: unknown.config");
        GroupKeys.validate(BROKER, Map.of("share.auto.offset.reset", "by_duration:P1DT2H"));
    }

    @Test
    void aSessionMustBeLongerThanItsHeartbeats() {
        BrokerConfig lax = BrokerConfig.of(Map.of("group.streams.max.heartbeat.interval.ms", "55000"));
        assertThatThrownBy(() -> GroupKeys.validate(lax, Map.of("streams.heartbeat.interval.ms", "50000")))
                .hasMessage("streams.session.timeout.ms must be greater than streams.heartbeat.interval.ms");
    }

    private static void refused(String key, String value, String why) {
        assertThatThrownBy(() -> GroupKeys.validate(BROKER, Map.of(key, value))).isInstanceOf(ConfigError.class)
                .hasMessageContaining(why);
    }
}
