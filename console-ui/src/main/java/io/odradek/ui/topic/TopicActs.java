package io.odradek.ui.topic;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.topic.TopicService;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.AskDialog;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Toast;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.Set;

/** What can be done to one topic. */
final class TopicActs extends Div {
    private final transient TopicService topics;
    private final transient Actor actor;
    private final transient Runnable changed;
    private final String cluster;
    private final String topic;

    TopicActs(Console console, Actor actor, String cluster, String topic, Runnable changed) {
        this.topics = console.topics();
        this.actor = actor;
        this.cluster = cluster;
        this.topic = topic;
        this.changed = changed;
        addClassName("topic-acts");
        add(button("topic.clone", "clone-topic", "topic.create", null, this::copy),
                button("topic.grow", "grow-topic", "topic.partitions", topic, this::grow),
                button("topic.trim", "trim-topic", "topic.trim", topic, this::trim),
                button("topic.recreate", "recreate-topic", "topic.recreate", topic, this::recreate));
        Button delete = new Button(Icon.TRASH.make(), click -> delete());
        delete.addClassNames("quiet", "danger");
        delete.setId("delete-topic");
        delete.setAriaLabel(Text.of("topics.delete", topic));
        delete.getElement().setAttribute("title", Text.of("topics.delete", topic));
        add(Permit.only(delete, actor.may(Need.action("topic.delete", cluster, topic))));
    }

    private Button button(String label, String id, String action, String name, Runnable act) {
        Button button = new Button(Text.of(label), click -> act.run());
        button.setId(id);
        return Permit.only(button, actor.may(Need.action(action, cluster, name)));
    }

    private void copy() {
        new AskDialog(Text.of("topic.clone.title", topic), Text.of("topic.clone"), Text.of("topic.clone.name"),
                topic + "-copy", ChangeLogic::nameMistake, new AskDialog.Asking<>(
                        name -> topics.planCreate(cluster, topics.like(cluster, topic, name)),
                        name -> topics.create(actor, cluster, topics.like(cluster, topic, name)), name -> {
                            Toast.done(Text.of("topics.created", name));
                            getUI().ifPresent(ui -> ui.navigate(Address.topic(cluster, name)));
                        })).open();
    }

    private void grow() {
        new AskDialog(Text.of("topic.grow.title", topic), Text.of("topic.grow"), Text.of("topic.grow.count"), "",
                ChangeLogic::countMistake, new AskDialog.Asking<>(
                        count -> topics.planPartitions(cluster, topic, Integer.parseInt(count)),
                        count -> topics.addPartitions(actor, cluster, topic, Integer.parseInt(count)), count -> {
                            Toast.done(Text.of("topic.grown", topic, count));
                            changed.run();
                        })).open();
    }

    private void trim() {
        ZoneId zone = Client.zone();
        trim(topics, actor, cluster, Set.of(topic), zone, changed).open();
    }

    /** Asks which records of these topics are deleted. */
    static AskDialog trim(TopicService topics, Actor actor, String cluster, Set<String> some, ZoneId zone,
            Runnable changed) {
        String title = Text.of("trim.title", some.size() == 1 ? some.iterator().next() : some.size());
        return new AskDialog(title, Text.of("topic.trim"), Text.of("trim.before"), "",
                before -> ChangeLogic.trimMistake(before, zone), new AskDialog.Asking<>(
                        before -> topics.planTrim(cluster, some, ChangeLogic.trim(before, zone).orElseThrow()),
                        before -> topics.trim(actor, cluster, some, ChangeLogic.trim(before, zone).orElseThrow()),
                        before -> {
                            Toast.done(Text.of("trim.done"));
                            changed.run();
                        }));
    }

    private void recreate() {
        new PlanDialog(Text.of("topic.recreate.title", topic), Text.of("topic.recreate"),
                () -> topics.planRecreate(cluster, topic), () -> topics.recreate(actor, cluster, topic), () -> {
                    Toast.done(Text.of("topic.recreated", topic));
                    changed.run();
                }).open();
    }

    private void delete() {
        Set<String> one = Set.of(topic);
        new PlanDialog(Text.of("topics.delete", topic), Text.of("topics.delete.verb"),
                () -> topics.planDelete(cluster, one), () -> topics.delete(actor, cluster, one), () -> {
                    Toast.done(Text.of("topics.deleted", topic));
                    getUI().ifPresent(ui -> ui.navigate(Address.topics(cluster)));
                }).open();
    }
}
