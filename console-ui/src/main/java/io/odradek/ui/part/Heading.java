package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;

/** The head of a page: where one is, how old its figures are, and what can be done. */
public final class Heading extends Div {
    private final H1 title = new H1();
    private final Div crumbs = new Div();
    private final Div aside = new Div();
    private final Age age = new Age();

    public Heading(String text) {
        addClassName("heading");
        crumbs.addClassName("crumbs");
        aside.addClassName("heading-aside");
        age.setVisible(false);
        aside.add(age);
        crumbs.add(title);
        add(crumbs, aside);
        title.setText(text);
    }

    /** A step back, left of the title. */
    public Heading under(String text, String address) {
        Anchor parent = new Anchor(address, text);
        parent.addClassName("crumb");
        crumbs.addComponentAtIndex(crumbs.getComponentCount() - 1, parent);
        return this;
    }

    public Heading mark(Component pill) {
        crumbs.add(pill);
        return this;
    }

    public Heading act(Component... actions) {
        aside.add(actions);
        return this;
    }

    /** When the figures were taken; they are taken again and again. */
    public void taken(long epochMs) {
        age.setVisible(true);
        age.at(epochMs);
    }

    /** When what is shown was asked for, once; 0 when it is live. */
    public void asked(long epochMs) {
        age.once();
        age.setVisible(epochMs > 0);
        age.at(epochMs);
    }
}
