package io.odradek.ui;

import com.vaadin.flow.di.LookupInitializer;
import com.vaadin.flow.server.startup.ErrorNavigationTargetInitializer;
import com.vaadin.flow.server.startup.LookupServletContainerInitializer;
import com.vaadin.flow.server.startup.RouteRegistryInitializer;
import com.vaadin.flow.server.startup.VaadinAppShellInitializer;
import io.odradek.ui.part.Site;
import io.odradek.ui.shell.Head;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContainerInitializerHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** Vaadin in a servlet context, from explicit lists: nothing is scanned, which more than halves the time to start. */
final class Context {
    private static final int SESSION_SECONDS = 30 * 60;
    private static final String RESOURCES = "META-INF/resources/";

    private Context() {
    }

    static ServletContextHandler of(Site site) throws IOException {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        ClassLoader loader = Context.class.getClassLoader();
        context.setClassLoader(loader);
        context.setBaseResource(resources(ResourceFactory.of(context), loader));
        sessions(context.getSessionHandler());
        initialize(context, new LookupServletContainerInitializer(), LookupInitializer.class);
        initialize(context, new RouteRegistryInitializer(), Routes.pages().toArray(Class<?>[]::new));
        initialize(context, new ErrorNavigationTargetInitializer(), Routes.ERRORS.toArray(Class<?>[]::new));
        initialize(context, new VaadinAppShellInitializer(), Head.class);
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        ServletHolder holder = new ServletHolder("pages", new PageServlet(site, new Guests(site.console().sessions())));
        holder.setAsyncSupported(true);
        holder.setInitOrder(1);
        context.addServlet(holder, "/*");
        return context;
    }

    private static void initialize(ServletContextHandler context, ServletContainerInitializer initializer,
            Class<?>... classes) {
        context.addServletContainerInitializer(new ServletContainerInitializerHolder(initializer, classes));
    }

    private static void sessions(SessionHandler sessions) {
        sessions.setMaxInactiveInterval(SESSION_SECONDS);
        sessions.setHttpOnly(true);
        sessions.getSessionCookieConfig().setName("ODRADEK");
        sessions.getSessionCookieConfig().setAttribute("SameSite", "Lax");
    }

    /** Every directory of resources on the class path, as one. */
    private static Resource resources(ResourceFactory factory, ClassLoader loader) throws IOException {
        List<Resource> found = new ArrayList<>();
        for (URL url : Collections.list(loader.getResources(RESOURCES))) {
            found.add(factory.newResource(uri(url)));
        }
        return ResourceFactory.combine(found);
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException(url.toString(), e);
        }
    }
}
