package io.odradek.ui.cluster;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.ui.part.FormDialog;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.Optional;

/** A cluster to be added or edited; it is tried while one types. */
final class ClusterDialog extends FormDialog<ClusterForm> {
    private final TextField id = new TextField(Text.of("clusters.id"));
    private final TextField servers = new TextField(Text.of("clusters.servers"));
    private final TextArea properties = new TextArea(Text.of("clusters.properties"));

    /** @param first whose id, where it has one, stays what it is */
    ClusterDialog(String title, String verb, ClusterForm first, Asking<ClusterForm> asking) {
        super(title, verb, asking);
        boolean fresh = first.id().isEmpty();
        id.setId("cluster-id");
        id.setHelperText(Text.of("clusters.id.help"));
        id.setVisible(fresh);
        id.setValueChangeMode(ValueChangeMode.LAZY);
        servers.setId("cluster-servers");
        servers.setPlaceholder("kafka-1:9092,kafka-2:9092");
        servers.setValueChangeMode(ValueChangeMode.LAZY);
        properties.setId("cluster-properties");
        properties.addClassName("mono");
        properties.setMinRows(4);
        properties.setMaxRows(12);
        properties.setHelperText(Text.of(fresh ? "clusters.properties.help" : "clusters.properties.kept"));
        properties.setValueChangeMode(ValueChangeMode.LAZY);
        field(id, first.id());
        field(servers, first.servers());
        field(properties, first.properties());
    }

    @Override
    protected ClusterForm typed() {
        return new ClusterForm(id.getValue().strip(), servers.getValue().strip(), properties.getValue());
    }

    @Override
    protected Optional<Phrase> mistake(ClusterForm typed) {
        return typed.mistake();
    }
}
