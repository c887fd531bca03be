package io.odradek.ui.gallery;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.ui.part.Age;
import io.odradek.ui.part.CommandLine;
import io.odradek.ui.part.ConfigPanel;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.LinkTabs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.PlanPanel;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tile;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import java.util.List;

/** The gallery. Its own words are not translated: nobody but us reads them. */
@Route(value = "gallery", layout = Frame.class)
@PageTitle("Gallery · Odradek")
public final class GalleryView extends Div {
    private static final Plan DELETE = new Plan(Sentence.quoted("Delete topic orders"),
            List.of(Sentence.quoted("Delete topic orders with 12 partitions and 1,204,311 records")),
            List.of(Sentence.quoted("Consumers of it fail until it is there again")), List.of(),
                    "kafka-topics.sh --delete --topic orders", "orders");
    private static final Plan REFUSED = new Plan(Sentence.quoted("Create topic orders"),
            List.of(Sentence.quoted("Create topic orders with 3 partitions")), List.of(),
            List.of(Sentence.quoted("Topic 'orders' already exists.")),
                    "kafka-topics.sh --create --topic orders --partitions 3", "");

    public GalleryView() {
        addClassName("page");
        Heading heading = new Heading("Gallery").under("Parts", "gallery").mark(new Pill("controller", Tone.ACCENT));
        heading.taken(System.currentTimeMillis());
        add(heading, new LinkTabs("tabs").tab("Here", "gallery", true).tab("Elsewhere", "gallery?2", false));
        section("Notices", Notice.empty("No topics yet", "Create one, or start a producer"), Notice.loading("topics"),
                Notice.problem(Problem.of(Problem.Kind.UNREACHABLE, "The cluster does not answer",
                        "127.0.0.1:9092, 3 s",
                        "Check that its brokers run and that the address is right"), () -> Toast.done("Tried again")),
                Notice.problem(Problem.of(Problem.Kind.INTERNAL, "The console failed",
                        "java.lang.IllegalStateException", "See the log"), null),
                Notice.partial("Broker 2 did not answer within 3 s; its figures are as old as they say").slim(),
                Notice.denied("Topic:Describe on orders is not yours"));
        section("Tiles", tiles());
        section("Pills, ages, icons", pills(), new Age(System.currentTimeMillis()),
                new Age(System.currentTimeMillis() - 60_000),
                new Age(0), icons());
        section("Plans", new PlanPanel(DELETE), new PlanPanel(REFUSED), new CommandLine("kafka-topics.sh --list"));
        section("Dialogs and toasts", new Div(
                new Button("Plan", click -> new PlanDialog("Delete topic orders", "Delete", () -> DELETE, () -> { },
                        () -> Toast.done("Done")).open()),
                new Button("Refused plan", click -> new PlanDialog("Create", "Create", () -> REFUSED, () -> { },
                        () -> { }).open()),
                new Button("Toast", click -> Toast.done("Topic orders created")),
                new Button("Failed toast", click -> Toast.failed(Problem.notFound("No such topic", "orders"))),
                primary()));
        Table<String> table = new Table<String>("table").text("Name", s -> s)
                .figure("Length", s -> String.valueOf(s.length()));
        table.rows(List.of("orders", "page-views", "addresses"));
        section("Table", table);
        section("Configuration", new ConfigPanel(new ConfigPanel.Source(GalleryView::configuration, changes -> DELETE,
                changes -> { })));
    }

    private static List<ConfigRow> configuration() {
        return List.of(new ConfigRow("retention.ms", "604800000", "DYNAMIC_TOPIC_CONFIG", "LONG", true, false, false,
                "How long records are kept. Applies to cleanup.policy=delete.", List.of()),
                        new ConfigRow("ssl.keystore.password", null,
                "STATIC_BROKER_CONFIG", "PASSWORD", true, true, true, "", List.of()),
                        new ConfigRow("cleanup.policy", "delete",
                "DEFAULT_CONFIG", "LIST", false, false, false, "What becomes of old segments.", List.of()));
    }

    private static Component primary() {
        Button primary = new Button("Primary");
        primary.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return primary;
    }

    private static Component tiles() {
        Div row = new Div();
        row.addClassName("tiles");
        for (Tone tone : Tone.values()) {
            Tile tile = new Tile(tone.name(), tone == Tone.PLAIN ? "gallery" : "");
            tile.show("1,234", "a word about it", tone);
            row.add(tile);
        }
        return row;
    }

    private static Component pills() {
        Div row = new Div();
        for (Tone tone : Tone.values()) {
            row.add(new Pill(tone.name().toLowerCase(java.util.Locale.ROOT), tone), new Span(" "));
        }
        return row;
    }

    private static Component icons() {
        Div row = new Div();
        for (Icon icon : Icon.values()) {
            row.add(icon.make());
        }
        return row;
    }

    private void section(String title, Component... parts) {
        Section section = new Section(new H2(title));
        section.addClassName("gallery");
        section.add(parts);
        add(section);
    }
}
