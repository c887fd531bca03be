package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Permission;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Browse;
import io.odradek.console.record.Cost;
import io.odradek.console.record.Filter;
import io.odradek.console.record.Limits;
import io.odradek.console.record.NewRecord;
import io.odradek.console.record.Produced;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.Slice;
import io.odradek.console.record.Start;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Records: shapes and validation. */
final class RecordRoutes {

    private static final String RECORDS = Routes.ROOT + "/clusters/{cluster}/topics/{topic}/records";

    private final Console console;

    RecordRoutes(Console console) {
        this.console = console;
    }

    /** Bytes as text: encoding utf-8 (when left out), base64 or hex; null text is null. */
    record Bytes(String text, String encoding) {

        byte[] bytes() {
            try {
                return text == null ? null : switch (encoding == null ? "utf-8" : encoding) {
                    case "utf-8" -> text.getBytes(StandardCharsets.UTF_8);
                    case "base64" -> Base64.getDecoder().decode(text);
                    case "hex" -> HexFormat.of().parseHex(text);
                    default -> throw Problem.invalid("no encoding " + encoding + "; utf-8, base64 or hex");
                };
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("not " + encoding + ": " + e.getMessage());
            }
        }
    }

    /** A header to send. */
    record HeaderBytes(String name, Bytes value) {
    }

    /** A record to send; what is left out is null. */
    record Sending(Integer partition, Long timestampMs, Bytes key, Bytes value, List<HeaderBytes> headers) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(RECORDS, "Browses a topic; says why it ended and how to go on", Route.one(Slice.class),
                        call -> console.records().browse(call.cluster(), browse(call)))
                        .query("from", "string", "newest, oldest, offset:N or time:EPOCH_MS; newest")
                        .query("partitions", "string", "Numbers joined by commas; all")
                        .query("text", "string", "Text that must be in it")
                        .query("expression", "string", "In CEL, such as value.amount > 10")
                        .query("in", "string", "key, value, headers joined by commas; all three")
                        .query("caseSensitive", "boolean", "Whether case matters; false")
                        .query("limit", "integer", "Matches at most; 50")
                        .query("scanned", "integer", "Records read at most")
                        .query("timeMs", "integer", "Milliseconds at most; 5000")
                        .query("keyDecoder", "string", "Chosen automatically")
                        .query("valueDecoder", "string", "The same")
                        .query("token", "string", "To go on where the last one ended"),
                Route.get(RECORDS + "/cost", "What that search would read at most", Route.one(Cost.class),
                        call -> console.records().cost(call.cluster(), browse(call)))
                        .query("from", "string", "newest, oldest, offset:N or time:EPOCH_MS; newest")
                        .query("partitions", "string", "Numbers joined by commas; all"),
                Route.get(RECORDS + "/{partition}/{offset}", "One record whole", Route.one(RecordView.class),
                        call -> console.records().one(call.cluster(), call.path("topic"), call.pathInt("partition"),
                                call.pathLong("offset"))),
                Route.change("POST", RECORDS, Permission.EDIT, "Produces a record", this::produce).body(Sending.class)
                        .answers(Route.one(Produced.class)),
                Route.get(Routes.ROOT + "/decoders", "Decoders in the order tried", Route.list(String.class),
                        _ -> console.records().decoders()));
    }

    private static Browse browse(Call call) {
        Limits page = Limits.PAGE;
        Limits limits = new Limits((int) call.query("limit", page.matches(), 1, 1_000),
                call.query("scanned", page.scanned(), 1, 100_000_000), page.bytes(),
                call.query("timeMs", page.timeMs(), 1, 60_000), page.cellBytes());
        Set<String> in = Set.of(call.query("in", "key,value,headers").split(","));
        Filter filter = new Filter(call.query("text", ""), in.contains("key"), in.contains("value"),
                in.contains("headers"), call.flag("caseSensitive"), call.query("expression", ""));
        return new Browse(call.path("topic"), start(call.query("from", "newest")),
                partitions(call.query("partitions", "")), filter, limits, call.query("keyDecoder", ""),
                call.query("valueDecoder", ""), call.query("token", ""));
    }

    static Start start(String from) {
        try {
            return switch (from) {
                case "newest" -> new Start.Newest();
                case "oldest" -> new Start.Oldest();
                case String s when s.startsWith("offset:") -> new Start.Offset(Long.parseLong(s.substring(7)));
                case String s when s.startsWith("time:") -> new Start.Timestamp(Long.parseLong(s.substring(5)));
                default -> throw Problem.invalid("from must be newest, oldest, offset:N or time:EPOCH_MS");
            };
        } catch (NumberFormatException e) {
            throw Problem.invalid("from is not a whole number: " + from);
        }
    }

    static Set<Integer> partitions(String text) {
        Set<Integer> partitions = new HashSet<>();
        try {
            for (String number : text.isEmpty() ? new String[0] : text.split(",")) {
                partitions.add(Integer.parseInt(number.strip()));
            }
        } catch (NumberFormatException e) {
            throw Problem.invalid("partitions must be numbers joined by commas: " + text);
        }
        return partitions;
    }

    private Object produce(Call call) {
        Sending given = call.body(Sending.class);
        List<HeaderBytes> headers = given.headers() == null ? List.of() : given.headers();
        return console.records().produce(call.actor(), call.cluster(), new NewRecord(call.path("topic"),
                given.partition(), given.timestampMs(), bytes(given.key()), bytes(given.value()),
                headers.stream().map(h -> new NewRecord.NewHeader(h.name(), bytes(h.value()))).toList()));
    }

    private static byte[] bytes(Bytes given) {
        return given == null ? null : given.bytes();
    }
}
