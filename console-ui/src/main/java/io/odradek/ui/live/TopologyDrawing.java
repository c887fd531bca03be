package io.odradek.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.Map;
import java.util.function.Consumer;

/** A topology's drawing, zoomed and moved in the browser. */
@Tag("topology-view")
@JsModule("context://js/topology-view.js")
public final class TopologyDrawing extends Component {
    private String shown = "";

    /** {@code labels} are the element's texts by name; {@code open} is told of the topic a person chose. */
    public TopologyDrawing(String name, Map<String, String> labels, Consumer<String> open) {
        getElement().setAttribute("name", name);
        getElement().setAttribute("labels", Json.object(labels));
        getElement().addEventListener("topic-open", event -> open.accept(
                event.getEventData().get("event.detail.topic").asText())).addEventData("event.detail.topic");
    }

    /** Shows this drawing, where the view was. */
    public void show(String svg) {
        if (!svg.equals(shown)) {
            shown = svg;
            getElement().setProperty("svg", svg);
        }
    }
}
