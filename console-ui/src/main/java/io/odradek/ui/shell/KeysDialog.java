package io.odradek.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.odradek.ui.text.Text;

/** Every key there is. */
final class KeysDialog extends Dialog {
    KeysDialog() {
        setHeaderTitle(Text.of("keys.title"));
        DescriptionList list = new DescriptionList();
        list.addClassName("keys");
        key(list, "Ctrl-K", "keys.palette");
        key(list, "/", "keys.search");
        key(list, "g o", "keys.overview");
        key(list, "g b", "keys.brokers");
        key(list, "g t", "keys.topics");
        key(list, "g g", "keys.groups");
        key(list, "g r", "keys.reassign");
        key(list, "g s", "keys.streams");
        key(list, "g x", "keys.transactions");
        key(list, "g p", "keys.replication");
        key(list, "g d", "keys.storage");
        key(list, "g z", "keys.zookeeper");
        key(list, "g c", "keys.control");
        key(list, "g l", "keys.clusters");
        key(list, "g u", "keys.users");
        key(list, "g a", "keys.audit");
        key(list, "↑ ↓", "keys.rows");
        key(list, "Enter", "keys.open");
        key(list, "Esc", "keys.close");
        key(list, "?", "keys.this");
        add(list);
        getFooter().add(new Button(Text.of("close"), click -> close()));
    }

    private static void key(DescriptionList list, String keys, String meaning) {
        DescriptionList.Term term = new DescriptionList.Term();
        for (String key : keys.split(" ")) {
            Span cap = new Span(key);
            cap.addClassName("key");
            term.add(cap);
        }
        list.add(term, new DescriptionList.Description(Text.of(meaning)));
    }
}
