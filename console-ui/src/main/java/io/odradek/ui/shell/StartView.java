package io.odradek.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Client;
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
        Actor actor = Client.actor();
        String cluster = Frame.first(site, actor);
        boolean all = actor.may(Need.at(Permission.VIEW, cluster, "", null));
        boolean topics = actor.may(Need.at(Permission.VIEW, cluster, "topics", null));
        event.forwardTo(all ? Address.overview(cluster) : topics ? Address.topics(cluster) : Address.groups(cluster));
    }
}
