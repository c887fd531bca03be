package io.odradek.ui.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.TargetElement;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;
import io.odradek.ui.part.Icon;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The head of every page: styles, icons, and the script which sets the theme before anything is painted. The body
 * begins with the empty frame, which is seen until the page is there.
 */
@Push(transport = Transport.WEBSOCKET_XHR)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://css/uplot-1.6.32.css")
@StyleSheet("context://css/base.css")
@StyleSheet("context://css/app.css")
public final class Head implements AppShellConfigurator {
    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setViewport("width=device-width, initial-scale=1");
        settings.addLink("icon", Map.of("href", "favicon.svg", "type", "image/svg+xml"));
        settings.addMetaTag("description", "Odradek: a Kafka-compatible cluster that you can look into");
        settings.addInlineWithContents(Inline.Position.PREPEND, theme(), Inline.Wrapping.JAVASCRIPT);
        settings.addInlineWithContents(TargetElement.BODY, Inline.Position.APPEND, emptyFrame(), Inline.Wrapping.NONE);
    }

    private static String emptyFrame() {
        return "<div class='frame first' aria-hidden='true'><div class='rail'><div class='brand'><span class='icon'>"
                + Icon.SPOOL.markup() + "</span><span>Odradek</span></div></div></div>";
    }

    private static String theme() {
        try (InputStream script = Head.class.getResourceAsStream("/META-INF/resources/js/theme.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
