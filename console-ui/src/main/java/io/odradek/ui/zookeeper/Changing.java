package io.odradek.ui.zookeeper;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.zookeeper.Znode;
import io.odradek.ui.part.AskDialog;
import io.odradek.ui.part.OwnPlan;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Toast;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Optional;

/** What can be done to ZooKeeper from its page: little, and to znodes only where it is allowed. */
final class Changing {
    private static final String ADDRESS = "\\S+:\\d{1,5}(,\\S+:\\d{1,5})*(/\\S*)?";

    /** Asks for the address of a ZooKeeper that is not known. */
    void attach(Console console, Actor actor, String cluster, Runnable done) {
        new AskDialog(Text.of("zookeeper.give"), Text.of("zookeeper.give.verb"), Text.of("zookeeper.address"), "",
                Changing::mistake, new AskDialog.Asking<>(
                        address -> OwnPlan.of(Text.of("zookeeper.give"),
                                List.of(Text.of("zookeeper.give.step", address)),
                                List.of(), ""),
                        address -> console.zookeeper().attach(actor, cluster, address), address -> done.run())).open();
    }

    private static Optional<Phrase> mistake(String address) {
        return address.matches(ADDRESS) ? Optional.empty() : Optional.of(Phrase.of("zookeeper.address.wrong"));
    }

    /** Nothing where znodes may not be changed. */
    Component buttons(Console console, Actor actor, String cluster, Znode node, boolean writable, Runnable done) {
        Div bar = new Div();
        bar.addClassName("toolbar");
        if (!writable || node.path().equals("/")) {
            return bar;
        }
        int version = node.stat().version();
        Button change = new Button(Text.of("znode.change"), click -> new AskDialog(Text.of("znode.change.of",
                node.path()), Text.of("znode.change"), Text.of("znode.data"), node.data().text(),
                text -> Optional.empty(), new AskDialog.Asking<>(
                        text -> console.zookeeper().planPut(cluster, node.path(), text),
                        text -> console.zookeeper().put(actor, cluster, node.path(), text, version), text -> {
                            Toast.done(Text.of("znode.change.done", node.path()));
                            done.run();
                        })).open());
        Button delete = new Button(Text.of("topics.delete.verb"), click -> new PlanDialog(Text.of("znode.delete",
                node.path()), Text.of("topics.delete.verb"),
                () -> console.zookeeper().planDelete(cluster, node.path()),
                () -> console.zookeeper().delete(actor, cluster, node.path(), version), () -> {
                    Toast.done(Text.of("znode.delete.done", node.path()));
                    done.run();
                }).open());
        delete.addClassName("danger");
        // What is not shown whole would be lost by writing back what is.
        change.setVisible(!node.data().cut() && !node.data().form().equals("BINARY"));
        change.setId("change-znode");
        delete.setId("delete-znode");
        bar.add(change, delete);
        return bar;
    }
}
