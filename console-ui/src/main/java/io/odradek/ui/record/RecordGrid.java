package io.odradek.ui.record;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.odradek.console.record.Cell;
import io.odradek.console.record.RecordView;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Grids;
import io.odradek.ui.record.MessagesLogic.Place;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The records found. */
final class RecordGrid extends Div {
    /** More than any row shows. */
    private static final int CELL_CHARACTERS = 400;
    private static final String CELL = "<span class='cell ${item.kind}' title='${item.why}'>${item.text}</span>";

    private final Grid<RecordView> grid = Grids.of("records");
    private final Grid.Column<RecordView> time;
    private final Grid.Column<RecordView> partition;
    private final Grid.Column<RecordView> size;
    private List<RecordView> shown = List.of();
    private boolean compact;
    private boolean narrow;

    RecordGrid(ZoneId zone, Consumer<Place> open) {
        addClassName("fill");
        time = grid.addColumn(record -> compact ? Times.clock(record.timestampMs(), zone)
                : Times.full(record.timestampMs(), zone)).setHeader(Text.of("messages.time"))
                .setWidth("190px")
                .setFlexGrow(0);
        partition = grid.addColumn(record -> String.valueOf(record.partition()))
                .setHeader(Text.of("messages.partition"))
                .setWidth("64px")
                .setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
        grid.addColumn(record -> String.valueOf(record.offset())).setHeader(Text.of("messages.offset"))
                .setWidth("100px")
                .setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
        cell("messages.key", RecordView::key).setWidth("120px").setFlexGrow(1);
        cell("messages.value", RecordView::value).setWidth("160px").setFlexGrow(5);
        size = grid.addColumn(record -> Bytes.text(Math.max(0, record.key().size())
                + Math.max(0, record.value().size())))
                .setHeader(Text.of("messages.size")).setWidth("90px").setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
        grid.setSelectionMode(Grid.SelectionMode.SINGLE);
        grid.addSelectionListener(event -> {
            if (event.isFromClient()) {
                event.getFirstSelectedItem().ifPresent(record ->
                        open.accept(new Place(record.partition(), record.offset())));
            }
        });
        add(grid);
    }

    private Grid.Column<RecordView> cell(String title, Function<RecordView, Cell> of) {
        return grid.addColumn(LitRenderer.<RecordView>of(CELL)
                .withProperty("kind", record -> of.apply(record).absent() ? "null"
                        : of.apply(record).why().isEmpty() ? "" : "is-warn")
                .withProperty("why", record -> of.apply(record).why())
                .withProperty("text", record -> text(of.apply(record)))).setHeader(Text.of(title));
    }

    private static String text(Cell cell) {
        if (cell.absent()) {
            return "null";
        }
        return cell.text().length() > CELL_CHARACTERS ? cell.text().substring(0, CELL_CHARACTERS) : cell.text();
    }

    void show(List<RecordView> records) {
        shown = List.copyOf(records);
        grid.setItems(shown);
    }

    /** Marks the row of the record that is open. */
    void mark(Optional<Place> open) {
        grid.deselectAll();
        open.flatMap(place -> shown.stream().filter(r -> r.partition() == place.partition()
                && r.offset() == place.offset()).findFirst())
                .ifPresent(grid::select);
    }

    void narrow(boolean next) {
        narrow = next;
        layout();
    }

    /** Makes room for the record beside it. */
    void compact(boolean next) {
        if (compact != next) {
            compact = next;
            layout();
            grid.getDataProvider().refreshAll();
        }
    }

    private void layout() {
        time.setVisible(!narrow);
        partition.setVisible(!narrow);
        time.setWidth(compact ? "118px" : "190px");
        size.setVisible(!narrow && !compact);
    }
}
