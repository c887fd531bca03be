package io.odradek.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A chart of the cluster's rates, drawn in the browser from the stream {@code cluster.rates}. */
@Tag("live-chart")
@JsModule("context://js/live-chart.js")
public final class LiveChart extends Component {
    /** As much as is kept without Prometheus. */
    private static final int SECONDS = 15 * 60;

    /** What the axis counts. */
    public enum Unit {
        /** Per second. */
        COUNT,
        /** Per second. */
        BYTES,
        /** As it is. */
        NUMBER
    }

    /**
     * One line.
     *
     * @param name  of the stream's series
     * @param label shown in the legend
     * @param tone  1 to 6, a colour of the theme
     */
    public record Line(String name, String label, int tone) {
    }

    /** {@code waiting} stands there until there is something to draw. */
    public LiveChart(String cluster, String label, String waiting, Unit unit, ZoneId zone, List<Line> lines) {
        getElement().setAttribute("cluster", cluster);
        getElement().setAttribute("label", label);
        getElement().setAttribute("waiting", waiting);
        getElement().setAttribute("unit", unit.name().toLowerCase(java.util.Locale.ROOT));
        getElement().setAttribute("seconds", String.valueOf(SECONDS));
        getElement().setAttribute("zone", zone.getId());
        getElement().setAttribute("series", lines.stream()
                .map(line -> "{\"name\":" + Json.quote(line.name()) + ",\"label\":"
                + Json.quote(line.label()) + ",\"tone\":" + line.tone() + "}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    /** Draws from this stream of the cluster instead, opened with these parameters too. */
    public LiveChart from(String stream, Map<String, String> params) {
        getElement().setAttribute("stream", stream);
        getElement().setAttribute("params", Json.object(params));
        return this;
    }
}
