package io.odradek.ui.storage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.inside.BatchPage;
import io.odradek.console.inside.BatchPage.BatchInside;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Batches of one segment, in the order of the file. */
final class BatchTable extends Div {

    /** {@code go} is told where to go on. */
    BatchTable(BatchPage page, long from, LongConsumer go) {
        addClassName("stack");
        if (page.batches().isEmpty()) {
            add(Notice.empty(Text.of("batches.none"), Text.of("batches.none.hint")));
            return;
        }
        ZoneId zone = Client.zone();
        Table<BatchInside> table = new Table<BatchInside>(Text.of("batches.title"))
                .key(batch -> String.valueOf(batch.baseOffset()))
                .figure(Text.of("batch.offsets"), batch -> Counts.text(batch.baseOffset()) + " – "
                        + Counts.text(batch.lastOffset()))
                .column(Text.of("batch.position"), "num minor", batch -> new Span(Counts.text(batch.position())))
                .figure(Text.of("batch.records"), batch -> Counts.text(batch.records()))
                .figure(Text.of("topics.size"), batch -> Bytes.text(batch.bytes()))
                .text(Text.of("batch.codec"), BatchInside::codec)
                .column(Text.of("batch.by"), "", batch -> new Span(StorageLogic.producer(batch).text()))
                .column(Text.of("batch.sequence"), "minor", batch -> new Span(StorageLogic.sequences(batch).text()))
                .figure(Text.of("partition.epoch"), batch -> String.valueOf(batch.leaderEpoch()))
                .column(Text.of("batch.time"), "minor", batch -> new Span(Times.full(batch.largestMs(), zone)))
                .column(Text.of("batch.crc"), "mono", BatchTable::crc)
                .column("", "", BatchTable::marks);
        table.rows(page.batches());
        Button first = new Button(Text.of("batches.first"), click -> go.accept(0));
        first.setVisible(from > 0);
        Button more = new Button(Text.of("batches.more"), click -> go.accept(page.nextOffset()));
        more.setVisible(page.nextOffset() >= 0);
        more.setId("more-batches");
        Div bar = new Div(first, more);
        bar.addClassName("toolbar");
        add(table, bar);
    }

    private static Component crc(BatchInside batch) {
        String hex = String.format(Locale.ROOT, "%08x", batch.crc());
        return batch.crcIsRight() ? new Span(hex) : new Pill(Text.of("batch.crc.wrong", hex), Tone.BAD);
    }

    private static Component marks(BatchInside batch) {
        Div marks = new Div();
        marks.addClassName("chips");
        StorageLogic.marks(batch).forEach(mark -> marks.add(new Pill(mark.text(), Tone.PLAIN)));
        return marks;
    }
}
