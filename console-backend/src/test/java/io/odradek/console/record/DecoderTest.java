package io.odradek.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.decoder.Format;
import io.odradek.console.kafka.ReadRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    void documentsAndIdentifiersAreRecognized() {
        assertThat(shown("<?xml version='1.0'?><a b='c'>d</a>").decoder()).isEqualTo("xml");
        assertThat(shown("<a><b></a>").decoder()).isEqualTo("utf-8");
        UUID id = UUID.fromString("0190a0b0-1234-7abc-8def-0123456789ab");
        byte[] sixteen = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).array();
        assertThat(shown(sixteen)).extracting(Cell::decoder, Cell::text).containsExactly("uuid", id.toString());
        // {"a": [1, -2, 1.5, null, true, h'00ff']} in CBOR and in MessagePack.
        assertThat(shown(HexFormat.of().parseHex("a16161860121f93e00f6f54200ff")))
                .extracting(Cell::decoder, Cell::text)
                .containsExactly("cbor", "{\"a\":[1,-2,1.5,null,true,\"AP8=\"]}");
        assertThat(shown(HexFormat.of().parseHex("81a1619601fecb3ff8000000000000c0c3c40200ff")))
                .extracting(Cell::decoder, Cell::text)
                .containsExactly("messagepack", "{\"a\":[1,-2,1.5,null,true,\"AP8=\"]}");
    }

    @Test
    void eachDecoderSaysWhyNot() {
        byte[] bytes = {'{', (byte) 0xC3, 0x28, 1, 5};
        Map<String, String> why = new HashMap<>();
        for (Format decoder : Format.values()) {
            Attempt attempt = Attempt.of(decoder, bytes);
            assertThat((attempt.text() == null) != (attempt.why() == null)).as(decoder.id()).isTrue();
            why.put(decoder.id(), attempt.why());
        }
        assertThat(why.get("json")).isNotBlank();
        assertThat(why.get("xml")).isEqualTo("it does not begin with <");
        assertThat(why.get("utf-8")).isEqualTo("byte 0xc3 at 1 begins no character");
        assertThat(why.get("int32")).isEqualTo("5 bytes, not 4");
        assertThat(why.get("messagepack")).isEqualTo("something follows the value");
        assertThat(why.get("hex")).isNull();
    }

    @Test
    void lengthsThatAreClaimedAndNotThereAreRefused() {
        for (String claim : List.of("ddffffffff", "dfffffffff", "c6ffffffff", "c9ffffffff05", "9bffffffffffffffff",
                "5bffffffffffffffff", "bbffffffffffffffff", "91".repeat(5_000), "81".repeat(5_000))) {
            byte[] bytes = HexFormat.of().parseHex(claim);
            for (Format decoder : List.of(Format.CBOR, Format.MESSAGE_PACK)) {
                assertThat(Attempt.of(decoder, bytes).why()).as(decoder + " " + claim).isNotBlank();
            }
        }
        assertThat(Attempt.of(Format.XML, ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")
                .getBytes(StandardCharsets.UTF_8)).text()).as("shown as it was written, never resolved")
                .satisfiesAnyOf(text -> assertThat(text).isNull(), text -> assertThat(text).contains("&b;"));
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
        ReadRecord record = new ReadRecord("t", 0, 0, 0, "CreateTime", -1, null, value, List.of(), null);
        return new Decoding(Decoders.AUTOMATIC, List.of("t"), "", "").view(record, cellBytes);
    }
}
