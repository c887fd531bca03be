package io.odradek.ui.group;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.odradek.console.group.GroupRow;
import io.odradek.console.group.GroupSort;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Grids;
import io.odradek.ui.text.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** The rows of the list of groups, fetched a window at a time. */
final class GroupGrid extends Div {
    private static final String NAME =
            "<div class='topic-name'><a class='row-link' href='${item.href}'>${item.name}</a>"
            + "<span class='pill is-plain'>${item.type}</span><small>${item.summary}</small></div>";
    private static final String STATE = "<span class='pill ${item.tone}'>${item.state}</span>";
    private static final String LAG = "<span class='${item.tone}'>${item.trend}</span> ${item.lag}";

    private final Grid<GroupRow> grid = Grids.of("groups");
    private final Map<GroupSort, Grid.Column<GroupRow>> columns = new EnumMap<>(GroupSort.class);
    private final transient CallbackDataProvider<GroupRow, Void> rows;
    private final Grid.Column<GroupRow> topics;
    private int total;

    GroupGrid(String cluster, BiFunction<Integer, Integer, List<GroupRow>> fetch,
            BiConsumer<GroupSort, Boolean> sorted) {
        addClassName("fill");
        rows = DataProvider.fromCallbacks(query -> fetch.apply(query.getOffset(), query.getLimit()).stream(), query -> {
            query.getLimit();
            query.getOffset();
            return total;
        });
        columns.put(GroupSort.NAME, grid.addColumn(name(cluster)).setHeader(Text.of("groups.name")).setFlexGrow(5)
                .setWidth("180px"));
        columns.put(GroupSort.STATE, grid.addColumn(LitRenderer.<GroupRow>of(STATE)
                .withProperty("tone", row -> GroupsLogic.stateTone(row.state()).css())
                .withProperty("state", GroupRow::state)).setHeader(Text.of("groups.state")).setWidth("150px"));
        columns.put(GroupSort.MEMBERS, figure(grid.addColumn(row -> Counts.text(row.members())), "groups.members"));
        topics = grid.addColumn(row -> String.join(", ", row.topics())).setHeader(Text.of("groups.topics"))
                .setFlexGrow(3).setWidth("140px");
        columns.put(GroupSort.LAG, figure(grid.addColumn(LitRenderer.<GroupRow>of(LAG)
                .withProperty("trend", GroupsLogic::trend).withProperty("tone", row -> GroupsLogic.trendTone(row).css())
                .withProperty("lag", row -> Counts.text(row.lag()))), "groups.lag"));
        columns.put(GroupSort.TIME, figure(grid.addColumn(row -> GroupsLogic.time(row.lag(), row.lagMs())),
                "groups.time"));
        columns.forEach((sort, column) -> column.setKey(sort.name()).setSortProperty(sort.name()).setSortable(true));
        grid.addSortListener(event -> {
            if (event.isFromClient()) {
                event.getSortOrder().stream().findFirst().ifPresentOrElse(order -> sorted.accept(
                        GroupSort.valueOf(order.getSorted().getKey()),
                        order.getDirection() == SortDirection.DESCENDING), () -> sorted.accept(GroupSort.NAME, false));
            }
        });
        grid.setDataProvider(rows);
        add(grid);
    }

    private static Grid.Column<GroupRow> figure(Grid.Column<GroupRow> column, String title) {
        return column.setHeader(Text.of(title)).setTextAlign(ColumnTextAlign.END).setWidth("120px");
    }

    private static LitRenderer<GroupRow> name(String cluster) {
        return LitRenderer.<GroupRow>of(NAME).withProperty("name", GroupRow::id)
                .withProperty("href", row -> Address.group(cluster, row.id())).withProperty("type", GroupRow::type)
                .withProperty("summary", row -> GroupsLogic.summary(row).text());
    }

    void order(GroupsLogic state) {
        grid.sort(List.of(new GridSortOrder<>(columns.get(state.sort()),
                state.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
    }

    void total(int next) {
        total = next;
        rows.refreshAll();
    }

    void narrow(boolean narrow) {
        columns.forEach((sort, column) -> column.setVisible(!narrow || sort == GroupSort.NAME));
        topics.setVisible(!narrow);
        grid.setClassName("narrow", narrow);
    }
}
