package io.odradek.ui.part;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;

/** Tabs whose every one has its own address. */
public final class LinkTabs extends Nav {
    public LinkTabs(String label) {
        addClassName("tabs");
        getElement().setAttribute("aria-label", label);
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
