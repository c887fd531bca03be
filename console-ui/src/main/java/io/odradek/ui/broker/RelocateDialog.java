package io.odradek.ui.broker;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.console.broker.Relocation;
import io.odradek.ui.part.FormDialog;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which replicas are moved from which directory of a broker to which. */
final class RelocateDialog extends FormDialog<Relocation> {
    private final Select<String> from = new Select<>();
    private final Select<String> to = new Select<>();
    private final TextField topics = new TextField(Text.of("disk.topics"));

    /** @param paths of the broker's directories, two at least */
    RelocateDialog(String title, List<String> paths, Asking<Relocation> asking) {
        super(title, Text.of("disk.move"), asking);
        from.setId("relocate-from");
        from.setLabel(Text.of("disk.from"));
        from.setItems(Stream.concat(Stream.of(""), paths.stream()).toList());
        from.setItemLabelGenerator(path -> path.isEmpty() ? Text.of("disk.from.any") : path);
        to.setId("relocate-to");
        to.setLabel(Text.of("disk.to"));
        to.setItems(paths);
        topics.setId("relocate-topics");
        topics.setHelperText(Text.of("disk.topics.help"));
        topics.setValueChangeMode(ValueChangeMode.LAZY);
        field(from, "");
        field(to, paths.getLast());
        field(topics, "");
    }

    @Override
    protected Relocation typed() {
        return new Relocation(from.getValue(), to.getValue(), BrokerLogic.patterns(topics.getValue()));
    }

    @Override
    protected Optional<Phrase> mistake(Relocation typed) {
        return typed.to().isEmpty() ? Optional.of(Phrase.of("disk.to.wanted")) : Optional.empty();
    }
}
