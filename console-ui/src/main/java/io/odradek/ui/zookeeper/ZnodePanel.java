package io.odradek.ui.zookeeper;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.zookeeper.Znode;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** What a znode holds, and all that ZooKeeper says of it. */
final class ZnodePanel extends Div {
    private final DescriptionList list = new DescriptionList();

    ZnodePanel(Znode node) {
        addClassName("stack");
        add(data(node.data()));
        list.addClassName("facts");
        ZoneId zone = Client.zone();
        fact("znode.version", Counts.text(node.stat().version()));
        fact("znode.created", when(node.stat().createdMs(), zone) + " · " + node.stat().czxid());
        fact("znode.changed", when(node.stat().changedMs(), zone) + " · " + node.stat().mzxid());
        fact("znode.children", Text.of("znode.children.of", Counts.text(node.stat().children()),
                node.stat().childrenVersion(), node.stat().pzxid()));
        fact("znode.owner", ZookeeperLogic.owner(node).text());
        fact("znode.acl", node.acls().isEmpty() ? Text.of("znode.acl.none") : String.join(", ", node.acls()));
        fact("znode.watchers", node.watchers() == null ? Text.of("znode.watchers.unknown")
                : node.watchers().isEmpty() ? Text.of("znode.watchers.none") : node.watchers().stream()
                        .map(w -> w.name().isEmpty() ? w.session() : w.name()).collect(Collectors.joining(", ")));
        add(list);
    }

    private static Component data(Znode.Data data) {
        if (data.form().equals("EMPTY")) {
            return new Span(Text.of("znode.empty"));
        }
        if (data.form().equals("HIDDEN")) {
            return Notice.denied(Text.of("znode.hidden", Bytes.text(data.bytes()))).slim();
        }
        Pre text = new Pre(data.text());
        text.addClassName("znode-data");
        text.setId("znode-data");
        // Scrolls by itself, so it must be reached by the keyboard.
        text.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", Text.of("znode.data"));
        Div bar = new Div(new Pill(data.form(), Tone.PLAIN), new Span(Bytes.text(data.bytes())));
        if (data.cut()) {
            bar.add(new Pill(Text.of("znode.cut"), Tone.WARN));
        }
        bar.addClassName("toolbar");
        Div both = new Div(bar, text);
        both.addClassName("stack");
        return both;
    }

    /** The root and what ZooKeeper makes itself have no time. */
    private static String when(long epochMs, ZoneId zone) {
        return epochMs == 0 ? Figure.UNKNOWN : Times.full(epochMs, zone);
    }

    private void fact(String label, String value) {
        list.add(new DescriptionList.Term(Text.of(label)), new DescriptionList.Description(value));
    }
}
