package io.odradek.ui.part;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;

/** Tabs whose every one has its own address. */
public final class LinkTabs extends Nav {
    public LinkTabs(String label) {
        addClassName("tabs");
        getElement().setAttribute("aria-label", label);
        addAttachListener(event -> showCurrent(this));
    }

    /** Where there is no room for all, the one that is looked at is among those that are seen. */
    public static void showCurrent(Nav links) {
        links.getElement().executeJs(
                "this.querySelector('[aria-current]')?.scrollIntoView({block: 'nearest', inline: 'center'})");
    }

    public LinkTabs tab(String text, String address, boolean here) {
        Anchor tab = new Anchor(address, text);
        tab.addClassName("tab");
        if (here) {
            tab.getElement().setAttribute("aria-current", "page");
        }
        add(tab);
        return this;
    }
}
