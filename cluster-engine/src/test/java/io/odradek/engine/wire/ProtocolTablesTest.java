package io.odradek.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** The generated tables of API keys and errors against Kafka's own. */
class ProtocolTablesTest {
    private static final List<ApiKey> ZOOKEEPER_ERA =
        List.of(ApiKey.LEADER_AND_ISR, ApiKey.STOP_REPLICA, ApiKey.UPDATE_METADATA, ApiKey.CONTROLLED_SHUTDOWN);

    @Test
    void everyKeyHasKafkasNameNumberVersionsAndHeaders() {
        Set<String> seen = new HashSet<>();
        for (ApiKeys kafkas : ApiKeys.values()) {
            ApiKey ours = ApiKey.valueOf(kafkas.name());
            assertThat(ours.id()).isEqualTo(kafkas.id);
            assertThat(ApiKey.of(kafkas.id)).isSameAs(ours);
            seen.add(ours.name());
            if (ZOOKEEPER_ERA.contains(ours)) {
                continue;
            }
            assertThat(ours.oldest()).as(ours.name()).isEqualTo(kafkas.oldestVersion());
            assertThat(ours.newest()).as(ours.name()).isEqualTo(kafkas.latestVersion(false));
            assertThat(ours.newestUnstable()).as(ours.name()).isEqualTo(kafkas.latestVersion(true));
            for (short v = ours.oldest(); v <= ours.newestUnstable(); v++) {
                assertThat(ours.requestHeaderVersion(v)).isEqualTo(kafkas.requestHeaderVersion(v));
                assertThat(ours.responseHeaderVersion(v)).isEqualTo(kafkas.responseHeaderVersion(v));
            }
        }
        assertThat(seen).hasSize(ApiKey.values().length);
    }

    @Test
    void theRequestsThatKafka4RemovedAreAsInTheLastKafkaWithZookeeper() throws Exception {
        Class<?> keys = Oracle.zookeeperEra().loadClass("org.apache.kafka.common.protocol.ApiKeys");
        for (ApiKey ours : ZOOKEEPER_ERA) {
            Object kafkas = keys.getMethod("forId", int.class).invoke(null, (int) ours.id());
            assertThat(((Enum<?>) kafkas).name()).isEqualTo(ours.name());
            assertThat(ours.oldest()).isEqualTo((short) keys.getMethod("oldestVersion").invoke(kafkas));
            assertThat(ours.newest()).isEqualTo((short) keys.getMethod("latestVersion").invoke(kafkas));
            for (short v = ours.oldest(); v <= ours.newest(); v++) {
                assertThat(ours.requestHeaderVersion(v))
                    .isEqualTo((short) keys.getMethod("requestHeaderVersion", short.class).invoke(kafkas, v));
                assertThat(ours.responseHeaderVersion(v))
                    .isEqualTo((short) keys.getMethod("responseHeaderVersion", short.class).invoke(kafkas, v));
            }
        }
        assertThat(ApiKey.CONTROLLED_SHUTDOWN.requestHeaderVersion((short) 0)).isZero();
    }

    @Test
    void numbersOutsideTheTableAreNoKeys() {
        for (short id : new short[] {-1, 1000, Short.MIN_VALUE, Short.MAX_VALUE}) {
            assertThat(ApiKey.of(id)).isNull();
        }
    }

    @Test
    void everyKeyMakesItsMessages() {
        for (ApiKey key : ApiKey.values()) {
            assertThat(key.newRequest().getClass().getSimpleName()).endsWith("Request");
            assertThat(key.newResponse().getClass().getSimpleName()).endsWith("Response");
            assertThat(key.newRequest()).isEqualTo(key.newRequest()).isNotSameAs(key.newRequest());
            assertThat(key.newRequest().newestVersion()).isEqualTo(key.newestUnstable());
            assertThat(key.newResponse().oldestVersion()).isEqualTo(key.oldest());
        }
    }

    @Test
    void everyErrorHasKafkasNameNumberAndSentence() {
        assertThat(Arrays.stream(ErrorCode.values()).map(Enum::name))
            .containsExactlyInAnyOrderElementsOf(Arrays.stream(Errors.values()).map(Enum::name).toList());
        for (Errors kafkas : Errors.values()) {
            ErrorCode ours = ErrorCode.valueOf(kafkas.name());
            assertThat(ours.code()).isEqualTo(kafkas.code());
            assertThat(ours.message()).isEqualTo(kafkas.message());
            assertThat(ErrorCode.of(kafkas.code())).isSameAs(ours);
        }
        assertThat(ErrorCode.of((short) 9999)).isSameAs(ErrorCode.UNKNOWN_SERVER_ERROR);
        assertThat(ErrorCode.NOT_LEADER_OR_FOLLOWER.retriable()).isTrue();
        assertThat(ErrorCode.INVALID_REQUEST.retriable()).isFalse();
    }
}
