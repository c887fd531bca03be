package io.odradek.console.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.avro.file.CodecFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes, a decoder answers or refuses, soon; what says that it is a document is one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DecoderFuzz {

    private static final int ROUNDS = 1_500;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A list of itself: as deep as the bytes say. */
    private static final String NESTED = "{\"type\":\"record\",\"name\":\"A\",\"fields\":["
            + "{\"name\":\"more\",\"type\":{\"type\":\"array\",\"items\":\"A\"}}]}";

    @Test
    void malformedBytesAreRefusedOrShown() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<byte[]> well = well();
        List<Decoder> decoders = decoders();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = broken(well.get(random.nextInt(well.size())), random);
            for (Decoder decoder : decoders) {
                look(decoder, bytes, random.nextInt(8) == 0, "seed " + seed + " round " + round);
            }
        }
    }

    @Test
    void claimsOfMuchOutOfLittleAreRefused() throws Exception {
        for (String claim : List.of("feffffffffffffffff01", "ffffffffffffffffff01", "80808080808080808001",
                "02".repeat(20_000), "02".repeat(20_000) + "00", "fe".repeat(40))) {
            byte[] bytes = HexFormat.of().parseHex(claim);
            for (String schema : List.of("\"string\"", "\"bytes\"", NESTED,
                    "{\"type\":\"array\",\"items\":\"null\"}", "{\"type\":\"map\",\"values\":\"null\"}",
                    "{\"type\":\"fixed\",\"name\":\"F\",\"size\":2147483000}")) {
                look(new Choice("avro", schema, "").made(), bytes, false, schema + " " + claim);
            }
            for (Decoder decoder : decoders()) {
                look(decoder, bytes, false, claim);
            }
        }
        String deep = "0a" + "7f0a".repeat(20_000);
        look(new Choice("protobuf", "message A { optional A a = 1; }", "").made(), HexFormat.of().parseHex(deep),
                false, deep);
    }

    private static void look(Decoder decoder, byte[] bytes, boolean cut, String when) {
        String about = decoder.id() + " " + when + " " + HexFormat.of().formatHex(bytes, 0, Math.min(200,
                bytes.length));
        try {
            String text = decoder.text(bytes, cut && !decoder.whole());
            if (decoder.shape() == Decoder.Shape.DOCUMENT && !cut) {
                JSON.readTree(text);
            } else if (decoder.shape() == Decoder.Shape.NUMBER) {
                Long.parseLong(text);
            }
        } catch (Refused refused) {
            assertThat(refused.getMessage()).as(about).isNotBlank().doesNotContain("\n");
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(about, e);
        }
    }

    private static byte[] broken(byte[] well, Random random) {
        byte[] bytes = well.clone();
        for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(20));
                default -> {
                    byte[] few = new byte[random.nextInt(30)];
                    random.nextBytes(few);
                    bytes = few;
                }
            }
        }
        return bytes;
    }

    private static List<byte[]> well() throws Exception {
        return List.of(SchemaDecodersTest.datum(), SchemaDecodersTest.container(CodecFactory.nullCodec(), 2),
                SchemaDecodersTest.container(CodecFactory.deflateCodec(6), 2),
                HexFormat.of().parseHex("080712026869180122 0c0a016111000000000000f83f2a050a016110033202082a3a0131"
                        .replace(" ", "")),
                HexFormat.of().parseHex("a16161860121f93e00f6f54200ff"),
                HexFormat.of().parseHex("81a1619601fecb3ff8000000000000c0c3c40200ff"),
                "{\"id\":7,\"lines\":[1,2.5,null,true,\"안녕\"]}".getBytes(StandardCharsets.UTF_8),
                "<?xml version='1.0'?><a b='c'>d<e/></a>".getBytes(StandardCharsets.UTF_8));
    }

    private static List<Decoder> decoders() {
        List<Decoder> all = new ArrayList<>(List.of(Format.values()));
        all.add(new Choice("avro", SchemaDecodersTest.AVRO, "").made());
        all.add(new Choice("protobuf", SchemaDecodersTest.PROTO, "").made());
        all.add(new Choice("json-schema", "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}}}", "")
                .made());
        return all;
    }
}
