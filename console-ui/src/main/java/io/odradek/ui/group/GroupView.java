package io.odradek.ui.group;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.group.GroupDetail;
import io.odradek.console.group.GroupRow;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.problem.Problem;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.live.LiveChart;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.CopyButton;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.LinkTabs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tile;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One group: how far behind it is in each partition, and who its members are. */
@Route(value = "c/:cluster/groups/:group/:tab?(members)", layout = Frame.class)
public final class GroupView extends Page {
    private final Div facts = new Div();
    private final Div trouble = new Div();
    private final Div body = new Div();
    private final Work work = new Work(body);
    private Heading heading;
    private String group = "";
    private boolean members;
    private GroupDetail shown;

    public GroupView(Site site) {
        super(site);
        facts.addClassNames("tiles", "tiles-small");
    }

    @Override
    protected void enter(Inputs inputs) {
        group = inputs.path("group");
        members = inputs.path("tab").equals("members");
        shown = null;
        title(group);
        removeAll();
        body.removeAll();
        facts.removeAll();
        heading = new Heading(group).under(Text.of("nav.groups"), Address.groups(cluster()))
                .mark(new CopyButton(group));
        Button reset = new Button(Text.of("reset.open"), Icon.RESET.make(), click -> reset());
        reset.setId("reset-offsets");
        Button delete = new Button(Icon.TRASH.make(), click -> delete());
        delete.addClassNames("quiet", "danger");
        delete.setId("delete-group");
        delete.setAriaLabel(Text.of("group.delete", group));
        delete.getElement().setAttribute("title", Text.of("group.delete", group));
        heading.act(Permit.only(reset, may("group.reset", group)), Permit.only(delete, may("group.delete", group)));
        LinkTabs tabs = new LinkTabs(group)
                .tab(Text.of("group.partitions"), Address.group(cluster(), group), !members)
                .tab(Text.of("group.members"), Address.members(cluster(), group), members);
        Div head = new Div(heading, tabs);
        head.addClassName("topic-head");
        add(head, trouble, facts);
        if (!members) {
            add(chart());
        }
        body.add(Notice.loading(group));
        add(body);
        pulse();
    }

    private Component chart() {
        LiveChart chart = new LiveChart(cluster(), Text.of("group.lag.chart"), Text.of("overview.waiting"),
                LiveChart.Unit.NUMBER, Client.zone(), List.of(new LiveChart.Line("lag", Text.of("groups.lag"), 2)))
                .from("group.lag", Map.of("group", group));
        Section panel = new Section(new H2(new Span(Text.of("group.lag.chart"))), chart);
        panel.addClassName("panel");
        return panel;
    }

    @Override
    protected void pulse() {
        if (!work.busy()) {
            work.start(() -> console().groups().describe(cluster(), group), this::show, this::failed);
        }
    }

    private void failed(Problem problem) {
        facts.removeAll();
        body.removeAll();
        body.add(Notice.problem(problem, this::pulse));
    }

    private void show(GroupDetail detail) {
        heading.taken(detail.takenMs());
        tiles(detail);
        trouble.removeAll();
        if (!detail.trouble().isEmpty()) {
            trouble.add(Notice.partial(detail.trouble()).slim());
        }
        if (shown != null && same(shown, detail)) {
            return;
        }
        shown = detail;
        body.removeAll();
        body.add(members ? members(detail) : partitions(detail));
    }

    private boolean same(GroupDetail one, GroupDetail other) {
        return members ? one.members().equals(other.members()) : one.partitions().equals(other.partitions());
    }

    private void tiles(GroupDetail detail) {
        GroupRow row = detail.row();
        facts.removeAll();
        boolean moving = GroupLogic.rebalancing(detail);
        tile("groups.state", row.state(), moving ? Text.of("group.rebalancing") : GroupLogic.epochs(detail).text(),
                moving ? Tone.WARN : Tone.PLAIN);
        tile("groups.type", row.type(), detail.assignor(), Tone.PLAIN);
        tile("groups.members", Counts.text(row.members()), row.coordinator() < 0 ? ""
                : Text.of("group.coordinator", row.coordinator()), Tone.PLAIN);
        tile("groups.lag", Counts.text(row.lag()), GroupsLogic.trend(row), Tone.PLAIN);
        tile("groups.time", GroupsLogic.time(row.lag(), row.lagMs()), Text.of("group.time.note"), Tone.PLAIN);
    }

    private void tile(String label, String figure, String note, Tone tone) {
        Tile tile = new Tile(Text.of(label), "");
        tile.show(figure, note, tone);
        facts.add(tile);
    }

    private Component partitions(GroupDetail detail) {
        if (detail.partitions().isEmpty()) {
            return Notice.empty(Text.of("group.nooffsets"), Text.of("group.nooffsets.hint"));
        }
        Table<GroupDetail.PartitionLag> table = new Table<GroupDetail.PartitionLag>(Text.of("group.partitions"))
                .key(p -> p.topic() + "-" + p.partition())
                .column(Text.of("topics.name"), "", p -> link(p.topic()))
                .figure(Text.of("partition.id"), p -> String.valueOf(p.partition()))
                .figure(Text.of("group.committed"), p -> Counts.text(p.committed()))
                .column(Text.of("partition.end"), "num minor", p -> new Span(Counts.text(p.end())))
                .column(Text.of("groups.lag"), "num", p -> toned(Counts.text(p.lag()),
                        GroupLogic.lagTone(p.lag(), p.committed())))
                .figure(Text.of("groups.time"), p -> GroupsLogic.time(p.lag(), p.lagMs()))
                .column(Text.of("group.reader"), "grow minor", p -> new Span(p.member().isEmpty() ? Figure.UNKNOWN
                        : p.clientId() + " · " + p.host()));
        table.rows(detail.partitions());
        return table;
    }

    private Component link(String topic) {
        Anchor link = new Anchor(Address.topic(cluster(), topic), topic);
        link.addClassName("row-link");
        return link;
    }

    private static Span toned(String text, Tone tone) {
        Span span = new Span(text);
        span.addClassName(tone.css());
        return span;
    }

    private Component members(GroupDetail detail) {
        if (detail.members().isEmpty()) {
            return Notice.empty(Text.of("group.nomembers"), Text.of("group.nomembers.hint"));
        }
        Table<GroupFacts.Member> table = new Table<GroupFacts.Member>(Text.of("group.members"))
                .key(GroupFacts.Member::id)
                .column(Text.of("member.client"), "", member -> {
                    Span name = new Span(member.clientId());
                    name.setTitle(member.id());
                    name.addClassName("row-link");
                    return name;
                })
                .column(Text.of("member.host"), "minor mono", member -> new Span(member.host()))
                .column(Text.of("member.instance"), "minor", member -> new Span(
                        member.instanceId().isEmpty() ? Figure.UNKNOWN : member.instanceId()))
                .figure(Text.of("member.epoch"), member -> Counts.text(member.epoch()))
                .column(Text.of("member.assigned"), "grow", GroupView::assigned);
        table.rows(detail.members());
        return table;
    }

    private static Component assigned(GroupFacts.Member member) {
        Div cell = new Div();
        cell.addClassName("member-assigned");
        GroupLogic.assigned(member.assigned()).forEach(line -> cell.add(new Div(line)));
        member.tasks().forEach(task -> cell.add(new Pill(task, Tone.PLAIN)));
        for (Phrase change : GroupLogic.changes(member)) {
            cell.add(new Pill(change.text(), Tone.WARN));
        }
        return cell;
    }

    private void reset() {
        List<String> topics = shown == null ? List.of()
                : shown.partitions().stream().map(GroupDetail.PartitionLag::topic).distinct().toList();
        new ResetDialog(group, topics, Client.zone(), reset -> console().groups().planReset(cluster(), group, reset),
                reset -> console().groups().reset(actor(), cluster(), group, reset), () -> {
                    Toast.done(Text.of("reset.done", group));
                    pulse();
                }).open();
    }

    private void delete() {
        Set<String> one = Set.of(group);
        new PlanDialog(Text.of("group.delete", group), Text.of("topics.delete.verb"),
                () -> console().groups().planDelete(cluster(), one),
                () -> console().groups().delete(actor(), cluster(), one), () -> {
                    Toast.done(Text.of("group.deleted", group));
                    getUI().ifPresent(ui -> ui.navigate(Address.groups(cluster())));
                }).open();
    }
}
