package io.odradek.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Site;

/** The root: leads to the first cluster's overview. */
@Route(value = "", layout = Frame.class)
public final class StartView extends Div implements BeforeEnterObserver {
    private final transient Site site;

    public StartView(Site site) {
        this.site = site;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.forwardTo(Address.overview(site.console().clusters().first().id()));
    }
}
