package io.odradek.ui.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.record.Browse;
import io.odradek.console.record.Filter;
import io.odradek.console.record.Start;
import io.odradek.ui.record.MessagesLogic.From;
import io.odradek.ui.record.MessagesLogic.Place;
import java.time.ZoneId;
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
                Optional.of(new Place(1, 7))));
        assertThat(MessagesLogic.parse(state.query())).isEqualTo(state);
        assertThat(state.query()).containsEntry("p", "0,2");
    }

    @Test
    void nonsenseInTheAddressIsLeftOut() {
        MessagesLogic state = MessagesLogic.parse(Map.of("from", "moon", "p", "x,-1", "r", "1", "live", "perhaps"));
        assertThat(state).isEqualTo(new MessagesLogic(From.NEWEST, "", Set.of(), "", false, Optional.empty()));
        assertThat(state.query().values()).containsOnly("");
    }

    @Test
    void startsBecomeWhatTheBackendBrowses() {
        assertThat(start(From.NEWEST, "")).isEqualTo(new Start.Newest());
        assertThat(start(From.OLDEST, "")).isEqualTo(new Start.Oldest());
        assertThat(start(From.OFFSET, "12")).isEqualTo(new Start.Offset(12));
        assertThat(start(From.TIME, "1970-01-01 00:00:01")).isEqualTo(new Start.Timestamp(1_000));
        Browse filtered = new MessagesLogic(From.NEWEST, "", Set.of(3), "x", false, Optional.empty()).browse("t", UTC);
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
        ProduceLogic typed = new ProduceLogic("t", "", false, "ignored", true, "ignored", "a: 1\n\nb:2");
        assertThat(typed.mistake()).isEmpty();
        assertThat(typed.record().partition()).isNull();
        assertThat(typed.record().key()).isNull();
        assertThat(typed.record().value()).isNull();
        assertThat(typed.record().headers()).extracting(h -> h.name() + "=" + new String(h.value()))
                .containsExactly("a=1", "b=2");
        assertThat(new ProduceLogic("t", "x", true, "", false, "", "").mistake().orElseThrow().key())
                .isEqualTo("produce.partition.wrong");
        assertThat(new ProduceLogic("t", "", true, "", false, "", ":v").mistake().orElseThrow().key())
                .isEqualTo("produce.headers.wrong");
    }

    private static MessagesLogic state(From from, String at) {
        return new MessagesLogic(from, at, Set.of(), "", false, Optional.empty());
    }

    private static Start start(From from, String at) {
        return state(from, at).browse("t", UTC).start();
    }
}
