package io.odradek.ui.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.record.Browse;
import io.odradek.console.record.Cell;
import io.odradek.console.record.Filter;
import io.odradek.console.record.NewRecord;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.Start;
import io.odradek.ui.record.MessagesLogic.From;
import io.odradek.ui.record.MessagesLogic.More;
import io.odradek.ui.record.MessagesLogic.Place;
import io.odradek.ui.record.ProduceLogic.Form;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessagesLogicTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void addressHoldsTheState() {
        MessagesLogic state = MessagesLogic.parse(
                Map.of("from", "offset", "at", "12", "p", "2,0", "q", "grete", "live", "true", "r", "1:7"));
        assertThat(state).isEqualTo(new MessagesLogic(From.OFFSET, "12", Set.of(0, 2), "grete", true,
                Optional.of(new Place(1, 7)), More.NONE));
        assertThat(MessagesLogic.parse(state.query())).isEqualTo(state);
        assertThat(state.query()).containsEntry("p", "0,2");
    }

    @Test
    void nonsenseInTheAddressIsLeftOut() {
        MessagesLogic state = MessagesLogic.parse(Map.of("from", "moon", "p", "x,-1", "r", "1", "live", "perhaps"));
        assertThat(state).isEqualTo(new MessagesLogic(From.NEWEST, "", Set.of(), "", false, Optional.empty(),
                More.NONE));
        assertThat(state.query().values()).containsOnly("");
    }

    @Test
    void startsBecomeWhatTheBackendBrowses() {
        assertThat(start(From.NEWEST, "")).isEqualTo(new Start.Newest());
        assertThat(start(From.OLDEST, "")).isEqualTo(new Start.Oldest());
        assertThat(start(From.OFFSET, "12")).isEqualTo(new Start.Offset(12));
        assertThat(start(From.TIME, "1970-01-01 00:00:01")).isEqualTo(new Start.Timestamp(1_000));
        Browse filtered = new MessagesLogic(From.NEWEST, "", Set.of(3), "x", false, Optional.empty(), More.NONE)
                .browse("t", UTC);
        assertThat(filtered.filter()).isEqualTo(Filter.text("x"));
        assertThat(filtered.partitions()).containsExactly(3);
    }

    @Test
    void aWrongOffsetOrTimeIsNotAsked() {
        assertThat(state(From.OFFSET, "-1").mistake(UTC).orElseThrow().key()).isEqualTo("messages.offset.wrong");
        assertThat(state(From.TIME, "noon").mistake(UTC).orElseThrow().key()).isEqualTo("messages.time.wrong");
        assertThat(state(From.OLDEST, "").mistake(UTC)).isEmpty();
    }

    @Test
    void openingARecordKeepsTheList() {
        MessagesLogic list = state(From.NEWEST, "");
        assertThat(list.withOpen(Optional.of(new Place(0, 1))).sameList(list)).isTrue();
        assertThat(list.withText("a").sameList(list)).isFalse();
        assertThat(list.sameList(null)).isFalse();
    }

    @Test
    void producingReadsHeadersAndLeavesOutWhatIsAbsent() {
        ProduceLogic typed = new ProduceLogic("t", "", false, "ignored", true, "ignored", "a: 1\n\nb:2",
                ProduceLogic.Form.TEXT);
        assertThat(typed.mistake()).isEmpty();
        assertThat(typed.record().partition()).isNull();
        assertThat(typed.record().key()).isNull();
        assertThat(typed.record().value()).isNull();
        assertThat(typed.record().headers()).extracting(h -> h.name() + "=" + new String(h.value()))
                .containsExactly("a=1", "b=2");
        assertThat(typed("x", "", "", Form.TEXT).mistake().orElseThrow().key())
                .isEqualTo("produce.partition.wrong");
        assertThat(typed("", "", ":v", Form.TEXT).mistake().orElseThrow().key())
                .isEqualTo("produce.headers.wrong");
        assertThat(typed("", "0g", "", Form.HEX).mistake().orElseThrow().key()).isEqualTo("produce.bytes.wrong");
        assertThat(typed("", "AQI=", "", Form.BASE64).record().value()).containsExactly(1, 2);
    }

    private static ProduceLogic typed(String partition, String value, String headers, Form form) {
        return new ProduceLogic("t", partition, true, "", false, value, headers, form);
    }

    @Test
    void whatIsSeldomSetStandsInTheAddressToo() {
        MessagesLogic state = MessagesLogic.parse(Map.of("committed", "true", "k", "6b6579", "live", "true", "also",
                "b,a", "vs", "1:2"));
        assertThat(state.more()).isEqualTo(new More(true, "6b6579", Set.of("a", "b"), Optional.of(new Place(1, 2))));
        assertThat(MessagesLogic.parse(state.query())).isEqualTo(state);
        Browse browse = state.browse("t", UTC);
        assertThat(browse.committed()).isTrue();
        assertThat(browse.filter().keyHex()).isEqualTo("6b6579");
        assertThat(MessagesLogic.key("6b6579")).isEqualTo("key");
        assertThat(MessagesLogic.key("00ff")).isEqualTo("0x00ff");
        assertThat(state.withMore(state.more().withBeside(Optional.empty())).sameList(state)).isTrue();
    }

    @Test
    void recordIsTypedAgainAsItWasOrInDigitsWhereItIsNoText() {
        NewRecord text = ProduceLogic.again(record(utf8("k"), utf8("v"))).record();
        assertThat(new String(text.key()) + new String(text.value())).isEqualTo("kv");
        ProduceLogic binary = ProduceLogic.again(record(null, new byte[] {(byte) 0xC3, 0x28}));
        assertThat(binary.form()).isEqualTo(Form.HEX);
        assertThat(binary.record().key()).isNull();
        assertThat(binary.record().value()).containsExactly(0xC3, 0x28);
        assertThat(ProduceLogic.again(record(utf8("k"), null)).record().value()).isNull();
    }

    @Test
    void linesOfAFileAreRecordsOrValues() {
        List<NewRecord> records = ProduceLogic.lines("t", utf8("""
                {"key":"k","value":"v","headers":[{"name":"h","value":"x"}]}
                {"key":null,"value":{"a":1}}

                {"a":1}
                plain
                """));
        assertThat(records).extracting(r -> r.key() == null ? null : new String(r.key()))
                .containsExactly("k", null, null, null);
        assertThat(records).extracting(r -> new String(r.value())).containsExactly("v", "{\"a\":1}", "{\"a\":1}",
                "plain");
        assertThat(records.getFirst().headers()).hasSize(1);
    }

    @Test
    void recordsAreComparedFieldByFieldAndLineByLine() {
        List<CompareLogic.Row> rows = CompareLogic.rows(record(utf8("k"), utf8("{\"a\":{\"b\":1,\"c\":[2]}}")),
                record(utf8("k"), utf8("{\"a\":{\"b\":1,\"c\":[3,4]}}")), UTC);
        assertThat(rows.stream().filter(row -> !row.same()).toList()).containsExactly(
                new CompareLogic.Row("value.a.c[0]", "2", "3"), new CompareLogic.Row("value.a.c[1]", null, "4"));
        assertThat(CompareLogic.rows(record(null, utf8("x\ny")), record(null, utf8("{\"z\":1}")), UTC))
                .contains(new CompareLogic.Row("value, line 2", "y", null));
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(Export.row(record(utf8("a \"b\""), null)))
                .isEqualTo("\"t\",0,5,1000,\"a \"\"b\"\"\",,\"h=x\"");
    }

    private static RecordView record(byte[] key, byte[] value) {
        return new RecordView("t", 0, 5, 1_000, "CreateTime", 0, cell(key), cell(value),
                List.of(new RecordView.Header("h", cell(utf8("x")))), null);
    }

    private static Cell cell(byte[] bytes) {
        return bytes == null ? Cell.NULL
                : new Cell(bytes, bytes.length, "utf-8", new String(bytes, StandardCharsets.UTF_8), false, "");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessagesLogic state(From from, String at) {
        return new MessagesLogic(from, at, Set.of(), "", false, Optional.empty(), More.NONE);
    }

    private static Start start(From from, String at) {
        return state(from, at).browse("t", UTC).start();
    }
}
