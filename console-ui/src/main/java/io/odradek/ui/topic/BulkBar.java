package io.odradek.ui.topic;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.topic.TopicService;
import io.odradek.ui.part.AskDialog;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Toast;
import io.odradek.ui.text.Text;
import java.util.Set;

/** What can be done to several topics at once; there only while some are chosen. */
final class BulkBar extends Div {
    private final Span count = new Span();
    private final transient TopicService topics;
    private final transient Actor actor;
    private final transient Runnable done;
    private final String cluster;
    private Set<String> chosen = Set.of();

    BulkBar(TopicService topics, Actor actor, String cluster, Runnable done) {
        this.topics = topics;
        this.actor = actor;
        this.cluster = cluster;
        this.done = done;
        addClassNames("toolbar", "bulk");
        setVisible(false);
        Button delete = new Button(Text.of("bulk.delete"), click -> delete());
        delete.setId("bulk-delete");
        delete.addClassName("danger");
        Button trim = new Button(Text.of("topic.trim"), click -> TopicActs.trim(topics, actor, cluster, chosen,
                Client.zone(), done).open());
        Button set = new Button(Text.of("bulk.set"), click -> set());
        set.setId("bulk-set");
        add(count, may(set, "topic.configure"), may(trim, "topic.trim"), may(delete, "topic.delete"));
    }

    private Button may(Button button, String action) {
        return Permit.only(button, actor.may(Need.action(action, cluster, null)));
    }

    void chosen(Set<String> names) {
        chosen = Set.copyOf(names);
        setVisible(!names.isEmpty());
        count.setText(Text.count("bulk.count", names.size()));
    }

    private void delete() {
        Set<String> these = chosen;
        new PlanDialog(Text.count("bulk.delete.title", these.size()), Text.of("topics.delete.verb"),
                () -> topics.planDelete(cluster, these), () -> topics.delete(actor, cluster, these), () -> {
                    Toast.done(Text.count("bulk.deleted", these.size()));
                    done.run();
                }).open();
    }

    private void set() {
        Set<String> these = chosen;
        new AskDialog(Text.count("bulk.set.title", these.size()), Text.of("config.set.verb"), Text.of("bulk.setting"),
                "", ChangeLogic::settingMistake, new AskDialog.Asking<>(
                        text -> topics.planAlter(cluster, these, ChangeLogic.setting(text).orElseThrow()),
                        text -> topics.alter(actor, cluster, these, ChangeLogic.setting(text).orElseThrow()),
                        text -> {
                            Toast.done(Text.of("config.done"));
                            done.run();
                        })).open();
    }
}
