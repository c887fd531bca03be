package io.odradek.ui.storage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.inside.CompactionInside.KeptSegment;
import io.odradek.console.inside.LogInside;
import io.odradek.console.inside.LogInside.SegmentInside;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Table;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Segments of one replica, oldest first. */
final class SegmentTable extends Div {

    /**
     * @param kept    what compaction would keep, by base offset; empty where that is not asked
     * @param address of a segment's batches, by base offset
     */
    SegmentTable(LogInside log, Map<Long, KeptSegment> kept, LongFunction<String> address) {
        addClassName("stack");
        ZoneId zone = Client.zone();
        long now = System.currentTimeMillis();
        Table<SegmentInside> table = new Table<SegmentInside>(Text.of("segments.title"))
                .key(segment -> String.valueOf(segment.baseOffset()))
                .column(Text.of("segment.base"), "num", segment -> {
                    Anchor link = new Anchor(address.apply(segment.baseOffset()), Counts.text(segment.baseOffset()));
                    link.addClassName("row-link");
                    return link;
                })
                .figure(Text.of("segment.offsets"), segment -> Counts.text(segment.nextOffset()
                        - segment.baseOffset()))
                .figure(Text.of("topics.size"), segment -> Bytes.text(segment.bytes()))
                .column(Text.of("segment.times"), "", segment -> times(segment, zone))
                .column(Text.of("segment.index"), "num minor", segment -> new Span(Bytes.text(
                        segment.offsetIndexBytes())))
                .column(Text.of("segment.timeindex"), "num minor", segment -> new Span(Bytes.text(
                        segment.timeIndexBytes())))
                .column(Text.of("segment.txindex"), "num minor", segment -> new Span(Bytes.text(
                        segment.transactionIndexBytes())))
                .column(Text.of("segment.fate"), "", segment -> {
                    var fate = StorageLogic.fate(log, segment, now);
                    return new Pill(fate.word().text(), fate.tone());
                });
        if (!kept.isEmpty()) {
            table.figure(Text.of("segment.keeps"), segment -> !kept.containsKey(segment.baseOffset()) ? "–"
                    : Text.of("segment.kept", Counts.text(kept.get(segment.baseOffset()).keptRecords()),
                            Bytes.text(kept.get(segment.baseOffset()).keptBytes())));
        }
        table.rows(log.segments());
        add(table);
    }

    private static Component times(SegmentInside segment, ZoneId zone) {
        Div both = new Div(new Div(Times.full(segment.firstMs(), zone)), new Div(Times.full(segment.largestMs(),
                zone)));
        both.addClassName("times");
        return both;
    }

    static Map<Long, KeptSegment> byBase(java.util.List<KeptSegment> kept) {
        return kept.stream().collect(Collectors.toMap(KeptSegment::baseOffset, Function.identity()));
    }
}
