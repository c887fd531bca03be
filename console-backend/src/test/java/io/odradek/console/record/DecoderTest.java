package io.odradek.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.kafka.ReadRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecoderTest {

    @Test
    void automaticChoiceTakesTheFirstThatFits() {
        assertThat(shown("{\"a\":1}")).extracting(Cell::decoder, Cell::text).containsExactly("json", "{\"a\":1}");
        assertThat(shown("[1,")).extracting(Cell::decoder).isEqualTo("utf-8");
        assertThat(shown("{} {}")).extracting(Cell::decoder).isEqualTo("utf-8");
        assertThat(shown("grüße 안녕")).extracting(Cell::decoder, Cell::text).containsExactly("utf-8", "grüße 안녕");
        assertThat(shown("")).extracting(Cell::decoder, Cell::size).containsExactly("utf-8", 0);
        assertThat(shown(ByteBuffer.allocate(8).putLong(0, -5).array())).extracting(Cell::decoder, Cell::text)
                .containsExactly("int64", "-5");
        assertThat(shown(new byte[] {0, 0, 1, 0})).extracting(Cell::decoder, Cell::text)
                .containsExactly("int32", "256");
        assertThat(shown(new byte[] {(byte) 0xC3, 0x28, 1})).extracting(Cell::decoder, Cell::text)
                .containsExactly("hex", "c32801");
        assertThat(shown((byte[]) null).absent()).isTrue();
    }

    @Test
    void whatIsCutEndsWithAWholeCharacter() {
        for (int at = 1; at < 12; at++) {
            Cell cell = view("안녕하세요".getBytes(StandardCharsets.UTF_8), at).value();
            assertThat(cell.cut()).isTrue();
            assertThat(cell.size()).isEqualTo(15);
            assertThat(cell.decoder()).isEqualTo("utf-8");
            assertThat("안녕하세요").startsWith(cell.text());
        }
    }

    private static Cell shown(String text) {
        return shown(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Cell shown(byte[] bytes) {
        return view(bytes, 1_000).value();
    }

    private static RecordView view(byte[] value, int cellBytes) {
        ReadRecord record = new ReadRecord("t", 0, 0, 0, "CreateTime", -1, null, value, List.of());
        return new Decoding("", "", cellBytes).view(record);
    }
}
