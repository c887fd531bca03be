package io.odradek.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.StaticFileHandler;
import com.vaadin.flow.server.StaticFileServer;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.VaadinServletService;
import io.odradek.console.change.Actor;
import io.odradek.ui.entry.Entry;
import io.odradek.ui.part.Site;
import io.odradek.ui.text.Language;
import io.odradek.ui.text.Messages;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.regex.Pattern;

/** Vaadin's servlet, whose pages are made with the {@link Site} they ask for in their constructor. */
final class PageServlet extends VaadinServlet {
    private static final int YEAR_SECONDS = 365 * 24 * 3600;
    /** What one needs in order to sign in. */
    private static final Pattern OPEN = Pattern.compile("/(favicon\\.(svg|ico)|(css|js)/[\\w.-]+)");
    private final transient Site site;
    private final transient Guests guests;
    private final transient Entry entry = new Entry();

    PageServlet(Site site, Guests guests) {
        this.site = site;
        this.guests = guests;
    }

    /** The front has asked already; but what can reach this server otherwise comes no further either. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        Actor actor = guests.actor(request);
        if (entry.has(path)) {
            entry.answer(request, response, actor != null && site.console().sessions().needed());
        } else if (actor != null) {
            guests.keepApart(request);
            super.service(request, response);
        } else if (OPEN.matcher(path).matches() && getServletContext().getResource(path) != null) {
            super.service(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    @Override
    protected VaadinServletService createServletService(DeploymentConfiguration configuration) throws ServiceException {
        VaadinServletService service = new VaadinServletService(this, configuration) {
            @Override
            protected Instantiator createInstantiator() {
                return new SiteInstantiator(this, site);
            }
        };
        service.init();
        service.addUIInitListener(event -> event.getUI().setLocale(Language.of(
                VaadinRequest.getCurrent().getCookies(), VaadinRequest.getCurrent().getLocales())));
        service.addSessionInitListener(event -> guests.came(event.getSession(), event.getRequest()));
        service.addSessionDestroyListener(event -> guests.left(event.getSession()));
        return service;
    }

    @Override
    protected StaticFileHandler createStaticFileHandler(VaadinService service) {
        return new StaticFileServer(service) {
            /**
             * Ours have no hash in their names and are asked for again each time; what carries a version never
             * changes.
             */
            @Override
            protected int getCacheTime(String name) {
                if (name.contains("uplot-")) {
                    return YEAR_SECONDS;
                }
                return name.contains("/js/") || name.contains("/css/") ? 0 : super.getCacheTime(name);
            }
        };
    }

    /** Makes pages; a page with a constructor that takes the site gets it, any other is made without. */
    private static final class SiteInstantiator extends DefaultInstantiator {
        private final transient Site site;
        private final Messages messages = new Messages();

        SiteInstantiator(VaadinService service, Site site) {
            super(service);
            this.site = site;
        }

        @Override
        public I18NProvider getI18NProvider() {
            return messages;
        }

        @Override
        public <T extends Component> T createComponent(Class<T> type) {
            return make(type);
        }

        @Override
        public <T> T getOrCreate(Class<T> type) {
            return make(type);
        }

        private <T> T make(Class<T> type) {
            try {
                Constructor<T> constructor = type.getConstructor(Site.class);
                return constructor.newInstance(site);
            } catch (NoSuchMethodException needsNone) {
                return super.getOrCreate(type);
            } catch (ReflectiveOperationException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause
                        : new IllegalStateException(type.getName(), e);
            }
        }
    }
}
