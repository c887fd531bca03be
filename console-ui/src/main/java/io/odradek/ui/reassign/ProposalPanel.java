package io.odradek.ui.reassign;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.reassign.Move;
import io.odradek.console.reassign.Proposal;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Durations;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.PlanPanel;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tile;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Text;

/** A proposal: figures, brokers before and after, the moves one by one, and the button that begins them. */
final class ProposalPanel extends Div {
    /** Moves shown one by one. */
    private static final int SHOWN = 200;

    /** @param may whether whoever looks may begin it */
    ProposalPanel(Proposal proposal, boolean may, Runnable begin) {
        addClassName("stack");
        setId("proposal");
        Div tiles = new Div(tile("reassign.moves", Counts.text(proposal.moves().size()), ""),
                tile("reassign.bytes", Bytes.text(proposal.bytes()), Text.of("reassign.bytes.note")),
                tile("reassign.time", proposal.estimatedMs() < 0 ? Figure.UNKNOWN
                        : Durations.text(proposal.estimatedMs()), Text.of("reassign.time.note")));
        tiles.addClassNames("tiles", "tiles-small");
        Button go = new Button(Text.of("reassign.begin"), click -> {
            click.getSource().setEnabled(false);
            begin.run();
        });
        go.setId("begin");
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        go.setEnabled(proposal.plan().possible());
        Div act = new Div(Permit.only(go, may));
        add(tiles, new PlanPanel(proposal.plan()), act);
        if (!proposal.moves().isEmpty()) {
            add(loads(proposal), moves(proposal));
        }
    }

    private static Tile tile(String label, String figure, String note) {
        Tile tile = new Tile(Text.of(label), "");
        tile.show(figure, note, Tone.PLAIN);
        return tile;
    }

    private static Table<Proposal.Load> loads(Proposal proposal) {
        Table<Proposal.Load> table = new Table<Proposal.Load>(Text.of("reassign.loads"))
                .key(load -> "broker-" + load.broker())
                .text(Text.of("broker.id"), load -> String.valueOf(load.broker()))
                .figure(Text.of("partition.replicas"), load -> ReassignLogic.change(load.replicasBefore(),
                        load.replicasAfter()))
                .figure(Text.of("reassign.preferred"), load -> ReassignLogic.change(load.leadersBefore(),
                        load.leadersAfter()))
                .column(Text.of("topics.size"), "num minor", load -> new Span(load.bytesBefore() == load.bytesAfter()
                        ? Bytes.text(load.bytesBefore())
                        : Bytes.text(load.bytesBefore()) + " → " + Bytes.text(load.bytesAfter())));
        table.rows(proposal.loads());
        return table;
    }

    private static Table<Move> moves(Proposal proposal) {
        Table<Move> table = new Table<Move>(Text.of("reassign.moves"))
                .key(move -> move.topic() + "-" + move.partition())
                .text(Text.of("replica.partition"), move -> move.topic() + "-" + move.partition())
                .text(Text.of("reassign.before"), move -> move.before().toString())
                .text(Text.of("reassign.after"), move -> move.after().toString())
                .figure(Text.of("reassign.bytes"), move -> Bytes.text(move.bytes()));
        table.rows(proposal.moves().stream().limit(SHOWN).toList());
        return table;
    }
}
