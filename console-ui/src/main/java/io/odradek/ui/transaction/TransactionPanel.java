package io.odradek.ui.transaction;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.odradek.console.kafka.Place;
import io.odradek.console.transaction.HeldPartition;
import io.odradek.console.transaction.TransactionDetail;
import io.odradek.console.transaction.TransactionRow;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Durations;
import io.odradek.ui.format.Figure;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Facts;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Text;
import java.util.Map;
import java.util.stream.Collectors;

/** One transactional id: its transaction, and the partitions that take part. */
final class TransactionPanel extends Div {

    TransactionPanel(TransactionDetail detail) {
        addClassName("stack");
        TransactionRow row = detail.row();
        add(new Facts().tile("groups.state", row.state(), row.startedMs() > 0 && row.open()
                        ? Times.full(row.startedMs(), Client.zone()) : "", TransactionsLogic.tone(row))
                .tile("tx.age", row.ageMs() < 0 ? Figure.UNKNOWN : Durations.text(row.ageMs()),
                        Text.of("tx.timeout", Durations.text(row.timeoutMs())), row.late() ? Tone.BAD : Tone.PLAIN)
                .tile("tx.coordinator", String.valueOf(row.coordinator()), "", Tone.PLAIN)
                .tile("producer.id", String.valueOf(row.producerId()), Text.of("tx.epoch", row.producerEpoch()),
                        Tone.PLAIN));
        if (detail.places().isEmpty()) {
            add(Notice.empty(Text.of("tx.parts.none"), Text.of("tx.parts.none.hint")));
            return;
        }
        Map<Place, HeldPartition> held = detail.held().stream().collect(Collectors.toMap(one ->
                new Place(one.topic(), one.partition()), one -> one));
        Table<Place> table = new Table<Place>(Text.of("tx.parts")).key(Place::toString)
                .text(Text.of("replica.partition"), Place::toString)
                .figure(Text.of("tx.from"), place -> held.containsKey(place)
                        ? held.get(place).holders().stream().filter(h -> h.producerId() == row.producerId())
                                .map(h -> Counts.text(h.openFrom())).findFirst().orElse(Figure.UNKNOWN)
                        : Figure.UNKNOWN)
                .figure(Text.of("tx.held.back"), place -> held.containsKey(place)
                        ? Counts.text(held.get(place).heldBack()) : "0");
        table.rows(detail.places());
        add(table);
        if (row.partitions() > detail.places().size()) {
            add(new Paragraph(Text.of("tx.parts.more", row.partitions() - detail.places().size())));
        }
    }
}
