package io.odradek.console.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.TimestampProto;
import io.odradek.console.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** Avro, Protobuf and JSON Schema by schemas that somebody gave; the libraries' own writers are what is read. */
class SchemaDecodersTest {

    static final String AVRO = """
            {"type":"record","name":"Order","namespace":"shop","fields":[
             {"name":"id","type":"long"},
             {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
             {"name":"note","type":["null","string"]},
             {"name":"state","type":{"type":"enum","name":"State","symbols":["NEW","PAID"]}},
             {"name":"lines","type":{"type":"array","items":"string"}},
             {"name":"counts","type":{"type":"map","values":"int"}},
             {"name":"mark","type":{"type":"fixed","name":"Mark","size":2}},
             {"name":"ratio","type":"double"},{"name":"part","type":"float"},{"name":"paid","type":"boolean"},
             {"name":"next","type":["null","Order"]}]}""";
    static final String PROTO = """
            syntax = "proto3";
            package shop;
            import "google/protobuf/timestamp.proto";
            // What somebody bought.
            message Order {
              int64 id = 1;
              optional string note = 2;
              State state = 3;
              repeated Line lines = 4;
              map<string, int32> counts_by_sku = 5;
              google.protobuf.Timestamp at = 6;
              oneof paid { string card = 7; bytes cash = 8; }
              uint64 large = 9;
              sint32 delta = 10 [deprecated = true];
              message Line { string sku = 1; double price = 2; repeated int32 sizes = 3; }
            }
            enum State { NEW = 0; SENT = 1; }
            message Other { string what = 1; }
            """;
    private static final String SHOWN = "{\"id\":7,\"amount\":12.50,\"note\":\"Grüße 안녕\",\"state\":\"PAID\","
            + "\"lines\":[\"a\",\"b\"],\"counts\":{\"a\":3},\"mark\":\"AP8=\",\"ratio\":1.5,\"part\":0.5,\"paid\":true,"
            + "\"next\":null}";

    @Test
    void avroIsReadAloneMarkedFramedAndInAContainer() throws Exception {
        Choice avro = new Choice("avro", AVRO, "");
        byte[] datum = datum();
        assertThat(text(avro, datum)).isEqualTo(SHOWN);
        assertThat(text(avro, joined(HexFormat.of().parseHex("000000002a"), datum))).isEqualTo(SHOWN);
        ByteBuffer marked = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema()).encode(order());
        assertThat(text(avro, marked.array())).isEqualTo(SHOWN);
        assertThat(why(new Choice("avro", "\"string\"", ""), marked.array())).contains("fingerprint");
        for (CodecFactory codec : List.of(CodecFactory.nullCodec(), CodecFactory.deflateCodec(9))) {
            assertThat(Format.AVRO_FILE.text(container(codec, 1), false)).isEqualTo(SHOWN);
            assertThat(text(avro, container(codec, 2))).isEqualTo("[" + SHOWN + "," + SHOWN + "]");
            assertThat(Format.AVRO_FILE.text(container(codec, 0), false)).isEqualTo("[]");
        }
        assertThat(why(avro, joined(datum, new byte[1]))).isEqualTo("1 bytes follow the datum");
        assertThat(why(avro, "no Avro".getBytes(StandardCharsets.UTF_8))).isNotBlank();
    }

    @Test
    void protobufIsReadByItsText() throws Exception {
        Choice proto = new Choice("protobuf", PROTO, "");
        byte[] order = hex("0807" + "12026869" + "1801" + "220c0a016111000000000000f83f"
                + "2a050a01611003" + "3202082a" + "3a0131" + "48ffffffffffffffffff01" + "5003");
        assertThat(text(proto, order)).isEqualTo("{\"id\":7,\"note\":\"hi\",\"state\":\"SENT\","
                + "\"lines\":[{\"sku\":\"a\",\"price\":1.5,\"sizes\":[]}],\"counts_by_sku\":{\"a\":3},"
                + "\"at\":{\"seconds\":42,\"nanos\":0},\"card\":\"1\",\"large\":18446744073709551615,\"delta\":-2}");
        assertThat(text(proto, new byte[0])).contains("\"id\":0").doesNotContain("note").doesNotContain("card");
        assertThat(text(proto, hex("0807" + "a80605"))).contains("\"#101\":[5]");
        // Behind a registry's id: the first message, and one at a place of its own.
        assertThat(text(proto, hex("000000000100" + "0807"))).startsWith("{\"id\":7");
        assertThat(text(proto, hex("000000000102" + "02" + "0807"))).startsWith("{\"id\":7");
        assertThat(text(new Choice("protobuf", PROTO, "Other"), hex("0a0161"))).isEqualTo("{\"what\":\"a\"}");
        assertThat(text(new Choice("protobuf", PROTO, "shop.Order.Line"), hex("0a0161"))).contains("\"sku\":\"a\"");
        assertThat(why(proto, hex("a80605"))).isEqualTo("it has no field that shop.Order has");
        assertThat(why(proto, hex("08"))).isNotBlank();
        assertThatThrownBy(() -> new Choice("protobuf", PROTO, "Nothing").made()).isInstanceOf(Problem.class)
                .hasMessageContaining("shop.Order");
    }

    @Test
    void protobufIsReadByADescriptorSet() throws Exception {
        var file = ProtoText.file(PROTO);
        String set = set(FileDescriptorSet.newBuilder().addFile(TimestampProto.getDescriptor().toProto())
                .addFile(file).build());
        assertThat(text(new Choice("protobuf", set, "Order"), hex("0807"))).startsWith("{\"id\":7");
        String without = set(FileDescriptorSet.newBuilder().addFile(file.toBuilder().addDependency("more.proto"))
                .build());
        assertThatThrownBy(() -> new Choice("protobuf", without, "").made()).hasMessageContaining("more.proto");
        String round = set(FileDescriptorSet.newBuilder().addFile(file.toBuilder().addDependency(file.getName()))
                .build());
        assertThatThrownBy(() -> new Choice("protobuf", round, "").made()).hasMessageContaining("imports itself");
    }

    @Test
    void jsonIsHeldToItsSchema() throws Exception {
        Choice schema = new Choice("json-schema", """
                {"type":"object","required":["id"],"properties":{"id":{"type":"integer"},
                 "sku":{"type":"string","pattern":"^(a+)+$"}}}""", "");
        assertThat(text(schema, utf8("{\"id\": 7}"))).isEqualTo("{\"id\": 7}");
        assertThat(text(schema, joined(HexFormat.of().parseHex("0000000001"), utf8("{\"id\": 7}"))))
                .isEqualTo("{\"id\": 7}");
        assertThat(why(schema, utf8("{\"id\": \"7\"}"))).contains("id").contains("integer");
        assertThat(why(schema, utf8("{}"))).contains("id");
        assertThat(why(schema, utf8("{\"id\": 7,\"sku\":\"" + "a".repeat(50_000) + "!\"}"))).contains("sku");
        assertThat(why(new Choice("json-schema", "{\"$ref\":\"#\"}", ""), utf8("{}"))).isNotBlank();
    }

    @Test
    void schemasThatAreNoneAreRefusedWithTheReason() {
        for (Map.Entry<String, List<String>> each : Map.of(
                "avro", List.of("", "{", "{\"type\":\"nothing\"}", "[".repeat(5_000)),
                "protobuf", List.of("", "message {", "message A { B b = 1; }", "AAAA", "message A { int32 a = 1; "
                        + "int32 b = 1; }", "message A {".repeat(5_000), "edition = \"2023\"; message A {}",
                        "import \"b.proto\"; message A {}", "syntax = \"proto3\";"),
                "json-schema", List.of("", "{", "{\"$ref\":\"https://example.org/other.json\"}",
                        "{\"type\":\"object\",\"patternProperties\":{\"(\":{}}}"),
                "nothing", List.of("")).entrySet()) {
            for (String schema : each.getValue()) {
                assertThatThrownBy(() -> new Choice(each.getKey(), schema, "").made()).as(each.getKey() + schema)
                        .isInstanceOfSatisfying(Problem.class, problem ->
                                assertThat(problem.detail().toString()).isNotBlank());
            }
        }
        assertThat(Choice.AUTOMATIC.made()).isNull();
        assertThat(new Choice("hex", null, null).made()).isEqualTo(Format.HEX);
    }

    static byte[] datum() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema()).write(order(), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    static byte[] container(CodecFactory codec, int count) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema()))) {
            writer.setCodec(codec).create(schema(), out);
            for (int i = 0; i < count; i++) {
                writer.append(order());
            }
        }
        return out.toByteArray();
    }

    private static Schema schema() {
        return new Schema.Parser().parse(AVRO);
    }

    private static GenericRecord order() {
        Schema schema = schema();
        GenericRecord order = new GenericData.Record(schema);
        order.put("id", 7L);
        order.put("amount", ByteBuffer.wrap(new byte[] {0x04, (byte) 0xE2}));
        order.put("note", "Grüße 안녕");
        order.put("state", new GenericData.EnumSymbol(schema.getField("state").schema(), "PAID"));
        order.put("lines", List.of("a", "b"));
        order.put("counts", Map.of("a", 3));
        order.put("mark", new GenericData.Fixed(schema.getField("mark").schema(), new byte[] {0, -1}));
        order.put("ratio", 1.5);
        order.put("part", 0.5f);
        order.put("paid", true);
        return order;
    }

    private static String set(FileDescriptorSet set) {
        return Base64.getMimeEncoder().encodeToString(set.toByteArray());
    }

    private static String text(Choice choice, byte[] bytes) throws Refused {
        return choice.made().text(bytes, false);
    }

    private static String why(Choice choice, byte[] bytes) {
        Refused[] refused = new Refused[1];
        assertThatThrownBy(() -> choice.made().text(bytes, false)).isInstanceOfSatisfying(Refused.class,
                thrown -> refused[0] = thrown);
        return refused[0].getMessage();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
