package io.odradek.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.kafka.ConfigRow;
import io.odradek.ui.format.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigLogicTest {
    @Test
    void numbersAreExplainedByTheLastWordOfTheirKey() {
        assertThat(ConfigLogic.meaning(row("retention.ms", "604800000", false))).isEqualTo("7 d");
        assertThat(ConfigLogic.meaning(row("segment.bytes", "1073741824", false))).isEqualTo("1 GiB");
        assertThat(ConfigLogic.meaning(row("flush.ms", "9223372036854775807", false))).isEmpty();
        assertThat(ConfigLogic.meaning(row("retention.bytes", "-1", false))).isEmpty();
        assertThat(ConfigLogic.meaning(row("num.partitions", "12000", false))).isEmpty();
    }

    @Test
    void secretsAndTheUnsetAreNotShownAsValues() {
        assertThat(ConfigLogic.value(row("ssl.key.password", null, true))).isEqualTo("••••••");
        assertThat(ConfigLogic.value(row("broker.rack", null, false))).isEqualTo(Figure.UNKNOWN);
        assertThat(ConfigLogic.value(row("x", "", false))).isEqualTo("\"\"");
    }

    @Test
    void keysAreFoundByNameOrValueAndChangedOnesAlone() {
        List<ConfigRow> rows = List.of(row("retention.ms", "1", false),
                new ConfigRow("cleanup.policy", "compact", "DYNAMIC_TOPIC_CONFIG", "LIST", true, false, false, "",
                        List.of()));
        assertThat(ConfigLogic.matching(rows, "RETENTION", false)).hasSize(1);
        assertThat(ConfigLogic.matching(rows, "comp", false)).extracting(ConfigRow::name)
                .containsExactly("cleanup.policy");
        assertThat(ConfigLogic.matching(rows, "", true)).extracting(ConfigRow::name).containsExactly("cleanup.policy");
    }

    @Test
    void documentationIsCutToItsFirstSentence() {
        assertThat(ConfigLogic.sentence("How <b>long</b> to keep. More follows.")).isEqualTo("How long to keep.");
        assertThat(ConfigLogic.sentence("No end")).isEqualTo("No end");
    }

    private static ConfigRow row(String name, String value, boolean secret) {
        return new ConfigRow(name, value, "DEFAULT_CONFIG", "STRING", false, false, secret, "", List.of());
    }
}
