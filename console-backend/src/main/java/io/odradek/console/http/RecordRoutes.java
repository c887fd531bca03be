package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Permission;
import io.odradek.console.decoder.Choice;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Attempt;
import io.odradek.console.record.Browse;
import io.odradek.console.record.Cell;
import io.odradek.console.record.Cost;
import io.odradek.console.record.Filter;
import io.odradek.console.record.Job;
import io.odradek.console.record.Limits;
import io.odradek.console.record.ManyRecords;
import io.odradek.console.record.NewRecord;
import io.odradek.console.record.Produced;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.Replay;
import io.odradek.console.record.SavedSearch;
import io.odradek.console.record.Slice;
import io.odradek.console.record.Start;
import io.odradek.console.record.TopicDecoders;
import io.odradek.console.record.Trial;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Records: shapes and validation. */
final class RecordRoutes {

    private static final String RECORDS = Routes.ROOT + "/clusters/{cluster}/topics/{topic}/records";

    private static final String JOBS = Routes.ROOT + "/clusters/{cluster}/jobs";
    private static final String SEARCHES = Routes.ROOT + "/clusters/{cluster}/topics/{topic}/searches";
    private static final String DECODERS = Routes.ROOT + "/clusters/{cluster}/topics/{topic}/decoders";
    private static final int MANY = 100_000;

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
                    default -> throw Problem.invalid("no encoding {0}; utf-8, base64 or hex", encoding);
                };
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("not {0}: {1}", encoding, String.valueOf(e.getMessage()));
            }
        }
    }

    /** A header to send. */
    record HeaderBytes(String name, Bytes value) {
    }

    /** A record to send; what is left out is null. */
    record Sending(Integer partition, Long timestampMs, Bytes key, Bytes value, List<HeaderBytes> headers) {
    }

    /** Records to send; times and perSecond are 1 and 0 when left out. */
    record SendingMany(List<Sending> records, Integer times, Integer perSecond) {
    }

    /** What decodes keys and what values; what is left out is chosen automatically. */
    record Choosing(Choice key, Choice value) {
    }

    /** A search's name and the query of its address. */
    record Kept(String name, String query) {
    }

    /** Where to and how; what is left out is false, without a bound and as quick as it goes. */
    record ReplayTo(String target, Boolean keepPartitions, Boolean keepTimestamps, Long most, Integer perSecond) {
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
                        .query("keyDecoder", "string", "What is kept for the topic, or chosen automatically")
                        .query("valueDecoder", "string", "The same")
                        .query("token", "string", "To go on where the last one ended")
                        .query("keyHex", "string", "The whole key, two digits a byte")
                        .query("committed", "boolean", "Without aborted and undecided transactions; false"),
                Route.get(RECORDS + "/cost", "What that search would read at most", Route.one(Cost.class),
                        call -> console.records().cost(call.cluster(), browse(call)))
                        .query("from", "string", "newest, oldest, offset:N or time:EPOCH_MS; newest")
                        .query("partitions", "string", "Numbers joined by commas; all"),
                Route.get(RECORDS + "/{partition}/{offset}", "One record whole", Route.one(RecordView.class),
                        call -> console.records().one(call.cluster(), call.path("topic"), call.pathInt("partition"),
                                call.pathLong("offset"))),
                Route.change("POST", RECORDS, Permission.EDIT, "Produces a record", this::produce).body(Sending.class)
                        .answers(Route.one(Produced.class)),
                Route.get(RECORDS + "/{partition}/{offset}/decoded", "What each decoder makes of a record's value",
                        Route.list(Attempt.class), this::decoded).query("of", "string", "value or key; value"),
                Route.change("POST", RECORDS + "/many", Permission.EDIT, "Produces records again and again",
                        this::many).body(SendingMany.class).answers(Route.one(Job.class)),
                Route.change("POST", RECORDS + "/replay", Permission.EDIT, "Writes a search's records to a topic",
                        call -> console.records().replay(call.actor(), call.cluster(), replay(call)))
                        .query("from", "string", "As of a search, and so partitions, text, expression, …")
                        .body(ReplayTo.class).answers(Route.one(Job.class)),
                Route.get(SEARCHES, "Searches kept by name", Route.list(SavedSearch.class),
                        call -> console.records().searches(call.cluster(), call.path("topic"))),
                Route.change("POST", SEARCHES, Permission.EDIT, "Keeps a search by name", call -> {
                    Kept kept = call.body(Kept.class);
                    console.records().keepSearch(call.actor(), new SavedSearch(call.cluster(), call.path("topic"),
                            kept.name() == null ? "" : kept.name(), kept.query() == null ? "" : kept.query()));
                    return null;
                }).body(Kept.class),
                Route.change("DELETE", SEARCHES + "/{name}", Permission.EDIT, "Forgets a search", call -> {
                    console.records().forgetSearch(call.actor(), call.cluster(), call.path("topic"), call.path("name"));
                    return null;
                }),
                Route.get(DECODERS, "What the topic's keys and values are decoded by",
                        Route.one(TopicDecoders.class),
                        call -> console.records().decoders(call.cluster(), call.path("topic"))),
                Route.change("PUT", DECODERS, Permission.VIEW,
                        "Chooses what decodes keys and values; answers what they make of the newest records",
                        this::choose).query("dryRun", "boolean", "Only try them, as whoever may look may; to keep them "
                                + "one must be allowed to edit the topic; false").body(Choosing.class)
                        .answers(Route.one(Trial.class)),
                Route.get(JOBS, "What is and was written behind the page", Route.list(Job.class),
                        call -> console.records().jobs(call.cluster())),
                Route.change("DELETE", JOBS + "/{id}", Permission.EDIT, "Ends a job early", call -> {
                    console.records().cancelJob(call.actor(), call.cluster(), call.pathLong("id"));
                    return null;
                }),
                Route.get(Routes.ROOT + "/decoders", "Decoders in the order tried; those that need a schema last",
                        Route.list(String.class), _ -> console.records().decoders()));
    }

    private static Browse browse(Call call) {
        Limits page = Limits.PAGE;
        Limits limits = new Limits((int) call.query("limit", page.matches(), 1, 1_000),
                call.query("scanned", page.scanned(), 1, 100_000_000), page.bytes(),
                call.query("timeMs", page.timeMs(), 1, 60_000), page.cellBytes());
        Set<String> in = Set.of(call.query("in", "key,value,headers").split(","));
        Filter filter = new Filter(call.query("text", ""), in.contains("key"), in.contains("value"),
                in.contains("headers"), call.flag("caseSensitive"), call.query("expression", ""),
                call.query("keyHex", ""));
        return new Browse(call.path("topic"), start(call.query("from", "newest")),
                partitions(call.query("partitions", "")), filter, limits, call.query("keyDecoder", ""),
                call.query("valueDecoder", ""), call.query("token", ""), call.flag("committed"));
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
            throw Problem.invalid("from is not a whole number: {0}", from);
        }
    }

    static Set<Integer> partitions(String text) {
        Set<Integer> partitions = new HashSet<>();
        try {
            for (String number : text.isEmpty() ? new String[0] : text.split(",")) {
                partitions.add(Integer.parseInt(number.strip()));
            }
        } catch (NumberFormatException e) {
            throw Problem.invalid("partitions must be numbers joined by commas: {0}", text);
        }
        return partitions;
    }

    private Object produce(Call call) {
        return console.records().produce(call.actor(), call.cluster(), record(call, call.body(Sending.class)));
    }

    private static NewRecord record(Call call, Sending given) {
        List<HeaderBytes> headers = given.headers() == null ? List.of() : given.headers();
        return new NewRecord(call.path("topic"), given.partition(), given.timestampMs(), bytes(given.key()),
                bytes(given.value()),
                headers.stream().map(h -> new NewRecord.NewHeader(h.name(), bytes(h.value()))).toList());
    }

    private Object many(Call call) {
        SendingMany given = call.body(SendingMany.class);
        if (given.records() == null || given.records().size() > MANY) {
            throw Problem.invalid("records must be 1 to {0}", MANY);
        }
        return console.records().produceMany(call.actor(), call.cluster(), new ManyRecords(
                given.records().stream().map(each -> record(call, each)).toList(),
                given.times() == null ? 1 : given.times(), given.perSecond() == null ? 0 : given.perSecond()));
    }

    private static Replay replay(Call call) {
        ReplayTo to = call.body(ReplayTo.class);
        return new Replay(browse(call), to.target() == null ? "" : to.target(),
                Boolean.TRUE.equals(to.keepPartitions()), Boolean.TRUE.equals(to.keepTimestamps()),
                to.most() == null ? Long.MAX_VALUE : to.most(), to.perSecond() == null ? 0 : to.perSecond());
    }

    private Object decoded(Call call) {
        RecordView record = console.records().one(call.cluster(), call.path("topic"), call.pathInt("partition"),
                call.pathLong("offset"));
        boolean key = call.query("of", "value").equals("key");
        Cell cell = key ? record.key() : record.value();
        return cell.absent() ? List.of() : console.records().attempts(call.cluster(), call.path("topic"), key,
                cell.bytes());
    }

    private Object choose(Call call) {
        Choosing given = call.body(Choosing.class);
        TopicDecoders chosen = new TopicDecoders(call.cluster(), call.path("topic"), given.key(), given.value());
        if (!call.flag("dryRun")) {
            console.records().keepDecoders(call.actor(), chosen);
        }
        return console.records().tryDecoders(chosen);
    }

    private static byte[] bytes(Bytes given) {
        return given == null ? null : given.bytes();
    }
}
