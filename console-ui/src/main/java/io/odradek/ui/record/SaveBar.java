package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.odradek.console.record.SavedSearch;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.function.Consumer;

/** Searches kept by name: chosen, kept, forgotten. */
final class SaveBar extends Div {
    private final MenuBar menu = new MenuBar();
    private final TextField name = new TextField();
    private final Button keep = new Button(Text.of("saved.keep"));

    SaveBar(Consumer<String> kept) {
        addClassNames("saved");
        name.setPlaceholder(Text.of("saved.name"));
        name.setAriaLabel(Text.of("saved.name"));
        name.setId("saved-name");
        name.setMaxLength(80);
        keep.setId("saved-keep");
        keep.addClickListener(click -> {
            if (!name.isEmpty()) {
                kept.accept(name.getValue().strip());
                name.clear();
            }
        });
        menu.setId("saved");
        add(menu, name, keep);
    }

    void show(List<SavedSearch> saved, Consumer<SavedSearch> choose, Consumer<SavedSearch> forget) {
        menu.removeAll();
        menu.setVisible(!saved.isEmpty());
        MenuItem root = menu.addItem(Text.of("saved.title", saved.size()));
        SubMenu list = root.getSubMenu();
        saved.forEach(search -> list.addItem(search.name(), event -> choose.accept(search)));
        SubMenu gone = list.addItem(Text.of("saved.forget")).getSubMenu();
        saved.forEach(search -> gone.addItem(search.name(), event -> forget.accept(search)));
    }
}
