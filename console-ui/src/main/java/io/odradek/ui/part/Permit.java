package io.odradek.ui.part;

import com.vaadin.flow.component.Component;

/** What is not permitted is not offered. The services refuse it all the same. */
public final class Permit {
    private Permit() {
    }

    /** Leaves it out of sight unless it is permitted. */
    public static <T extends Component> T only(T component, boolean permitted) {
        component.setVisible(permitted);
        return component;
    }
}
