package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.server.streams.UploadHandler;
import io.odradek.console.decoder.Choice;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.stream.Stream;

/** One decoder: its name, and where it needs one its schema, typed, pasted or from a file. */
final class DecoderField extends Div {
    /** What is kept is at most a million characters, of a descriptor set in base64. */
    private static final int FILE_BYTES = 700 << 10;

    private final Select<String> name = new Select<>();
    private final TextArea schema = new TextArea(Text.of("decoders.schema"));
    private final TextField type = new TextField(Text.of("decoders.type"));
    private final Upload upload;

    /** @param of "key" or "value" */
    DecoderField(String of, List<String> names, Choice first, Runnable changed) {
        addClassName("decoder-field");
        name.setItems(Stream.concat(Stream.of(""), names.stream()).toList());
        name.setItemLabelGenerator(each -> each.isEmpty() ? Text.of("decoders.automatic") : each);
        name.setLabel(Text.of("messages." + of));
        name.setId("decoder-" + of);
        name.setValue(first.decoder());
        schema.setId("decoder-schema-" + of);
        schema.setWidthFull();
        schema.setMinRows(4);
        schema.setMaxRows(12);
        schema.setValue(first.schema());
        schema.setValueChangeMode(ValueChangeMode.LAZY);
        type.setId("decoder-type-" + of);
        type.setPlaceholder(Text.of("decoders.type.first"));
        type.setValue(first.type());
        type.setValueChangeMode(ValueChangeMode.LAZY);
        upload = new Upload(UploadHandler.inMemory((about, bytes) -> schema.setValue(DecodersLogic.schema(bytes))));
        upload.setId("decoder-file-" + of);
        upload.setMaxFiles(1);
        upload.setMaxFileSize(FILE_BYTES);
        upload.setUploadButton(new Button(Text.of("produce.file.choose")));
        upload.setDropAllowed(false);
        name.addValueChangeListener(event -> {
            layout();
            changed.run();
        });
        schema.addValueChangeListener(event -> changed.run());
        type.addValueChangeListener(event -> changed.run());
        Div row = new Div(name, type, upload);
        row.addClassName("fields");
        add(row, schema);
        layout();
    }

    Choice choice() {
        boolean needed = Choice.needsSchema(name.getValue());
        return new Choice(name.getValue(), needed ? schema.getValue() : "",
                DecodersLogic.typed(name.getValue()) ? type.getValue() : "");
    }

    private void layout() {
        boolean needed = Choice.needsSchema(name.getValue());
        schema.setVisible(needed);
        upload.setVisible(needed);
        type.setVisible(DecodersLogic.typed(name.getValue()));
        schema.setHelperText(needed ? Text.of("decoders.schema." + name.getValue()) : "");
    }
}
