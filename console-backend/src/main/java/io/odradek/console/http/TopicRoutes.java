package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.problem.Problem;
import io.odradek.console.topic.NewTopic;
import io.odradek.console.topic.TopicDetail;
import io.odradek.console.topic.TopicQuery;
import io.odradek.console.topic.TopicRow;
import io.odradek.console.topic.TopicSort;
import io.odradek.console.topic.TopicStore;
import io.odradek.console.topic.Trim;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Topics: shapes and validation. Every change answers with its plan, and with {@code dryRun} does nothing else. */
final class TopicRoutes {

    private static final String TOPICS = Routes.ROOT + "/clusters/{cluster}/topics";
    private static final String DRY_RUN = "Only say what would be done; false";

    private final Console console;

    TopicRoutes(Console console) {
        this.console = console;
    }

    /** A topic to create; what is left out is the broker's default. */
    record Creation(String name, Integer partitions, Integer replicationFactor, Map<String, String> configs) {
    }

    /** Another name. */
    record Copy(String name) {
    }

    /** Records to delete: all, offset:N (those before it) or time:EPOCH_MS (those older). */
    record Trimmed(String before) {
    }

    /** The new total of partitions. */
    record Growth(int count) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(TOPICS, "Topics from the last sweep", Route.page(TopicRow.class), this::list)
                        .query("text", "string", "Part of the name")
                        .query("internal", "boolean", "With internal topics; false")
                        .query("sort", "string",
                        "name, partitions, replication, messages, size, rate, under_replicated")
                        .query("descending", "boolean", "Largest first; false")
                        .query("offset", "integer", "First row; 0").query("limit", "integer", "Rows at most; 50"),
                Route.change("POST", TOPICS, Permission.EDIT, "Creates a topic", this::create)
                        .query("dryRun", "boolean", DRY_RUN).body(Creation.class).answers(Route.one(Plan.class)),
                Route.get(TOPICS + "/{topic}", "One topic, freshly asked", Route.one(TopicDetail.class),
                        call -> console.topics().describe(call.cluster(), call.path("topic"))),
                Route.change("DELETE", TOPICS + "/{topic}", Permission.EDIT, "Deletes a topic", this::delete)
                        .query("dryRun", "boolean", DRY_RUN).answers(Route.one(Plan.class)),
                Route.get(TOPICS + "/{topic}/configuration", "A topic's configuration", Route.list(ConfigRow.class),
                        call -> console.topics().configuration(call.cluster(), call.path("topic"))),
                Route.change("PATCH", TOPICS + "/{topic}/configuration", Permission.EDIT,
                        "Sets or resets keys of a topic", this::configure).query("dryRun", "boolean", DRY_RUN)
                        .body(BrokerRoutes.Changes.class).answers(Route.one(Plan.class)),
                Route.change("POST", TOPICS + "/{topic}/clone", Permission.EDIT,
                        "Creates a topic like this one, without its records", this::copy)
                        .query("dryRun", "boolean", DRY_RUN).body(Copy.class).answers(Route.one(Plan.class)),
                Route.change("POST", TOPICS + "/{topic}/recreate", Permission.EDIT, "Deletes it and makes it again",
                        this::recreate).query("dryRun", "boolean", DRY_RUN).answers(Route.one(Plan.class)),
                Route.change("POST", TOPICS + "/{topic}/trim", Permission.EDIT, "Deletes records", this::trim)
                        .query("dryRun", "boolean", DRY_RUN).body(Trimmed.class).answers(Route.one(Plan.class)),
                Route.get(TOPICS + "/{topic}/store", "Its replicas on disk, and the producers its partitions remember",
                        Route.one(TopicStore.class),
                        call -> console.topics().store(call.cluster(), call.path("topic"))),
                Route.change("POST", TOPICS + "/{topic}/partitions", Permission.EDIT, "Adds partitions", this::grow)
                        .query("dryRun", "boolean", DRY_RUN).body(Growth.class).answers(Route.one(Plan.class)));
    }

    private Object list(Call call) {
        return console.topics().list(call.cluster(), new TopicQuery(call.query("text", ""), call.flag("internal"),
                sort(call.query("sort", "name")), call.flag("descending"),
                (int) call.query("offset", 0, 0, Integer.MAX_VALUE), (int) call.query("limit", 50, 1, 1_000),
                call.actor().sees(call.cluster(), Need.Kind.TOPIC)));
    }

    private Object create(Call call) {
        Creation given = call.body(Creation.class);
        if (given.name() == null || given.name().isEmpty()) {
            throw Problem.invalid("a name is needed");
        }
        NewTopic topic = new NewTopic(given.name(), given.partitions() == null ? -1 : given.partitions(),
                given.replicationFactor() == null ? -1 : given.replicationFactor(),
                given.configs() == null ? Map.of() : given.configs());
        // The name is in the body, so that the route could not ask; the plan takes a while.
        call.actor().require(Need.action("topic.create", call.cluster(), topic.name()));
        Plan plan = console.topics().planCreate(call.cluster(), topic);
        if (!call.flag("dryRun")) {
            console.topics().create(call.actor(), call.cluster(), topic);
        }
        return plan;
    }

    private Object delete(Call call) {
        Set<String> topics = Set.of(call.path("topic"));
        Plan plan = console.topics().planDelete(call.cluster(), topics);
        if (!call.flag("dryRun")) {
            console.topics().delete(call.actor(), call.cluster(), topics);
        }
        return plan;
    }

    private Object configure(Call call) {
        Map<String, String> changes = changes(call.body(BrokerRoutes.Changes.class));
        Plan plan = console.topics().planAlter(call.cluster(), call.path("topic"), changes);
        if (!call.flag("dryRun")) {
            console.topics().alter(call.actor(), call.cluster(), call.path("topic"), changes);
        }
        return plan;
    }

    private Object grow(Call call) {
        int count = call.body(Growth.class).count();
        Plan plan = console.topics().planPartitions(call.cluster(), call.path("topic"), count);
        if (!call.flag("dryRun")) {
            console.topics().addPartitions(call.actor(), call.cluster(), call.path("topic"), count);
        }
        return plan;
    }

    private Object copy(Call call) {
        String name = call.body(Copy.class).name();
        if (name == null || name.isEmpty()) {
            throw Problem.invalid("a name is needed");
        }
        NewTopic topic = console.topics().like(call.cluster(), call.path("topic"), name);
        // The name is in the body, so that the route could not ask; the plan takes a while.
        call.actor().require(Need.action("topic.create", call.cluster(), topic.name()));
        Plan plan = console.topics().planCreate(call.cluster(), topic);
        if (!call.flag("dryRun")) {
            console.topics().create(call.actor(), call.cluster(), topic);
        }
        return plan;
    }

    private Object recreate(Call call) {
        Plan plan = console.topics().planRecreate(call.cluster(), call.path("topic"));
        if (!call.flag("dryRun")) {
            console.topics().recreate(call.actor(), call.cluster(), call.path("topic"));
        }
        return plan;
    }

    private Object trim(Call call) {
        Trim trim = before(call.body(Trimmed.class).before());
        Set<String> topics = Set.of(call.path("topic"));
        Plan plan = console.topics().planTrim(call.cluster(), topics, trim);
        if (!call.flag("dryRun")) {
            console.topics().trim(call.actor(), call.cluster(), topics, trim);
        }
        return plan;
    }

    private static Trim before(String text) {
        try {
            return switch (text == null ? "" : text) {
                case "all" -> new Trim.All();
                case String s when s.startsWith("offset:") -> new Trim.Offset(Long.parseLong(s.substring(7)));
                case String s when s.startsWith("time:") -> new Trim.Time(Long.parseLong(s.substring(5)));
                default -> throw Problem.invalid("before must be all, offset:N or time:EPOCH_MS");
            };
        } catch (NumberFormatException e) {
            throw Problem.invalid("before holds no whole number: {0}", text);
        }
    }

    static Map<String, String> changes(BrokerRoutes.Changes given) {
        if (given.changes() == null || given.changes().isEmpty()) {
            throw Problem.invalid("changes must name at least one key");
        }
        return given.changes();
    }

    private static TopicSort sort(String name) {
        try {
            return TopicSort.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("topics cannot be sorted by {0}", name);
        }
    }
}
