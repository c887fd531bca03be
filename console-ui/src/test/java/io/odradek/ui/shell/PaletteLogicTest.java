package io.odradek.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.ui.shell.PaletteLogic.Hit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaletteLogicTest {
    private static Hit hit(String kind, String name) {
        return new Hit(kind, name, name);
    }

    @Test
    void whatIsCalledSoComesBeforeWhatBeginsSoAndThatBeforeTheRest() {
        List<Hit> found = List.of(hit("topic", "all-orders"), hit("topic", "orders"), hit("topic", "Orders-by-city"),
                hit("group", "orders-readers"));
        assertThat(PaletteLogic.ranked(found, "orders")).extracting(Hit::name)
                .containsExactly("orders", "Orders-by-city", "orders-readers", "all-orders");
    }

    @Test
    void ofEachKindThereAreAFewAndAmongThemTheOneThatIsCalledSo() {
        List<Hit> found = Stream.concat(IntStream.range(0, 50).mapToObj(i -> hit("topic", "a-lines-" + i)),
                Stream.of(hit("topic", "lines"), hit("group", "my-lines"))).toList();
        List<Hit> shown = PaletteLogic.ranked(found, "lines");
        assertThat(shown).hasSize(9).startsWith(hit("topic", "lines")).endsWith(hit("group", "my-lines"));
    }
}
