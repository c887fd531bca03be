package io.odradek.console.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.decoder.Choice;
import io.odradek.console.decoder.Decoder;
import io.odradek.console.decoder.Format;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionMatchTest {

    private static final Decoding AUTOMATIC = new Decoding(Decoders.AUTOMATIC, List.of("orders"), "", "");
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
        assertThat(expression("value == null && key == null").matches(tombstone)).isTrue();
        ReadRecord binary = new ReadRecord("orders", 0, 0, 0, "CreateTime", 0, null, new byte[] {'{', -1},
                List.of(), null);
        assertThat(expression("value.amount > 1").matches(binary)).isFalse();
        for (String broken : List.of("{\"a\":1} x", "{\"a\":1}{}", "{\"a\":1", "[1,2", "[")) {
            ReadRecord text = new ReadRecord("orders", 0, 0, 0, "CreateTime", 0, null, bytes(broken), List.of(), null);
            assertThat(expression("value == valueText").matches(text)).as(broken).isTrue();
        }
        ReadRecord large = new ReadRecord("orders", 0, 0, 0, "CreateTime", 0, null, bytes("[1e3, 9007199254740993, "
                + "123456789012345678901234567890, [], {}]"), List.of(), null);
        assertThat(expression("value[0] == 1000.0 && value[1] == 9007199254740993 && value[2] > 1e29 && value[3] == [] "
                + "&& value[4] == {}").matches(large)).isTrue();
    }

    @Test
    void whatIsNoExpressionIsRefusedWithTheCompilersWords() {
        assertThatThrownBy(() -> expression("value.amount >")).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID));
        assertThatThrownBy(() -> expression("nobody == 1")).hasMessageContaining("nobody");
        assertThatThrownBy(() -> expression("offset + 1")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> expression("true || ".repeat(1_000) + "true")).isInstanceOf(Problem.class);
    }

    @Test
    void typedTextBecomesAnExpressionAfterAnEqualsSign() {
        assertThat(Filter.typed("= offset > 1").expression()).isEqualTo("offset > 1");
        assertThat(Filter.typed("offset > 1").text()).isEqualTo("offset > 1");
        assertThat(Match.of(new Filter("안녕", true, true, true, false, "offset > 100", ""), AUTOMATIC)
                .matches(record())).isFalse();
        assertThat(Match.of(new Filter("안녕", true, true, true, false, "offset > 10", ""), AUTOMATIC)
                .matches(record())).isTrue();
    }

    @Test
    void keyThatAnExpressionIsBoundToIsKnown() {
        assertThat(expression("value.amount > 3 && (key == 'a' && true)").key()).isEqualTo(bytes("a"));
        assertThat(expression("'안녕' == keyText").key()).isEqualTo(bytes("안녕"));
        for (String open : List.of("key == 'a' || key == 'b'", "key != 'a'", "!(key == 'a')", "keyText == ''",
                "key == value", "valueText == 'a'", "key == 'a' ? true : false")) {
            assertThat(expression(open).key()).as(open).isNull();
        }
    }

    @Test
    void recordsForWhichItFailsAreCounted() {
        ExpressionMatch match = expression("value.nothing > 3");
        match.matches(record());
        match.matches(record());
        assertThat(match.failed()).isEqualTo(2);
    }

    @Test
    void fieldsOfOtherFormatsAndOfChosenDecodersAreSeen() {
        assertThat(expression("value.a[0] == 1").matches(of("orders", "a16161860121f93e00f6f54200ff"))).as("CBOR")
                .isTrue();
        assertThat(expression("value == 256").matches(of("orders", "00000100"))).as("an int32").isTrue();
        Decoder avro = new Choice("avro", "{\"type\":\"record\",\"name\":\"A\",\"fields\":["
                + "{\"name\":\"amount\",\"type\":\"long\"}]}", "").made();
        Decoding chosen = new Decoding(new Decoders(Internals.NONE, topic -> new Decoders.Pair(Format.HEX, avro)),
                List.of("orders"), "", "");
        ReadRecord four = of("orders", "08");
        assertThat(new ExpressionMatch("value.amount > 3 && key == '6b'", chosen).matches(four)).isTrue();
        assertThat(new ExpressionMatch("valueText == '{\"amount\":4}'", chosen).matches(four)).isTrue();
        assertThat(new ExpressionMatch("key == '6b'", chosen).key()).as("other bytes than the text's").isNull();
        assertThat(expression("value.amount > 3").matches(four)).as("nobody chose it").isFalse();
    }

    private static ReadRecord of(String topic, String hex) {
        return new ReadRecord(topic, 0, 0, 0, "CreateTime", 0, bytes("k"), HexFormat.of().parseHex(hex), List.of(),
                null);
    }

    private static ExpressionMatch expression(String expression) {
        return new ExpressionMatch(expression, AUTOMATIC);
    }

    private static boolean matches(String expression) {
        return expression(expression).matches(record());
    }

    private static ReadRecord record() {
        return new ReadRecord("orders", 3, 42, 1_700_000_000_000L, "CreateTime", 1, bytes("customer-7"), bytes(VALUE),
                List.of(new ReadRecord.Bytes("trace", bytes("on"))), null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
