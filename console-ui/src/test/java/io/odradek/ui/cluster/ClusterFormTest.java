package io.odradek.ui.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.cluster.Attachment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterFormTest {
    @Test
    void propertiesAreReadAsKafkasToolsReadThem() {
        ClusterForm form = new ClusterForm("prod", "kafka-1:9092, kafka-2:9092", """
                # from client.properties
                security.protocol=SSL
                sasl.jaas.config = a.Module required \\
                    password="x=y";
                """);
        assertThat(form.mistake()).isEmpty();
        assertThat(form.attachment()).isEqualTo(new Attachment("kafka-1:9092,kafka-2:9092", Map.of(
                "security.protocol", "SSL", "sasl.jaas.config", "a.Module required password=\"x=y\";")));
    }

    @Test
    void whatIsShownToBeEditedIsTheSameWhenItIsReadAgain() {
        Attachment attachment = new Attachment("h:1", Map.of("ssl.truststore.location", "C:\\keys\\trust.jks",
                "odd key: a=b", "two\nlines"));
        ClusterForm form = ClusterForm.of("prod", attachment);
        assertThat(form.attachment()).isEqualTo(attachment);
        assertThat(form.properties()).contains("ssl.truststore.location = C:\\\\keys");
    }

    @Test
    void whatIsIncompleteOrNotUnderstoodIsSaidBeforeAnybodyIsAsked() {
        assertThat(ClusterForm.EMPTY.mistake()).hasValueSatisfying(said -> assertThat(said.key())
                .isEqualTo("clusters.incomplete"));
        assertThat(new ClusterForm("prod", "h:1", "a = \\u12").mistake()).hasValueSatisfying(said ->
                assertThat(said.key()).isEqualTo("clusters.properties.wrong"));
    }
}
