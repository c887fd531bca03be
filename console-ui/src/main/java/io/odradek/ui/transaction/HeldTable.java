package io.odradek.ui.transaction;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.transaction.HeldPartition;
import io.odradek.console.transaction.HeldPartition.Holder;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Age;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.function.BiConsumer;

/** Partitions whose readers of committed records wait, and for whom. */
final class HeldTable extends Div {

    /** {@code abort} is told of a partition and its hanging producer; null where that is not permitted. */
    HeldTable(String cluster, List<HeldPartition> held, BiConsumer<HeldPartition, Holder> abort) {
        addClassName("stack");
        if (held.isEmpty()) {
            add(Notice.empty(Text.of("tx.held.none"), Text.of("tx.held.none.hint")));
            return;
        }
        Table<HeldPartition> table = new Table<HeldPartition>(Text.of("tx.held"))
                .key(one -> one.topic() + "-" + one.partition())
                .column(Text.of("replica.partition"), "", one -> {
                    Anchor link = new Anchor(Address.topic(cluster, one.topic()), one.topic() + "-" + one.partition());
                    link.addClassName("row-link");
                    return link;
                })
                .figure(Text.of("tx.held.back"), one -> Counts.text(one.heldBack()))
                .column(Text.of("tx.stable"), "num minor", one -> new Span(Counts.text(one.lastStable())))
                .column(Text.of("tx.high"), "num minor", one -> new Span(Counts.text(one.highWatermark())))
                .column(Text.of("tx.by"), "grow", one -> holders(cluster, one, abort));
        table.rows(held);
        add(table);
    }

    private static Component holders(String cluster, HeldPartition held, BiConsumer<HeldPartition, Holder> abort) {
        Div all = new Div();
        all.addClassName("holders");
        for (Holder holder : held.holders()) {
            String name = TransactionsLogic.holder(holder).text();
            Div one = new Div(holder.id().isEmpty() ? new Span(name)
                    : new Anchor(Address.transaction(cluster, holder.id()), name));
            one.add(new Span(Text.of("producer.from", Counts.text(holder.openFrom()))), Age.plain(holder.lastMs()));
            one.addClassName("holder");
            if (holder.hanging()) {
                Button button = new Button(Text.of("tx.abort"), click -> abort.accept(held, holder));
                button.addClassNames("danger", "abort-hanging");
                one.add(new Pill(Text.of("tx.hanging"), Tone.BAD), Permit.only(button, abort != null));
            }
            all.add(one);
        }
        return all;
    }
}
