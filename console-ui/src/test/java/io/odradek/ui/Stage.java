package io.odradek.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NavigationTrigger;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.VaadinSession;
import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Rights;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.ui.live.Pulse;
import io.odradek.ui.part.Site;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** The pages on the server's side alone: no port, no browser. One person looks, at one page at a time. */
final class Stage implements AutoCloseable {
    private static final long PATIENCE_NS = 20_000_000_000L;
    private static final long LOOK_NS = 2_000_000;
    private static final int ROWS = 50;

    private final Server server = new Server();
    private final Pulse pulse;
    private final VaadinService service;
    private volatile Console console;
    private VaadinSession session;
    private UI ui;

    Stage(Console first) throws Exception {
        console = first;
        pulse = new Pulse(new Snapshots(first.clusters()));
        Console current = (Console) Proxy.newProxyInstance(Stage.class.getClassLoader(), new Class<?>[] {Console.class},
                (_, method, arguments) -> {
                    try {
                        return method.invoke(console, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        ServletContextHandler context = Context.of(new Site(current, pulse));
        server.setHandler(context);
        server.start();
        service = ((VaadinServlet) context.getServletHandler().getServlet("pages").getServlet()).getService();
    }

    /** Opens a page of this console as somebody with these rights; answers the status that a browser would get. */
    int open(Console next, Rights rights, Locale language, String address) {
        leave();
        console = next;
        Lock lock = new ReentrantLock();
        session = new VaadinSession(service) {
            @Override
            public Lock getLockInstance() {
                return lock;
            }
        };
        session.lock();
        try {
            VaadinService.setCurrent(service);
            VaadinSession.setCurrent(session);
            session.setAttribute(Actor.class, new Actor("ada", "test", rights));
            ui = new UI();
            ui.getInternals().setSession(session);
            UI.setCurrent(ui);
            ui.setLocale(language);
            ui.doInit(null, 1, "pages");
            session.addUI(ui);
            return ui.getInternals().getRouter().navigate(ui, new Location(address), NavigationTrigger.PAGE_LOAD);
        } finally {
            session.unlock();
        }
    }

    /** Waits until the page is as told; says what stands there where that never comes. */
    void until(Predicate<Stage> there) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!holding(() -> there.test(this))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("This is what the page came to:\n" + holding(this::text));
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private <T> T holding(java.util.function.Supplier<T> look) {
        session.lock();
        try {
            UI.setCurrent(ui);
            fetchRows();
            return look.get();
        } finally {
            session.unlock();
        }
    }

    /** A grid's rows are on their way to the browser only once it asks. */
    private void fetchRows() {
        components(ui).filter(Grid.class::isInstance).map(Grid.class::cast)
                .forEach(grid -> grid.getDataCommunicator().setViewportRange(0, ROWS));
        ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
    }

    private static Stream<Component> components(Component root) {
        return Stream.concat(Stream.of(root), root.getChildren().flatMap(Stage::components));
    }

    /** The page itself, without the frame around it. */
    HasElement view() {
        return ui.getInternals().getActiveRouterTargetsChain().getFirst();
    }

    /** Every visible element with this class. */
    List<Element> all(String css) {
        return elements().filter(element -> element.getClassList().contains(css)).toList();
    }

    boolean has(String css) {
        return !all(css).isEmpty();
    }

    boolean has(String css, String text) {
        return all(css).stream().anyMatch(element -> element.getTextRecursively().contains(text));
    }

    boolean hasId(String id) {
        return elements().anyMatch(element -> id.equals(element.getAttribute("id")));
    }

    /** What is read on the page, by eye or by a screen reader, and what its rows show. */
    String text() {
        String words = elements().map(Stage::words).filter(each -> !each.isBlank()).collect(Collectors.joining("\n"));
        String rows = components(ui).filter(Grid.class::isInstance).map(grid -> rows((Grid<?>) grid))
                .collect(Collectors.joining("\n"));
        return words + "\n" + rows;
    }

    /** Of elements that speak in the browser. */
    String labels() {
        return elements().filter(element -> element.hasAttribute("labels")).map(element ->
                element.getAttribute("labels")).collect(Collectors.joining("\n"));
    }

    private static String rows(Grid<?> grid) {
        return fetch(grid).map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static <T> Stream<T> fetch(Grid<T> grid) {
        @SuppressWarnings("unchecked")
        DataProvider<T, Object> rows = (DataProvider<T, Object>) grid.getDataProvider();
        return rows.fetch(new Query<>(0, ROWS, List.of(), null, null));
    }

    private static String words(Element element) {
        if (element.isTextNode()) {
            return element.getText();
        }
        return Stream.of("aria-label", "title", "label", "placeholder").map(name ->
                element.hasAttribute(name) ? element.getAttribute(name) : element.getProperty(name, ""))
                .filter(word -> !word.isEmpty()).collect(Collectors.joining("\n"));
    }

    private Stream<Element> elements() {
        return elements(view().getElement());
    }

    private static Stream<Element> elements(Element root) {
        if (!root.isTextNode() && !root.isVisible()) {
            return Stream.empty();
        }
        return Stream.concat(Stream.of(root), root.getChildren().flatMap(Stage::elements));
    }

    private void leave() {
        if (session != null) {
            session.lock();
            try {
                session.removeUI(ui);
            } finally {
                session.unlock();
            }
            UI.setCurrent(null);
        }
    }

    @Override
    public void close() throws Exception {
        leave();
        VaadinSession.setCurrent(null);
        VaadinService.setCurrent(null);
        server.stop();
        pulse.close();
    }
}
