package io.odradek.ui.part;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;

/** Grids that look and behave alike on every page. */
public final class Grids {
    /** Two screens of rows at 26 px on a tall display, so that scrolling seldom waits. */
    private static final int PAGE = 100;

    private Grids() {
    }

    public static <T> Grid<T> of(String id) {
        Grid<T> grid = new Grid<>();
        grid.setId(id);
        grid.setPageSize(PAGE);
        // Its height is the style sheet's: without a bounded one a grid lays out every row there is.
        grid.setWidthFull();
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
        return grid;
    }
}
