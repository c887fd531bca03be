package io.odradek.ui.topic;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.odradek.console.group.TopicReader;
import io.odradek.console.topic.TopicRow;
import io.odradek.console.topic.TopicSort;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Grids;
import io.odradek.ui.text.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The rows of the list of topics, fetched a window at a time. */
final class TopicGrid extends Div {
    private static final String NAME =
            "<div class='topic-name'><a class='row-link' href='${item.href}'>${item.name}</a>"
            + "<span class='pill is-plain' ?hidden=${!item.internal}>${item.mark}</span>"
            + "<small>${item.summary}</small></div>";
    private static final String READERS =
            "<a class='readers' href='${item.href}' title='${item.all}' ?hidden=${!item.name}>"
            + "<span class='readers-name'>${item.name}</span><span class='${item.tone}'>${item.lag}</span></a>";
    private static final String DELETE =
            "<button class='row-act' ?hidden=${item.locked} title='${item.label}' "
            + "aria-label='${item.label}' @click=${remove}>"
            + "<span class='icon'><svg viewBox='0 0 24 24'>"
            + "<path d='M5 7h14M10 4.5h4M7 7l.8 12.5h8.4L17 7M10.5 10.5v6M13.5 10.5v6'/></svg></span></button>";

    private final Grid<TopicRow> grid = Grids.of("topics");
    private final Map<TopicSort, Grid.Column<TopicRow>> columns = new EnumMap<>(TopicSort.class);
    private final transient CallbackDataProvider<TopicRow, Void> rows;
    private final Grid.Column<TopicRow> policy;
    private final Grid.Column<TopicRow> groups;
    private transient Function<String, List<TopicReader>> readers = name -> List.of();
    private transient Predicate<String> deletable = name -> true;
    private int total;

    /** {@code fetch} takes offset and limit, {@code sorted} the column and whether downwards. */
    TopicGrid(String cluster, BiFunction<Integer, Integer, List<TopicRow>> fetch, BiConsumer<TopicSort, Boolean> sorted,
              Consumer<TopicRow> delete) {
        addClassName("fill");
        rows = new CallbackDataProvider<>(query -> fetch.apply(query.getOffset(), query.getLimit()).stream(), query -> {
            query.getLimit();
            query.getOffset();
            return total;
        }, TopicRow::name);
        grid.setSelectionMode(Grid.SelectionMode.MULTI);
        columns.put(TopicSort.NAME, grid.addColumn(name(cluster)).setHeader(Text.of("topics.name")).setFlexGrow(6)
                .setWidth("160px"));
        figure(TopicSort.PARTITIONS, "topics.partitions", row -> Counts.text(row.partitions()), 94);
        figure(TopicSort.REPLICATION, "topics.replication", row -> Counts.text(row.replicationFactor()), 108);
        columns.put(TopicSort.UNDER_REPLICATED,
                grid.addColumn(LitRenderer.<TopicRow>of("<span class='${item.tone}'>${item.text}</span>")
                .withProperty("tone", row -> TopicsLogic.inSyncTone(row).css())
                .withProperty("text", TopicsLogic::inSync))
                .setHeader(Text.of("topics.insync")).setTextAlign(ColumnTextAlign.END).setWidth("86px"));
        figure(TopicSort.MESSAGES, "topics.messages", row -> Counts.text(row.messages()), 118);
        figure(TopicSort.RATE, "topics.rate", row -> Counts.rate(row.recordsPerSecond()), 86);
        figure(TopicSort.SIZE, "topics.size", row -> Bytes.text(row.sizeBytes()), 90);
        policy = grid.addColumn(row -> row.cleanupPolicy().isEmpty() ? Figure.UNKNOWN : row.cleanupPolicy())
                .setHeader(Text.of("topics.policy")).setWidth("96px");
        groups = grid.addColumn(readers(cluster)).setHeader(Text.of("topics.readers")).setWidth("130px")
                .setFlexGrow(2);
        grid.addColumn(LitRenderer.<TopicRow>of(DELETE)
                .withProperty("label", row -> Text.of("topics.delete", row.name()))
                .withProperty("locked", row -> !deletable.test(row.name()))
                .withFunction("remove", delete::accept)).setWidth("52px").setFlexGrow(0);
        columns.forEach((sort, column) -> column.setKey(sort.name()).setSortProperty(sort.name()).setSortable(true));
        grid.addSortListener(event -> {
            if (event.isFromClient()) {
                event.getSortOrder().stream().findFirst().ifPresentOrElse(order -> sorted.accept(
                        TopicSort.valueOf(order.getSorted().getKey()),
                                order.getDirection() == SortDirection.DESCENDING),
                        () -> sorted.accept(TopicSort.NAME, false));
            }
        });
        grid.setDataProvider(rows);
        add(grid);
    }

    private static LitRenderer<TopicRow> name(String cluster) {
        return LitRenderer.<TopicRow>of(NAME).withProperty("name", TopicRow::name)
                .withProperty("href", row -> Address.messages(cluster, row.name()))
                .withProperty("internal", TopicRow::internal)
                .withProperty("mark", row -> Text.of("topics.internal.mark"))
                .withProperty("summary", row -> TopicsLogic.summary(row).text());
    }

    private LitRenderer<TopicRow> readers(String cluster) {
        return LitRenderer.<TopicRow>of(READERS)
                .withProperty("href", row -> Address.topic(cluster, row.name()) + "/groups")
                .withProperty("name", row -> who(readers.apply(row.name())))
                .withProperty("all", row -> TopicsLogic.eachReader(readers.apply(row.name())))
                .withProperty("tone", row -> TopicsLogic.lagTone(readers.apply(row.name())).css())
                .withProperty("lag", row -> TopicsLogic.lag(readers.apply(row.name())));
    }

    private static String who(List<TopicReader> readers) {
        return readers.isEmpty() ? "" : readers.size() == 1 ? readers.getFirst().group()
                : Text.of("topics.readers.many", readers.size());
    }

    private void figure(TopicSort sort, String title, Function<TopicRow, String> text, int widthPx) {
        columns.put(sort, grid.addColumn(text::apply).setHeader(Text.of(title)).setTextAlign(ColumnTextAlign.END)
                .setWidth(widthPx + "px"));
    }

    /** Calls back with the names of the rows that are chosen. */
    void onChosen(Consumer<Set<String>> chosen) {
        grid.addSelectionListener(event -> chosen.accept(event.getAllSelectedItems().stream().map(TopicRow::name)
                .collect(Collectors.toCollection(TreeSet::new))));
    }

    /** Which topics are offered for deletion, and whether rows can be chosen at all. */
    void deletable(Predicate<String> which, boolean choose) {
        deletable = which;
        if (!choose) {
            grid.setSelectionMode(Grid.SelectionMode.NONE);
        }
    }

    /** Who reads a topic, the one furthest behind first; asked for the rows in view. */
    void readers(Function<String, List<TopicReader>> next) {
        readers = next;
    }

    void chooseNone() {
        grid.deselectAll();
    }

    /** Shows the order that the address says. */
    void order(TopicsLogic state) {
        grid.sort(List.of(new GridSortOrder<>(columns.get(state.sort()),
                state.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
    }

    /** There are this many rows now; what is in view is fetched again. */
    void total(int next) {
        total = next;
        rows.refreshAll();
    }

    /** Without room, a row's figures stand under its name. */
    void narrow(boolean narrow) {
        columns.forEach((sort, column) -> column.setVisible(!narrow || sort == TopicSort.NAME));
        policy.setVisible(!narrow);
        groups.setVisible(!narrow);
        grid.setClassName("narrow", narrow);
    }
}
