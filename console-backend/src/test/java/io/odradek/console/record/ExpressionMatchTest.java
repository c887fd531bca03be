package io.odradek.console.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionMatchTest {

    private static final String VALUE = """
            {"amount":12.5,"lines":[{"sku":"a"},{"sku":"b"}],"who":{"name":"Grüße 안녕"},"note":null,
            "count":3,"paid":true}""";

    @Test
    void fieldsOfJsonAreSeen() {
        assertThat(matches("value.amount > 10")).as("a double against an int").isTrue();
        assertThat(matches("value.count == 3 && value.amount < 13.0")).isTrue();
        assertThat(matches("value.lines.exists(l, l.sku == 'b')")).isTrue();
        assertThat(matches("value.who.name.contains('안녕')")).isTrue();
        assertThat(matches("value.note == null")).isTrue();
        assertThat(matches("value.paid")).isTrue();
        assertThat(matches("has(value.nothing)")).isFalse();
        assertThat(matches("size(value.lines) == 2")).isTrue();
    }

    @Test
    void whatIsNotInTheValueIsSeenToo() {
        assertThat(matches("key == 'customer-7' && keyText.startsWith('customer')")).isTrue();
        assertThat(matches("headers['trace'] == 'on'")).isTrue();
        assertThat(matches("offset == 42 && partition == 3 && topic == 'orders' && timestampMs > 1000")).isTrue();
        assertThat(matches("size > 10 && valueText.matches('.*12[.]5.*')")).isTrue();
    }

    @Test
    void recordWithoutTheFieldDoesNotMatchAndNeverFails() {
        assertThat(matches("value.nothing.at.all > 3")).isFalse();
        assertThat(matches("value.who > 3")).isFalse();
        assertThat(matches("headers['none'] == 'x'")).isFalse();
        ReadRecord tombstone = new ReadRecord("orders", 0, 0, 0, "CreateTime", 0, null, null, List.of(), null);
        assertThat(new ExpressionMatch("value == null && key == null").matches(tombstone)).isTrue();
        ReadRecord binary = new ReadRecord("orders", 0, 0, 0, "CreateTime", 0, null, new byte[] {'{', -1},
                List.of(), null);
        assertThat(new ExpressionMatch("value.amount > 1").matches(binary)).isFalse();
    }

    @Test
    void whatIsNoExpressionIsRefusedWithTheCompilersWords() {
        assertThatThrownBy(() -> new ExpressionMatch("value.amount >")).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID));
        assertThatThrownBy(() -> new ExpressionMatch("nobody == 1")).hasMessageContaining("nobody");
        assertThatThrownBy(() -> new ExpressionMatch("offset + 1")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new ExpressionMatch("true || ".repeat(1_000) + "true")).isInstanceOf(Problem.class);
    }

    @Test
    void typedTextBecomesAnExpressionAfterAnEqualsSign() {
        assertThat(Filter.typed("= offset > 1").expression()).isEqualTo("offset > 1");
        assertThat(Filter.typed("offset > 1").text()).isEqualTo("offset > 1");
        assertThat(Match.of(new Filter("안녕", true, true, true, false, "offset > 100", "")).matches(record())).isFalse();
        assertThat(Match.of(new Filter("안녕", true, true, true, false, "offset > 10", "")).matches(record())).isTrue();
    }

    @Test
    void keyThatAnExpressionIsBoundToIsKnown() {
        assertThat(new ExpressionMatch("value.amount > 3 && (key == 'a' && true)").key()).isEqualTo(bytes("a"));
        assertThat(new ExpressionMatch("'안녕' == keyText").key()).isEqualTo(bytes("안녕"));
        for (String open : List.of("key == 'a' || key == 'b'", "key != 'a'", "!(key == 'a')", "keyText == ''",
                "key == value", "valueText == 'a'", "key == 'a' ? true : false")) {
            assertThat(new ExpressionMatch(open).key()).as(open).isNull();
        }
    }

    @Test
    void recordsForWhichItFailsAreCounted() {
        ExpressionMatch match = new ExpressionMatch("value.nothing > 3");
        match.matches(record());
        match.matches(record());
        assertThat(match.failed()).isEqualTo(2);
    }

    private static boolean matches(String expression) {
        return new ExpressionMatch(expression).matches(record());
    }

    private static ReadRecord record() {
        return new ReadRecord("orders", 3, 42, 1_700_000_000_000L, "CreateTime", 1, bytes("customer-7"), bytes(VALUE),
                List.of(new ReadRecord.Bytes("trace", bytes("on"))), null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
