package io.odradek.ui.record;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.odradek.ui.part.Icon;
import io.odradek.ui.record.MessagesLogic.From;
import io.odradek.ui.text.Text;
import java.util.function.Consumer;

/** Where to start, which partitions, what to look for, or live. */
final class MessagesBar extends Div {
    private final Select<From> from = new Select<>();
    private final TextField at = new TextField();
    private final TextField partitions = new TextField();
    private final TextField text = new TextField();
    private final TextField also = new TextField();
    private final Checkbox committed = new Checkbox(Text.of("messages.committed"));
    private final Button key = new Button("", Icon.CLOSE.make(), click -> unkey());
    private final Button search = new Button(Text.of("messages.search"), Icon.SEARCH.make(), click -> submit(false));
    private final Button live = new Button(Text.of("messages.live"), Icon.LIVE.make(), click -> toggle());
    private final transient Consumer<MessagesLogic> chosen;
    private MessagesLogic state;

    MessagesBar(Consumer<MessagesLogic> chosen) {
        this.chosen = chosen;
        addClassNames("toolbar", "messages-bar");
        from.setItems(From.values());
        from.setItemLabelGenerator(each -> Text.of("messages.from." + each));
        from.setAriaLabel(Text.of("messages.from"));
        from.setId("from");
        from.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                layout();
                if (!needsAt()) {
                    submit(false);
                } else {
                    at.focus();
                }
            }
        });
        field(at, "at", "messages.at");
        field(partitions, "partitions", "messages.partitions");
        field(text, "text", "messages.text");
        text.addClassName("search");
        text.setPrefixComponent(Icon.SEARCH.make());
        text.setClearButtonVisible(true);
        text.getElement().setAttribute("data-search", true);
        search.setId("search");
        live.setId("live");
        live.addClassName("live-toggle");
        field(also, "also", "messages.also");
        committed.setId("committed");
        committed.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                submit(false);
            }
        });
        key.setId("key-only");
        key.setIconAfterText(true);
        add(from, at, partitions, text, key, also, committed, search, live);
    }

    private void field(TextField field, String id, String label) {
        field.setId(id);
        field.addClassName("field-" + id);
        field.setPlaceholder(Text.of(label));
        field.setAriaLabel(Text.of(label));
        field.addKeyPressListener(Key.ENTER, event -> submit(state.live()));
    }

    void show(MessagesLogic now) {
        state = now;
        from.setValue(now.from());
        at.setValue(now.at());
        partitions.setValue(now.partitionsText());
        text.setValue(now.text());
        also.setValue(String.join(", ", now.more().also()));
        also.setVisible(now.live());
        committed.setValue(now.more().committed());
        committed.setVisible(!now.live());
        boolean keyed = !now.more().keyHex().isEmpty();
        key.setVisible(keyed && !now.live());
        if (keyed) {
            key.setText(Text.of("messages.keyonly", MessagesLogic.key(now.more().keyHex())));
        }
        layout();
        live.getElement().setAttribute("aria-pressed", String.valueOf(now.live()));
        live.setClassName("on", now.live());
        from.setEnabled(!now.live());
        at.setEnabled(!now.live());
    }

    private boolean needsAt() {
        return from.getValue() == From.OFFSET || from.getValue() == From.TIME;
    }

    private void layout() {
        at.setVisible(needsAt());
        at.setPlaceholder(Text.of(from.getValue() == From.TIME ? "messages.at.time" : "messages.at.offset"));
    }

    private void submit(boolean liveNow) {
        chosen.accept(typed().withLive(liveNow));
    }

    private void toggle() {
        chosen.accept(typed().withLive(!state.live()));
    }

    private void unkey() {
        chosen.accept(state.withMore(state.more().withKey("")));
    }

    private MessagesLogic typed() {
        MessagesLogic.More more = state.more().withCommitted(committed.getValue())
                .withAlso(MessagesLogic.topics(also.getValue()));
        return state.withMore(more).withStart(from.getValue(), at.getValue().strip()).withText(text.getValue())
                .withPartitions(MessagesLogic.partitions(partitions.getValue()));
    }
}
